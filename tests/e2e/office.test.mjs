// A district's whole year in the browser: 25 units make their files on their own pages, the office takes them in, with
// everything else that a mailbox brings, and comes to the points that were worked out by hand.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {usesBrowser, watchedContext} from './browser.mjs';
import {Device, districtPoints, files, find, kept, openOffice, ready, receive} from './office_page.mjs';
import {Officer, PASSPHRASE, takeDownload} from './officer.mjs';
import {criterion} from './sheet.mjs';
import {serve} from './server.mjs';

usesBrowser();

const GOLDEN = JSON.parse(await readFile(new URL('../golden/district.json', import.meta.url), 'utf8'));
const SET_OF_2020 = fileURLToPath(new URL('../../criteria/nam-dong-2020', import.meta.url));
const NOW = new Date('2018-10-12T08:30:00+07:00');
const UNITS = [
  'van-phong', 'noi-vu', 'tai-chinh-ke-hoach', 'van-hoa-thong-tin', 'giao-duc-dao-tao', 'tu-phap', 'lao-dong-tbxh',
  'tai-nguyen-moi-truong', 'kinh-te-ha-tang', 'nong-nghiep-ptnt', 'y-te', 'hanh-chinh-cong', 'tiep-cong-dan', 'cong-an',
  'thi-tran-khe-tre', 'xa-huong-phu', 'xa-huong-son', 'xa-huong-loc', 'xa-thuong-quang', 'xa-huong-hoa', 'xa-huong-giang',
  'xa-huong-huu', 'xa-thuong-lo', 'xa-thuong-long', 'xa-thuong-nhat',
];
/** Of these the office never gets the enrolment: their key stays unknown. */
const NOT_ENROLLED = 'xa-huong-giang';

test('25 units, their mail and the office come to the points worked out by hand', async () => {
  const site = await serve();
  const mail = await mkdtemp(join(tmpdir(), 'tucham-mail-'));
  const unit = await watchedContext(site.origin);
  const office = await watchedContext(site.origin);
  try {
    const sent = await unitsFiles(await pageAt(unit), site.origin, mail);
    const page = await pageAt(office);
    await takeIn(page, site.origin, sent);
    await enrol(page, site.origin, sent);
    await receiveAndOverride(page, site.origin);
    const result = await assertGolden(page, site.origin, sent);

    // The page is closed and opened: all of it is back, out of the browser alone.
    await page.reload();
    await ready(page, '/diem');
    assert.deepEqual(await assertGolden(page, site.origin, sent), result);

    // The same files once more, in another order and under other names, change nothing.
    await openOffice(page, site.origin);
    const again = await receive(page, sent.paths.toReversed());
    assert.match(again, new RegExp(`0 tệp mới, ${sent.paths.length} tệp đã có từ trước`));
    assert.deepEqual(await assertGolden(page, site.origin, sent), result);

    // The workspace in a file brings all of it to another browser, and to the command line.
    await openOffice(page, site.origin);
    const workspace = await takeDownload(page, () => find(page, 'workspace-save').click());
    const other = await watchedContext(site.origin);
    try {
      const elsewhere = await pageAt(other);
      await openOffice(elsewhere, site.origin);
      await find(elsewhere, 'workspace-open').setInputFiles(workspace.path);
      assert.match(await find(elsewhere, 'workspace-confirm').innerText(), /Đang có ở đây: 0 tệp/);
      await find(elsewhere, 'workspace-take').click();
      await elsewhere.getByText(/Đã mở bàn làm việc/).waitFor();
      await kept(elsewhere);
      await elsewhere.reload();
      await ready(elsewhere);
      assert.deepEqual(await assertGolden(elsewhere, site.origin, sent), result);
      await settle(elsewhere, site.origin);
    } finally {
      await other.context.close();
    }
    assert.deepEqual(other.trouble, []);
    assert.equal(await byCommandLine(mail, sent.paths, workspace.path), result, 'the command line gives the same bytes');
  } finally {
    await unit.context.close();
    await office.context.close();
    site.close();
    await rm(mail, {recursive: true, force: true});
  }
  assert.deepEqual([...unit.trouble, ...office.trouble], [], 'console and network stay quiet');
});

async function pageAt({context}) {
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  return page;
}

