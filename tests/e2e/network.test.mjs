// Every file of an update, and of the very first visit, comes too late, cut off, old or not at all: the page starts, whole in
// one version or the other, or says what is wrong and offers to try again.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {before} from 'node:test';
import {usesBrowser} from './browser.mjs';
import {FAULTS, breakFile, isSilent, stale} from './faults.mjs';
import {DIST} from './server.mjs';
import {
  TYPED, SHEET, cacheNames, field, lookForUpdate, offlineIs, openSheet, siteTest, standing, typeHalf,
} from './site_test.mjs';
import {PIECES, changed, nextVersion, versionOf} from './versions.mjs';

usesBrowser();

let next;
/** The names of a version's files by what they are. */
let firstNames;
let nextNames;

before(async () => {
  next = await nextVersion();
  nextNames = namesIn(await readFile(join(next.folder, 'index.html'), 'utf8'));
  firstNames = namesIn(await readFile(join(DIST, 'index.html'), 'utf8'));
});

/** What the browser says itself of a line that fails. */
const LINE = /Fetch API cannot load|Failed to load resource|net::|Failed to find a valid digest|^(404|500): |MIME type|fetch a script|Failed to update a ServiceWorker|unsupported MIME|script evaluation failed|SyntaxError|uncaught: TypeError: Failed to fetch|preload/;
const FAILED = '[data-loading="failed"]';
const SLOW = '[data-loading="slow"]';
const RETRY = '[data-retry]:visible';
const PROGRAM = '<script type="module" id="app">';
/** How long the test's silences last where the browser itself keeps no bound. */
const HANG_UP_MS = 2500;

for (const [what, names] of Object.entries({
  'the worker': ['worker'], 'the page': ['page'], 'a file named by its content': ['module', 'form'],
  'a file whose name stays': ['manifest', 'icon'],
})) {
  siteTest(`an update with every fault at ${what}: the version before stays whole, and later the new one comes`,
    {expected: LINE}, async ({site, page}) => {
      await openSheet(page, site);
      await offlineIs(page, 'ready');
      await typeHalf(page);
      const first = await versionOf(page);
      const before = await cacheNames(page);
      site.folder = next.folder;
      for (const name of names.map((kind) => nextNames[kind])) {
        for (const [fault, answer] of [...Object.entries(FAULTS), ...await staleFaults(name)]) {
          const happened = breakFile(site, name, answer);
          // A browser waits for a worker's own text for minutes; the line that is silent breaks sooner here.
          const hangUp = name === 'sw.js' && isSilent(fault) ? setInterval(() => site.hangUp(), HANG_UP_MS) : null;
          // An update that was under way before may have met the fault before.
          for (let count = 0; happened() === 0 && count < 20; count += 1) await lookForUpdate(page);
          assert.ok(happened() > 0, `${name}: ${fault}`);
          await page.reload();
          await standing(page);
          assert.deepEqual(await versionOf(page), first, `${name}: ${fault}`);
          assert.equal(await field(page).inputValue(), TYPED, `${name}: ${fault}`);
          assert.equal(await page.locator('[data-test="update"]').count(), 0, `${name}: ${fault}: nothing is announced`);
          await nothingHalf(page, before);
          clearInterval(hangUp);
        }
      }
      site.fault = null;
      site.hangUp();
      await lookForUpdate(page);
      await takeUpdate(page);
      assert.equal(await field(page).inputValue(), TYPED);
    });
}

siteTest('a file that comes wrong once is asked for again, around every cache', {expected: LINE}, async ({site, page}) => {
  await openSheet(page, site);
  await offlineIs(page, 'ready');
  site.folder = next.folder;
  const old = await readFile(join(DIST, 'index.html'));
  breakFile(site, 'index.html', stale(old), 1);
  await lookForUpdate(page);
  await takeUpdate(page);
});

