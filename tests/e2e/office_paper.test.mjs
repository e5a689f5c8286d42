// The consolidated report on paper, from Chromium and from Firefox: every criterion of the district is there, nothing is cut,
// heads and foot come again on every page, and it says what the office's page says.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {origin, pageTest, usesBrowser} from './browser.mjs';
import {startFirefox} from './firefox.mjs';
import {golden} from './golden.mjs';
import {Device, find, kept, openOffice, receive} from './office_page.mjs';
import {Officer, takeDownload} from './officer.mjs';
import {assertDocument, assertNumbered, drawPages, printInFirefox, readPaper, readQr, squeezed, textOf} from './paper.mjs';

usesBrowser();

const HEAD = ['STT', 'Tiêu chí', 'Đơn vị chủ trì', 'Điểm tối đa', 'Điểm của huyện', 'Cách tổng hợp, kết quả', 'Đơn vị chưa trả lời'];
const FOOT = 'Văn phòng HĐND và UBND huyện Nam Đông – Báo cáo tổng hợp kết quả tự chấm điểm năm 2018';
const UNIT = 'xa-huong-phu';
const OVERRIDDEN = '1.I.16';
/** A reason of half a page, with a word that is too long for its column. */
const REASON = `${'Theo biên bản kiểm tra thực tế tại xã, có chữ ký của các bên. '.repeat(30)}${'x'.repeat(120)} HẾT LÝ DO`;

pageTest('Chromium prints the 176 criteria of the district, and the code names the result as it is saved', {}, async ({page, context, origin}) => {
  const digits = await receiveOneUnit(page, context, origin);
  await setPoints(page, origin);
  const shown = await page.locator('[data-total="points"]').innerText();
  const titles = await page.locator('.district-title').allTextContents();
  assert.equal(titles.length, 176);
  const overridden = await page.locator(`[data-criterion="${OVERRIDDEN}"] .district-title`).innerText();
  const {path} = await takeDownload(page, () => find(page, 'consolidated-save').click());
  await openOffice(page, origin, '/in');
  await page.locator('.paper-files').waitFor();

  const print = () => page.pdf({preferCSSPageSize: true});
  const paper = await readPaper(await print());
  // What the officer set stands in a table of its own too, under other heads.
  const rows = titles.filter((title) => title !== overridden);
  assertDocument(paper, {titles: rows, head: HEAD, foot: FOOT});
  assertNumbered(paper);
  const text = textOf(paper);
  const occurrences = (words) => text.split(squeezed(words)).length - 1;
  for (const title of new Set(titles)) {
    const expected = titles.filter((other) => squeezed(other).includes(squeezed(title))).length;
    assert.ok(occurrences(title) >= expected, `${title}: ${occurrences(title)} of ${expected}`);
  }
  assert.equal(occurrences(overridden), 2);
  const words = [
    'BÁO CÁO TỔNG HỢP KẾT QUẢ TỰ CHẤM ĐIỂM', `${shown} / 178 điểm`, 'HẾT LÝ DO', 'UBND xã Hương Giang', 'chưa gửi 24', digits,
    'Nơi nhận', 'NGƯỜI TỔNG HỢP', 'THỦ TRƯỞNG CƠ QUAN',
  ];
  for (const expected of words) assert.ok(text.includes(squeezed(expected)), expected);
  for (const [index, one] of paper.pages.entries()) assert.ok(squeezed(one.text).includes(squeezed(FOOT)), `page ${index + 1} has no foot`);

  const codes = (await Promise.all((await drawPages(paper)).map(readQr))).filter(Boolean);
  assert.deepEqual(codes, [`tucham:nam-dong-2018/2018/ketqua/sha256:${await hashOf(path)}`]);
  assert.equal((await readPaper(await print())).pages.length, paper.pages.length, 'the same pages again');
});

test('Firefox prints the same rows, with the foot on every page', async () => {
  const {page, trouble, stop} = await startFirefox();
  try {
    await page.open(`${origin()}/tonghop/#/diem`);
    await page.waitFor('.district-title');
    const titles = await page.locator('.district-title').evaluateAll((all) => all.map((one) => one.textContent));
    assert.equal(titles.length, 176);
    await page.click('.site-links a[href="#/in"]');
    await page.waitFor('.paper');
    const paper = await readPaper(await printInFirefox(page));
    assertDocument(paper, {titles, head: HEAD, foot: FOOT});
    assert.equal((await readPaper(await printInFirefox(page))).pages.length, paper.pages.length, 'the same pages again');
    assert.deepEqual(trouble, [], 'the console stays quiet');
  } finally {
    await stop();
  }
});

/** A commune's file, with its key enrolled; gives the digits that the office's page shows of the file. */
async function receiveOneUnit(page, context, origin) {
  const device = new Device(await context.newPage(), origin);
  await device.visit(`/${UNIT}/2018`, {fresh: true});
  await device.page.locator('.writers-only:enabled').waitFor();
  const officer = new Officer(device.page);
  for (const row of (await golden(UNIT)).rows) await officer.answer(row);
  const {path} = await officer.exportFile();
  const digits = await device.page.locator('[data-test="exported"] .digits').innerText();
  await device.keepKey();
  const enrolment = await device.enrolment(UNIT);
  await device.page.close();
  await openOffice(page, origin);
  await receive(page, [path, enrolment.path]);
  await openOffice(page, origin, '/khoa');
  const row = find(page, 'pending-key').first();
  await find(row, 'compared').check();
  await find(row, 'enrol').click();
  await find(page, 'roster-line').waitFor();
  await kept(page);
  return digits;
}

async function setPoints(page, origin) {
  await openOffice(page, origin, '/diem');
  const row = page.locator(`[data-criterion="${OVERRIDDEN}"]`);
  await row.locator('summary').click();
  await find(row, 'override-points').fill('0,5');
  await find(row, 'override-reason').fill(REASON);
  await find(row, 'override-save').click();
  await row.locator('[data-points][data-value="0.5"]').waitFor();
}

/** The file hash: the saved result is canonical JSON and a newline. */
async function hashOf(path) {
  return createHash('sha256').update((await readFile(path, 'utf8')).trimEnd()).digest('hex');
}