/** Every file that reaches the mailbox: those of the golden table, blank sheets of the other units, and worse. */
async function unitsFiles(page, origin, mail) {
  const devices = new Map(UNITS.map((id) => [id, new Device(page, origin)]));
  const sent = {paths: [], byName: {}, expected: {}, digits: {}};
  const put = async (name, content, expected) => {
    const path = join(mail, name);
    await writeFile(path, content);
    sent.paths.push(path);
    sent.byName[name] = path;
    sent.expected[name] = expected;
  };
  const exported = async (device, unitId, answers, isNext) => {
    await device.visit(`/${unitId}/2018`, {fresh: !isNext});
    const officer = new Officer(page);
    await page.locator('.writers-only:enabled').waitFor();
    for (const [code, answer] of Object.entries(answers)) await giveAnswer(officer, page, code, answer);
    const {path} = await officer.exportFile();
    await device.keepKey();
    return readFile(path);
  };
  for (const given of GOLDEN.files) {
    const content = await exported(devices.get(given.signed_by), given.unit, given.answers, given.revision > 1);
    await put(`${given.name}.json`, content, {verdict: given.verdict, state: given.state});
  }
  const answered = new Set(GOLDEN.files.filter(({verdict}) => verdict === 'trusted').map((given) => given.unit));
  for (const id of UNITS.filter((id) => !answered.has(id))) {
    const verdict = id === NOT_ENROLLED ? 'unknown-key' : 'trusted';
    const content = await exported(devices.get(id), id, {}, false);
    await put(`trong-${id}.json`, content, {verdict, state: verdict === 'trusted' ? 'counted' : 'rejected'});
  }
  for (const id of UNITS) {
    const {path, digits} = await devices.get(id).enrolment(id);
    sent.digits[id] = digits.trim();
    if (id !== NOT_ENROLLED) await put(`dangky-${id}.json`, await readFile(path), {verdict: 'enrolment', state: 'rejected'});
  }
  const son = await readFile(sent.byName['son.json'], 'utf8');
  await put('bi-sua.json', son.replace('"9"', '"30"'), {verdict: 'invalid', state: 'rejected', words: /Chữ ký không khớp/});
  await put('cat-ngang.json', son.slice(0, 500), {verdict: 'invalid', state: 'rejected', words: /cắt ngang/});
  await put('khac.json', '{"name": "khác"}', {verdict: 'invalid', state: 'rejected', words: /chưa ký/});
  await put('anh.json', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]), {verdict: 'invalid', state: 'rejected', words: /UTF-8/});
  // Another key for a unit that has one, and another year.
  const stranger = new Device(page, origin);
  await put('khoa-la.json', await exported(stranger, 'xa-huong-son', {'1.I.15': '30/30'}, false),
    {verdict: 'changed-key', state: 'rejected', words: /vì sao đổi khoá/});
  const device = devices.get('xa-huong-son');
  await device.visit('/xa-huong-son/2019', {fresh: true});
  await page.locator('.writers-only:enabled').waitFor();
  await put('nam-khac.json', await readFile((await new Officer(page).exportFile()).path),
    {verdict: 'invalid', state: 'rejected', words: /năm 2019/});
  await put('bo-khac.json', await exportedWithAnotherSet(stranger, mail),
    {verdict: 'invalid', state: 'rejected', words: /bộ tiêu chí nam-dong-2020/});
  // The same file under another name and in another layout is that file, and is not listed twice.
  const copy = join(mail, 'ban-sao.json');
  await writeFile(copy, JSON.stringify(JSON.parse(son)));
  sent.copies = [copy];
  return sent;
}

/** A file that the form made with another criteria set, which its officer has opened. */
async function exportedWithAnotherSet(device, mail) {
  const {page} = device;
  const [key, set] = [join(mail, 'office.pem'), join(mail, 'set.json')];
  const env = {...process.env, TUCHAM_PASSPHRASE: PASSPHRASE};
  const tucham = (...words) => promisify(execFile)(process.env.TUCHAM_CLI, words, {env});
  await tucham('keygen', '--out', key);
  await tucham('criteria-set', SET_OF_2020, '--key', key, '--out', set);
  await device.visit('/', {fresh: true});
  await find(page, 'criteria-panel').locator('summary').click();
  await find(page, 'set-open').setInputFiles(set);
  await find(page, 'set-compared').check();
  await Promise.all([page.waitForEvent('load'), find(page, 'set-take').click()]);
  await page.goto(`${device.origin}/#/xa-huong-xuan/2020`);
  await page.locator('.writers-only:enabled').waitFor();
  const {path} = await new Officer(page).exportFile();
  return readFile(path);
}