siteTest('an empty worker is no version, and gives its place to a whole one', {expected: LINE}, async ({site, page}) => {
  await openSheet(page, site);
  await offlineIs(page, 'ready');
  site.folder = next.folder;
  breakFile(site, 'sw.js', FAULTS['nothing of it comes, as if that were all']);
  await lookForUpdate(page);
  site.fault = null;
  // Nobody asks for it here: the page does itself.
  await page.locator('[data-test="update"]').waitFor({timeout: 40_000});
  await takeUpdate(page);
});

siteTest('the network goes while the officer agrees: what was announced is there already', {expected: LINE},
  async ({site, context, page}) => {
    await openSheet(page, site);
    await offlineIs(page, 'ready');
    await typeHalf(page);
    site.folder = next.folder;
    await lookForUpdate(page);
    await page.locator('[data-test="update"]').waitFor();
    await context.setOffline(true);
    await takeUpdate(page);
    assert.equal(await field(page).inputValue(), TYPED);
  });

for (const [fault, answer] of Object.entries(FAULTS)) {
  siteTest(`at the first visit, the Wasm: ${fault}; the page says so, and trying again helps`, {expected: LINE},
    async ({site, page}) => {
      breakFile(site, firstNames.form, answer);
      await page.goto(site.address + SHEET, {waitUntil: 'commit'});
      if (isSilent(fault)) {
        await timePasses(page);
      } else {
        await page.locator(FAILED).waitFor();
        assert.match(await page.locator(FAILED).innerText(), /Chưa mở được chương trình/);
      }
      await triedAgain(site, page);
    });
}

siteTest('at the first visit an old Wasm under the new name is no part of the page', {expected: LINE}, async ({site, page}) => {
  const old = Buffer.concat([await readFile(join(DIST, firstNames.form)), Buffer.from(' ')]);
  breakFile(site, firstNames.form, stale(old));
  await page.goto(site.address + SHEET);
  await page.locator(FAILED).waitFor();
  await triedAgain(site, page);
});

siteTest('at the first visit an old page on a new server says so; trying again brings the new one', {expected: LINE},
  async ({site, page}) => {
    site.folder = next.folder;
    breakFile(site, 'index.html', stale(await readFile(join(DIST, 'index.html'))));
    await page.goto(site.address + SHEET);
    await page.locator(FAILED).waitFor();
    await triedAgain(site, page);
    assert.equal((await versionOf(page)).page, next.version);
  });

const started = (page) => page.locator('html[data-started]').waitFor();

for (const [file, sheet, stands] of [['index.html', SHEET, standing], ['tonghop/index.html', 'tonghop/', started]]) {
  for (const [piece, from, to, cause, refused] of [
    ['style sheet', '.panel{', '.panel{color:red;', /style/, /Applying inline style violates/],
    ['program', PROGRAM, '$&/**/', /index\.html/, /Executing inline script violates/],
  ]) {
    siteTest(`${file}, at the first visit a ${piece} that was changed on the way is refused; the page says so, and trying again helps`,
      {expected: refused}, async ({site, page}) => {
        breakFile(site, file, (response, {body, headers}) => {
          response.writeHead(200, headers).end(body.toString().replace(from, to));
        });
        await page.goto(site.address + sheet);
        await failedBecause(page, cause);
        await triedAgain(site, page, stands);
      });
  }
}

siteTest('at the first visit a program that ends at once says why; trying again helps', {expected: /first line/}, async ({site, page}) => {
  breakFile(site, 'index.html', (response, {body, headers}) => {
    const text = changed(body.toString(), PIECES.program, (program) => `throw new Error('first line');${program}`);
    response.writeHead(200, headers).end(text);
  });
  await page.goto(site.address + SHEET);
  await failedBecause(page, /first line/);
  await triedAgain(site, page);
});

siteTest('a page that was kept half under an address with a question: trying again helps', {expected: LINE}, async ({site, page}) => {
  breakFile(site, 'index.html', (response, {body, headers}) => {
    const asked = response.req.headers;
    if (asked['if-none-match']) response.writeHead(304).end();
    else response.writeHead(200, {...headers, ETag: '"1"'}).end(asked['cache-control'] === 'no-cache' ? body : cutIn(body, PROGRAM));
  });
  await page.goto(`${site.address}index.html?from=mail${SHEET}`);
  await page.locator(FAILED).waitFor();
  await page.locator(RETRY).click();
  await standing(page);
});

