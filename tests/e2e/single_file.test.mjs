// tucham.html, opened from a disk with no network: the whole task, the draft, and a policy that lets nothing out or in.
import assert from 'node:assert/strict';
import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {brotliCompressSync, constants} from 'node:zlib';
import {newContext, usesBrowser, watchedContext} from './browser.mjs';
import {golden} from './golden.mjs';
import {assertAccepted} from './judges.mjs';
import {Officer, takeDownload} from './officer.mjs';
import {DIST} from './server.mjs';
import {offlineIs, siteTest, standing} from './site_test.mjs';
import {controls, saved, totals} from './sheet.mjs';

usesBrowser();

const FILE = join(DIST, 'tucham.html');
/** `cargo xtask dist` holds it to this too. */
const LIMIT_BYTES = 300_000;
const UNIT = 'xa-huong-phu';

let html;

before(async () => {
  html = await readFile(FILE, 'utf8');
});

/** A test in a browser without a network, with a copy of the file as on a stick. */
function fileTest(name, body, {change = (text) => text, expected} = {}) {
  test(name, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tucham usb ổ đĩa '));
    const file = join(folder, 'tucham.html');
    await cp(FILE, file);
    await writeFile(file, change(html));
    const {context, trouble} = await watchedContext('null');
    await context.setOffline(true);
    const asked = [];
    context.on('request', (request) => asked.push(request.url()));
    const address = pathToFileURL(file).href;
    try {
      const page = await context.newPage();
      await body({page, context, address});
      assert.deepEqual(trouble.filter((line) => !expected?.test(line)), [], 'the console stays quiet');
      const outside = asked.filter((url) => !url.startsWith(address) && !/^(data|blob):/.test(url) && !expected?.test(url));
      assert.deepEqual(outside, [], 'nothing is asked for');
    } finally {
      await context.close();
      await rm(folder, {recursive: true, force: true});
    }
  });
}

fileTest('from a file without a network: the whole task, found again after a reload, and a file that outside programs accept',
  async ({page, address}) => {
    const table = await golden(UNIT);
    await page.goto(`${address}#/${UNIT}/2018`);
    await standing(page);
    await offlineIs(page, 'none');
    const officer = new Officer(page);
    for (const row of table.rows) await officer.answer(row);
    await saved(page);
    const held = await controls(page);
    const sums = await totals(page);
    await page.reload();
    await standing(page);
    await page.locator('[data-led]').first().waitFor();
    assert.deepEqual(await controls(page), held);
    assert.deepEqual(await totals(page), sums);
    const {path} = await officer.exportFile();
    const file = await assertAccepted(path);
    assert.deepEqual(file.totals, table.totals);
  });

fileTest('from a file without a network: the sheet as CSV and the deadline for a calendar; a workbook, whose part is not inside, is not offered',
  async ({page, address}) => {
    await page.goto(`${address}#/${UNIT}/2018`);
    await standing(page);
    await new Officer(page).answer({criterion: '1.I.15', answer: {typed: {numerator: '27', denominator: '30'}}, explanation: '=1+1'});
    await saved(page);
    await page.goto(`${address}#/${UNIT}/2018/in`);
    const csv = await takeDownload(page, () => page.locator('[data-test="csv-save"]').first().click());
    assert.equal(csv.name, `tucham_phieu_2018_${UNIT}_phieu.csv`);
    assert.match(await readFile(csv.path, 'utf8'), /;1\.I\.15;[^\r]*;27;30;0,9;27\/30 × 1 = 0,90;'=1\+1\r\n/);
    assert.equal(await page.locator('[data-test="workbook-save"]').count(), 0);
    assert.match(await page.locator('main').innerText(), /bảng tính XLSX chỉ có ở Tự Chấm mở trên mạng/);
    await page.goto(`${address}#/nhac-han/9999`);
    const entry = await takeDownload(page, () => page.locator('[data-test="calendar-save"]').click());
    assert.match(await readFile(entry.path, 'utf8'), /\r\nDTSTART;VALUE=DATE:99991029\r\n/);
  });

fileTest('from a file: a script that is not the file\'s own does not run, and nothing reaches a network', async ({page, address}) => {
  await page.goto(address);
  await standing(page);
  const refused = await page.evaluate(async () => {
    const seen = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.wasRun = true';
    document.head.append(script);
    const image = new Image();
    image.src = 'https://example.org/a.png';
    await fetch('https://example.org/').catch(() => {});
    // Text that is run as a script; later, because the test's own call may do more than a page.
    setTimeout('window.wasRun = true');
    await new Promise((resolve) => setTimeout(resolve, 200));
    return {seen, wasRun: 'wasRun' in window};
  });
  assert.equal(refused.wasRun, false);
  for (const directive of ['script-src-elem', 'img-src', 'connect-src', 'script-src']) assert.ok(refused.seen.includes(directive), directive);
}, {expected: /Content Security Policy|violates the following|https:\/\/example\.org\//});

test('the file names nothing outside itself, and carries a strict policy', () => {
  const policy = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]+)">/)?.[1];
  assert.ok(policy);
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /connect-src 'none'/);
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'|'self'|https?:|\*/);
  assert.doesNotMatch(html.replace(/<script[^]*?<\/script>/g, ''), /(src|href)="(?!data:|")/);
  assert.doesNotMatch(html, /rel="manifest"|rel="preload"|rel="stylesheet"/);
});

test(`the file weighs at most ${LIMIT_BYTES} bytes, compressed as a server sends it`, () => {
  const {length} = brotliCompressSync(html, {params: {[constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24}});
  assert.ok(length <= LIMIT_BYTES, String(length));
});

const DAMAGE = {
  'cut off': (text) => text.slice(0, text.length / 2),
  'cut off before its last script': (text) => text.slice(0, text.indexOf('id="app"')),
  'with one letter changed in what is packed': (text) => {
    // Near the end, in what is not needed at first: the form itself would start.
    const place = text.indexOf('</script>', text.indexOf('id="packed">')) - 1000;
    return text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1);
  },
  'with a change in its own script': (text) => text.replace(/(<script id="app">)/, '$1/**/'),
};

for (const [name, change] of Object.entries(DAMAGE)) {
  fileTest(`a file ${name} says that it is damaged, and what to do`, async ({page, address}) => {
    await page.goto(address);
    await page.locator('[data-loading="failed"]', {hasText: 'chép'}).waitFor();
    await page.waitForTimeout(300);
    assert.equal(await page.locator('html[data-started]').count(), 0);
  }, {change, expected: /Content Security Policy|violates the following|CRC|uncaught/});
}

siteTest('the single file on a web server works too, and keeps nothing there', {}, async ({site, page}) => {
  await page.goto(`${site.address}tucham.html`);
  await standing(page);
  await offlineIs(page, 'none');
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
});

test('from a file: what a file cannot do is said', async () => {
  const context = await newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(FILE).href);
  await page.locator('[data-test="file-notice"]').waitFor();
  assert.equal(await page.evaluate(() => navigator.serviceWorker?.controller ?? null), null);
  await context.close();
});