/** An answer of the golden table, given on the unit's page. */
async function giveAnswer(officer, page, code, answer) {
  const place = criterion(page, code);
  const has = async (field) => await place.locator(`[data-field="${field}"]`).count() > 0;
  if (answer === 'không phát sinh') {
    await place.locator('[data-field="not_applicable"]').check();
    await officer.explain(code, 'Không có trong năm.');
  } else if (await has('numerator')) {
    const [numerator, denominator] = answer.split('/');
    await officer.fillIn(place, {numerator, denominator});
  } else if (await has('count')) {
    await officer.fillIn(place, {count: answer});
  } else if (await has('share')) {
    await place.locator(`[data-field="share"][value="${answer === 'có'}"]`).check();
  } else {
    await place.locator(`[data-field="level"][value="${answer === 'có' ? 0 : 1}"]`).check();
  }
}

/** The whole mail at once, then the copies by drag and drop. */
async function takeIn(page, origin, sent) {
  await openOffice(page, origin);
  const said = await receive(page, sent.paths);
  assert.match(said, new RegExp(`Đã đọc ${sent.paths.length} tệp: ${sent.paths.length} tệp mới\\.`));
  const text = await readFile(sent.copies[0], 'utf8');
  const data = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'ban-sao.json', {type: 'application/json'}));
    return transfer;
  }, text);
  await find(page, 'drop-zone').dispatchEvent('drop', {dataTransfer: data});
  await page.getByText('Đã đọc 1 tệp: 0 tệp mới, 1 tệp đã có từ trước').waitFor();
  await kept(page);
}

/** Compares digits and enrols, unit by unit; the stranger's key and the one without an enrolment stay out. */
async function enrol(page, origin, sent) {
  await openOffice(page, origin, '/khoa');
  for (const id of UNITS.filter((id) => id !== NOT_ENROLLED)) {
    const rows = page.locator(`[data-test="pending-key"][data-unit="${id}"]`);
    const row = rows.filter({hasText: sent.digits[id]});
    assert.equal(await row.count(), 1, `${id}: the digits are those that its own page shows`);
    await row.locator('[data-test="compared"]').check();
    await row.locator('[data-test="enrol"]').click();
    await page.locator(`[data-test="roster-line"][data-unit="${id}"]`).waitFor();
  }
  assert.equal(await page.locator('[data-test="roster-line"]').count(), 24);
  // Without the mark that the digits were compared nothing is enrolled.
  await page.locator(`[data-test="pending-key"][data-unit="${NOT_ENROLLED}"] [data-test="enrol"]`).click();
  await page.getByText('đánh dấu đã đối chiếu dãy số rồi mới đăng ký').waitFor();
  assert.equal(await page.locator('[data-test="roster-line"]').count(), 24);
}

async function receiveAndOverride(page, origin) {
  await openOffice(page, origin);
  // Shows them all.
  await files(page);
  for (const given of GOLDEN.files.filter(({received}) => received)) {
    const day = new Date(Date.parse(given.received) + 7 * 3_600_000).toISOString().slice(0, 10);
    const row = page.locator(`[data-file="${given.name}.json"]`);
    await row.locator('[data-test="received"]').fill(day);
    assert.equal(/nộp muộn/.test(await row.innerText()), given.late, given.name);
  }
  await openOffice(page, origin, '/diem');
  const row = page.locator('[data-criterion="2.I.12"]');
  await row.locator('summary').click();
  const form = row.locator('form');
  const trySaving = async (points, reason) => {
    await find(form, 'override-points').fill(points);
    await find(form, 'override-reason').fill(reason);
    await find(form, 'override-save').click();
  };
  for (const [points, reason, words] of [
    ['', 'x', /nhập số điểm/], ['0.75', 'x', /dấu phẩy/], ['2', 'x', /từ 0 đến điểm tối đa/], ['0,755', 'x', /hai chữ số/],
    ['0,75', '  ', /phải có lý do/],
  ]) {
    await trySaving(points, reason);
    assert.match(await form.locator('.problem[role="alert"]').innerText(), words);
    assert.equal(await row.locator('[data-points]').getAttribute('data-value'), '0.5');
  }
  const [given] = GOLDEN.overrides;
  await trySaving(given.points.replace('.', ','), given.reason);
  await page.locator('[data-criterion="2.I.12"] [data-points][data-value="0.75"]').waitFor();
  await kept(page);
}