/** Half a style sheet is not the one that the page's policy lets in. */
const HALF_STYLE = new RegExp(`${LINE.source}|Applying inline style violates`);

for (const [place, tag, length, expected] of [
  ['in its first script', '<script>', 1000, LINE], ['in its style sheet', '<style>', 1000, HALF_STYLE],
  ['before its program', PROGRAM, 0, LINE], ['in the tag of its program', PROGRAM, 10, LINE], ['in its program', PROGRAM, 1000, LINE],
]) {
  for (const [end, close] of [['the connection ends', true], ['that is as if it were all', false]]) {
    siteTest(`at the first visit the page comes to a place ${place}, and ${end}; what came says so, and trying again helps`,
      {expected}, async ({site, page}) => {
        let end;
        breakFile(site, 'index.html', (response, {body, headers}) => {
          response.writeHead(200, {...headers, ...close && {'Content-Length': body.length}});
          response.write(cutIn(body, tag, length));
          end = () => (close ? response.socket.end() : response.end());
        });
        await page.goto(site.address + SHEET, {waitUntil: 'commit'});
        // A browser that hears of the end together with the beginning may show nothing of it.
        await page.locator(SLOW).waitFor({state: 'attached'});
        end();
        // Where the first script came whole, it knows that the program does not run, once the browser takes the page for whole.
        if (tag !== '<script>' && !close) await failedBecause(page, /index\.html/);
        else await Promise.any([timePasses(page), page.locator(FAILED).waitFor()]);
        await triedAgain(site, page);
      });
  }
}

/** What comes of a page that ends so far behind the beginning of this tag. */
function cutIn(body, tag, length = 1000) {
  return body.subarray(0, body.lastIndexOf(tag) + length);
}

async function failedBecause(page, cause) {
  await page.locator(FAILED).waitFor();
  assert.match(await page.locator('[data-cause]').innerText(), cause);
}

/** The 20 seconds after which the words on a slow line appear. */
async function timePasses(page) {
  const slow = page.locator(SLOW);
  await slow.waitFor({state: 'attached'});
  assert.equal(await slow.isVisible(), false, 'not at once');
  await slow.evaluate((element) => element.getAnimations().forEach((animation) => animation.finish()));
  await slow.waitFor();
}

async function triedAgain(site, page, stands = standing) {
  site.fault = null;
  await page.locator(RETRY).click();
  await stands(page);
}

/** The new version is announced, and whole once the officer agrees; nothing of the old one stays. */
async function takeUpdate(page) {
  await Promise.all([page.waitForEvent('load'), page.locator('[data-test="update"]').click()]);
  await standing(page);
  assert.deepEqual(await versionOf(page), {page: next.version, style: 'next', program: 'next'});
  assert.deepEqual(await cacheNames(page), [`tucham / ${next.version}`]);
}

/** Waits until what an update has kept so far is gone; each reload looks for one, and meets the fault. */
async function nothingHalf(page, names) {
  await page.waitForFunction(async (expected) => (await caches.keys()).join() === expected, names.join());
}

/** The other version's bytes under this file's name. */
async function staleFaults(name) {
  const kind = Object.keys(nextNames).find((key) => nextNames[key] === name);
  const old = await readFile(join(DIST, firstNames[kind]));
  const isSame = old.equals(await readFile(join(next.folder, name)));
  return isSame ? [] : [['the file of the version before comes', stale(old)]];
}

function namesIn(html) {
  const [module] = html.match(/rest-[0-9a-f]{16}\.js/);
  const [form] = html.match(/form-[0-9a-f]{16}\.wasm/);
  return {module, form, page: 'index.html', worker: 'sw.js', manifest: 'manifest.webmanifest', icon: 'icon-512.png'};
}
