// A criteria set out of the office's signed file, in the unit's form: nam-dong-2020, after two communes had merged.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {before} from 'node:test';
import {promisify} from 'node:util';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {find, openOffice} from './office_page.mjs';
import {Officer, PASSPHRASE, takeDownload} from './officer.mjs';
import {saved} from './sheet.mjs';

usesBrowser();

const SET = fileURLToPath(new URL('../../criteria/nam-dong-2020', import.meta.url));
let file;
let digits;
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tucham-set-'));
  const key = join(folder, 'office.pem');
  file = join(folder, 'set.json');
  digits = (await tucham('keygen', '--out', key)).trim().split('\n')[1];
  await tucham('criteria-set', SET, '--key', key, '--out', file);
});

async function tucham(...words) {
  const env = {...process.env, TUCHAM_PASSPHRASE: PASSPHRASE};
  return (await promisify(execFile)(process.env.TUCHAM_CLI, words, {env})).stdout;
}

const panel = (page) => find(page, 'criteria-panel');

async function offer(page, path) {
  if (!await find(page, 'set-open').isVisible()) await panel(page).locator('summary').click();
  await find(page, 'set-open').setInputFiles(path);
}

async function take(page, path = file) {
  await offer(page, path);
  await find(page, 'set-confirm').waitFor();
  assert.ok((await find(page, 'set-confirm').innerText()).includes(digits), 'the digits are those of the office');
  // Without the mark that they were compared nothing happens.
  await find(page, 'set-take').click();
  await page.getByText('Đánh dấu đã đối chiếu dãy số').waitFor();
  await find(page, 'set-compared').check();
  await Promise.all([page.waitForEvent('load'), find(page, 'set-take').click()]);
  await panel(page).getByText('nam-dong-2020, bản 1, năm 2020').waitFor();
}

pageTest('a set out of a file is chosen, kept, worked with, exported, and left again', {}, async ({page, origin}) => {
  await visit(page, origin, '/xa-huong-phu/2018');
  await new Officer(page).answer({criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator: '1', denominator: '2'}}});
  await saved(page);
  await visit(page, origin, '/');
  await take(page);
  assert.equal(await page.locator('[data-unit="xa-huong-giang"]').count(), 0);
  await page.locator('[data-unit="xa-huong-xuan"]').click();
  const officer = new Officer(page);
  await officer.answer({criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator: '12', denominator: '14'}}});
  assert.equal(await page.locator('[data-criterion][data-led]').count(), 35);
  await saved(page);
  await page.reload();
  assert.equal(await page.locator('[data-criterion="1.I.15"] [data-field="numerator"]').inputValue(), '12');
  const {name, path} = await officer.exportFile();
  assert.equal(name, 'tucham_2020_xa-huong-xuan_r1.json');
  const submission = JSON.parse(await readFile(path, 'utf8'));
  assert.deepEqual([submission.criteria_set.id, submission.period, submission.unit.name], ['nam-dong-2020', 2020, 'UBND xã Hương Xuân']);
  // The command line takes it with that set, and with no other.
  const verdict = async (...more) => {
    const run = promisify(execFile)(process.env.TUCHAM_CLI, ['verify', '--json', ...more, path]);
    return JSON.parse((await run.catch((error) => error)).stdout).verdict;
  };
  assert.equal(await verdict('--set', file), 'unknown-key');
  assert.equal(await verdict(), 'invalid');

  // Back to the built-in one: the draft of before is there.
  await visit(page, origin, '/');
  await panel(page).locator('summary').click();
  await Promise.all([page.waitForEvent('load'), find(page, 'set-builtin').click()]);
  await panel(page).getByText('nam-dong-2018').waitFor();
  await visit(page, origin, '/xa-huong-phu/2018');
  assert.equal(await page.locator('[data-criterion="1.I.15"] [data-field="denominator"]').inputValue(), '2');
});

pageTest('what is markup in the texts of a set stands on the sheet as text', {}, async ({page, origin}) => {
  const {proof, ...document} = JSON.parse(await readFile(file, 'utf8'));
  assert.ok(proof);
  const text = '<img src="x" alt=\'y\'> & &amp; </p>';
  const criterion = document.set.groups.flatMap(({sections}) => sections).flatMap(({criteria}) => criteria).find(({code}) => code === '1.I.15');
  Object.assign(criterion, {title: `${text} 1`, note: `${text} 2`});
  Object.assign(criterion.scale, {printed: `${text} 3`, numerator: `${text} 4`, denominator: `${text} 5`});
  const [unsigned, signed] = ['markup-unsigned.json', 'markup.json'].map((name) => join(folder, name));
  await writeFile(unsigned, JSON.stringify(document));
  await tucham('criteria-set', unsigned, '--key', join(folder, 'office.pem'), '--out', signed);
  await visit(page, origin, '/');
  await take(page, signed);
  await visit(page, origin, '/xa-huong-phu/2020');
  const shown = page.locator('[data-criterion="1.I.15"]');
  assert.equal(await shown.locator('.criterion-title').textContent(), `${text} 1`);
  assert.equal(await shown.locator('.criterion-note').textContent(), `${text} 2`);
  assert.equal(await shown.locator('.criterion-scale').textContent(), `${text} 3`);
  assert.deepEqual(await shown.locator('.number-field').allTextContents(), [`${text} 4`, `${text} 5`]);
  assert.equal(await page.locator('main img').count(), 0);
});