/** Everything that the office finds against the table; gives the consolidated file. */
async function assertGolden(page, origin, sent) {
  await openOffice(page, origin);
  const found = await files(page);
  for (const [name, expected] of Object.entries(sent.expected)) {
    assert.equal(found[name]?.verdict, expected.verdict, `${name}: ${found[name]?.words}`);
    assert.equal(found[name].state, expected.state, name);
    if (expected.words) assert.match(found[name].words, expected.words, name);
  }
  assert.equal(Object.keys(found).length, Object.keys(sent.expected).length, 'each file once, copies not at all');

  await openOffice(page, origin, '/don-vi');
  const states = await page.locator('tr[data-unit]').evaluateAll((rows) =>
    Object.fromEntries(rows.map(({dataset}) => [dataset.unit, dataset.state])));
  assert.equal(Object.keys(states).length, 25);
  assert.equal(states['xa-huong-son'], 'late');
  assert.equal(states['xa-huong-phu'], 'received');
  assert.equal(states['xa-thuong-lo'], 'conflict');
  assert.equal(states[NOT_ENROLLED], 'missing');
  assert.equal(Object.values(states).filter((state) => state === 'missing').length, 1);
  assert.match(await find(page, 'reminder').inputValue(), /còn 1 đơn vị[^]*UBND xã Hương Giang/);
  assert.equal(await find(page, 'conflict').locator('[data-sha256]').count(), 2);

  await openOffice(page, origin, '/diem');
  const district = await districtPoints(page);
  assert.equal(Object.keys(district).length, 176);
  const golden = Object.fromEntries(GOLDEN.criteria.map((row) => [row.criterion, row]));
  for (const [code, {points, state}] of Object.entries(district)) {
    assert.equal(points, golden[code]?.points ?? '', `${code}: ${golden[code]?.arithmetic}`);
    assert.equal(state, golden[code] ? golden[code].state ?? 'scored' : 'open', code);
  }
  const value = (selector) => page.locator(selector).getAttribute('data-value');
  for (const name of ['points', 'maximum', 'excluded', 'converted']) {
    assert.equal(await value(`[data-total="${name}"]`), GOLDEN.totals[name], name);
  }
  for (const group of GOLDEN.groups) assert.equal(await value(`[data-group="${group.group}"]`), group.points, group.arithmetic);
  const {path} = await takeDownload(page, () => find(page, 'consolidated-save').click());
  return readFile(path, 'utf8');
}

/** The officer says which of two files stands: it counts, and the other one is superseded. */
async function settle(page, origin) {
  await openOffice(page, origin);
  const {sha256} = (await files(page))['lo-a.json'];
  await openOffice(page, origin, '/don-vi');
  await find(page, 'conflict').locator(`[data-sha256="${sha256}"] [data-test="settle"]`).click();
  await page.locator('tr[data-unit="xa-thuong-lo"][data-state="received"]').waitFor();
  assert.equal(await find(page, 'conflict').count(), 0);
  await openOffice(page, origin, '/diem');
  const district = await districtPoints(page);
  // (26 + 9 + 1 + 40) / (24 + 30 + 6 + 40) = 76/100, and three of ten communes.
  assert.deepEqual([district['1.I.15'].points, district['1.I.16'].points], ['0.76', '0.3']);
  await openOffice(page, origin);
  const found = await files(page);
  assert.deepEqual([found['lo-a.json'].state, found['lo-b.json'].state], ['counted', 'superseded']);
  // And back: a choice may be a slip.
  await openOffice(page, origin, '/don-vi');
  await find(page, 'unsettle').click();
  await page.locator('tr[data-unit="xa-thuong-lo"][data-state="conflict"]').waitFor();
}

/** What the command line makes of the same files, with the roster and the decisions of the workspace. */
async function byCommandLine(mail, paths, workspace) {
  const arguments_ = ['consolidate', '--roster', workspace, '--decisions', workspace, ...paths];
  const run = promisify(execFile)(process.env.TUCHAM_CLI, arguments_, {maxBuffer: 1 << 26});
  // Some files are not trusted, so it ends with 1.
  const {stdout} = await run.catch((error) => error);
  return stdout;
}
