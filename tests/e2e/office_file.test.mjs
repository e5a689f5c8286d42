// tonghop.html beside tucham.html, opened from a disk with no network: a set out of a file, a unit's mail, the district's points.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {cp, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {usesBrowser, watchedContext} from './browser.mjs';
import {find, kept, receive} from './office_page.mjs';
import {Officer, PASSPHRASE, takeDownload} from './officer.mjs';
import {DIST} from './server.mjs';

usesBrowser();

const SET = fileURLToPath(new URL('../../criteria/nam-dong-2020', import.meta.url));

test('from files without a network: form and office work with a set out of a file, and come to its points', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tucham usb ổ đĩa '));
  for (const name of ['tucham.html', 'tonghop.html']) await cp(join(DIST, name), join(folder, name));
  const [key, set] = [join(folder, 'office.pem'), join(folder, 'set.json')];
  const run = (...words) => promisify(execFile)(process.env.TUCHAM_CLI, words, {env: {...process.env, TUCHAM_PASSPHRASE: PASSPHRASE}});
  await run('keygen', '--out', key);
  await run('criteria-set', SET, '--key', key, '--out', set);
  const {context, trouble} = await watchedContext('null');
  await context.setOffline(true);
  const asked = [];
  context.on('request', (request) => asked.push(request.url()));
  const address = (name, hash) => `${pathToFileURL(join(folder, name)).href}#${hash}`;
  try {
    const unit = await context.newPage();
    await unit.goto(address('tucham.html', '/'));
    await find(unit, 'criteria-panel').locator('summary').click();
    await find(unit, 'set-open').setInputFiles(set);
    await find(unit, 'set-compared').check();
    await Promise.all([unit.waitForEvent('load'), find(unit, 'set-take').click()]);
    await unit.locator('[data-unit="xa-huong-xuan"]').click();
    const officer = new Officer(unit);
    await officer.answer({criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator: '12', denominator: '14'}}});
    await officer.answer({criterion: '1.I.16', answer: {kind: 'share', value: true}});
    const submission = (await officer.exportFile()).path;

    const office = await context.newPage();
    await office.goto(address('tonghop.html', '/bo-tieu-chi'));
    await find(office, 'set-open').setInputFiles(set);
    await find(office, 'set-take').click();
    await office.getByText('Mã nam-dong-2020').waitFor();
    await office.evaluate(() => (location.hash = '/'));
    await receive(office, [submission]);
    await office.evaluate(() => (location.hash = '/khoa'));
    await find(office, 'compared').check();
    await find(office, 'enrol').click();
    await kept(office);
    await office.reload();
    await office.evaluate(() => (location.hash = '/diem'));
    // 12/14 = 0,857… → 0,86; one of ten communes says yes: 0,1.
    await office.locator('[data-total="points"][data-value="0.96"]').waitFor();
    assert.equal(await office.locator('[data-criterion="1.I.16"] [data-points]').getAttribute('data-value'), '0.1');
    await office.evaluate(() => (location.hash = '/xuat'));
    const workbook = await takeDownload(office, () => find(office, 'workbook-save').click());
    assert.equal(workbook.name, 'tucham_ketqua_2020_nam-dong-2020.xlsx');
    const workspace = await takeDownload(office, async () => {
      await office.evaluate(() => (location.hash = '/'));
      await find(office, 'workspace-save').click();
    });
    // The workspace carries the set: a browser that has never seen it opens it, after asking.
    const elsewhere = await (await context.browser().newContext()).newPage();
    await elsewhere.goto(address('tonghop.html', '/'));
    await find(elsewhere, 'workspace-open').setInputFiles(workspace.path);
    await find(elsewhere, 'workspace-take').click();
    await elsewhere.locator('[data-test="status-set"]', {hasText: 'nam-dong-2020'}).waitFor();
    await find(elsewhere, 'workspace-take').click();
    await elsewhere.getByText(/Đã mở bàn làm việc: 1 tệp/).waitFor();
    assert.match(await find(elsewhere, 'status-points').innerText(), /^0,96 \/ 178/);
    await elsewhere.context().close();
  } finally {
    await context.close();
    await rm(folder, {recursive: true, force: true});
  }
  assert.deepEqual(trouble, [], 'the console stays quiet');
  assert.deepEqual(asked.filter((url) => !/^(file|data|blob):/.test(url)), [], 'nothing is asked for');
});