pageTest('a file that will not do says why, and nothing changes', {}, async ({page, origin}) => {
  const text = await readFile(file, 'utf8');
  const document = JSON.parse(text);
  const {proof, ...unsigned} = document;
  assert.ok(proof);
  for (const [name, content, words] of [
    ['unsigned.json', JSON.stringify(unsigned), /chưa có chữ ký/],
    ['changed.json', text.replace('Hương Xuân', 'Hương Xuan'), /đã bị sửa/],
    ['cut.json', text.slice(0, 2000), /cắt ngang/],
    ['other.json', '{"a": 1}', /chưa có chữ ký/],
    ['picture.json', Buffer.from([0x89, 0xff]), /UTF-8|không phải JSON/],
  ]) {
    const path = join(folder, name);
    await writeFile(path, content);
    await visit(page, origin, '/');
    await offer(page, path);
    await panel(page).locator('.problem').filter({hasText: words}).waitFor();
    assert.equal(await find(page, 'set-confirm').count(), 0);
    assert.equal(await page.evaluate(() => localStorage.getItem('tucham/criteria')), null);
  }
});

pageTest('another key than the one compared before is a warning; a damaged set is said, and the built-in one stands', {}, async ({page, origin}) => {
  await visit(page, origin, '/');
  await take(page);
  const other = join(folder, 'other.pem');
  const theirs = join(folder, 'theirs.json');
  await tucham('keygen', '--out', other);
  await tucham('criteria-set', SET, '--key', other, '--out', theirs);
  await offer(page, theirs);
  assert.match(await find(page, 'set-confirm').innerText(), /KHÁC khoá của cơ quan đã đối chiếu/);
  assert.equal(await find(page, 'set-compared').isChecked(), false);
  // It takes the mark and a second press, and until then the key of before stands.
  const pinned = () => page.evaluate(() => localStorage.getItem('tucham/office-key-pinned'));
  const before = await pinned();
  await find(page, 'set-compared').check();
  await find(page, 'set-take').click();
  await page.getByText('bấm lần nữa để dùng').waitFor();
  assert.equal(await pinned(), before);
  await Promise.all([page.waitForEvent('load'), find(page, 'set-take').click()]);
  assert.notEqual(await pinned(), before);
  await page.evaluate((key) => localStorage.setItem('tucham/office-key-pinned', key), before);
  // The one that was compared needs no second call.
  await offer(page, file);
  await page.getByText('Khoá này đã được đối chiếu ở lần trước').waitFor();
  assert.equal(await find(page, 'set-compared').count(), 0);

  await page.evaluate(() => localStorage.setItem('tucham/criteria', localStorage.getItem('tucham/criteria').replace('Hương Xuân', 'x')));
  await page.reload();
  await find(page, 'set-damaged').waitFor();
  await panel(page).getByText('nam-dong-2018').waitFor();
  // The warning stands until the built-in set is chosen.
  await panel(page).locator('summary').click();
  await Promise.all([page.waitForEvent('load'), find(page, 'set-builtin').click()]);
  await panel(page).getByText('nam-dong-2018').waitFor();
  assert.equal(await find(page, 'set-damaged').count(), 0);
});

pageTest('the office works with the same set, and gives it out with its roster', {}, async ({page, origin}) => {
  await openOffice(page, origin, '/bo-tieu-chi');
  await find(page, 'set-open').setInputFiles(file);
  assert.ok((await find(page, 'set-confirm').innerText()).includes(digits));
  await find(page, 'set-take').click();
  await page.getByText('Mã nam-dong-2020, bản 1, năm 2020; 24 đơn vị').waitFor();
  assert.match(await page.locator('.status-bar').innerText(), /nam-dong-2020[^]*2020[^]*0\/24/);
  await page.reload();
  await page.getByText('Mã nam-dong-2020').waitFor();
  await openOffice(page, origin, '/khoa');
  await find(page, 'passphrase').fill(PASSPHRASE);
  await find(page, 'passphrase-again').fill(PASSPHRASE);
  await find(page, 'key-create').click();
  await find(page, 'key-digits').waitFor();
  await openOffice(page, origin, '/bo-tieu-chi');
  await page.locator('#mat-khau-co-quan').fill(PASSPHRASE);
  const {name, path} = await takeDownload(page, () => find(page, 'set-save').click());
  assert.equal(name, 'tucham_botieuchi_nam-dong-2020_v1.json');
  assert.match(await tucham('check', path), /24 đơn vị/);
  await find(page, 'set-builtin').click();
  await page.getByText('Mã nam-dong-2018').waitFor();
});
