// The office's result as a workbook and as CSV, out of the served page: what is in them, and what is said when the part that
// makes workbooks does not come. Their numbers are compared in `tests/cli.rs`; the page makes them with the same code.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {promisify} from 'node:util';
import {pageTest, usesBrowser} from './browser.mjs';
import {find, openOffice} from './office_page.mjs';
import {takeDownload} from './officer.mjs';

usesBrowser();

const PART = /\/workbook-[0-9a-f]{16}\.wasm$/;
const READER = `
import json, sys
from openpyxl import load_workbook
print(json.dumps({sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(sys.argv[1])}))
`;

pageTest('the workbook has every criterion and what the officer set, and each table comes as CSV too', {}, async ({page, origin}) => {
  await openOffice(page, origin, '/diem');
  const row = page.locator('[data-criterion="1.I.16"]');
  await row.locator('summary').click();
  await find(row, 'override-points').fill('0,5');
  await find(row, 'override-reason').fill('=1+1; theo kiểm tra thực tế');
  await find(row, 'override-save').click();
  await row.locator('[data-points][data-value="0.5"]').waitFor();
  await openOffice(page, origin, '/xuat');

  const {name, path} = await takeDownload(page, () => find(page, 'workbook-save').click());
  assert.equal(name, 'tucham_ketqua_2018_nam-dong-2018.xlsx');
  const {stdout} = await promisify(execFile)(process.env.TUCHAM_PYTHON ?? 'python3', ['-c', READER, path], {maxBuffer: 1 << 26});
  const sheets = JSON.parse(stdout);
  assert.deepEqual(Object.keys(sheets), ['Tổng quan', 'Tiêu chí', 'Đơn vị', 'Câu trả lời', 'Điểm ấn định', 'Tệp']);
  assert.equal(sheets['Tiêu chí'].length, 177);
  assert.equal(sheets['Đơn vị'].length, 26);
  const [code, , computed, points, reason] = sheets['Điểm ấn định'][1];
  assert.deepEqual([code, computed, points, reason], ['1.I.16', null, 0.5, '=1+1; theo kiểm tra thực tế']);
  assert.deepEqual(sheets['Tổng quan'].at(-1).slice(2, 4), [0.5, 178]);

  const csv = await takeDownload(page, () => find(page, 'csv-save').nth(4).click());
  assert.equal(csv.name, 'tucham_ketqua_2018_nam-dong-2018_diem-an-dinh.csv');
  const text = await readFile(csv.path, 'utf8');
  assert.ok(text.startsWith('\ufeff') && !text.includes('sep='), 'the mark alone: with a line about columns Excel forgets it');
  assert.match(text, /\r\n1\.I\.16;[^\r]*;;0,5;"'=1\+1; theo kiểm tra thực tế"\r\n$/);
});

pageTest('a part that does not come is said, and asked for again',
  {expected: /Failed to find a valid digest|integrity checks failed|Failed to fetch|Failed to load resource/}, async ({page, context, origin}) => {
    await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
    await page.route(PART, (route) => route.fulfill({status: 200, contentType: 'application/wasm', body: 'cut off'}));
    await openOffice(page, origin, '/xuat');
    await find(page, 'workbook-save').click();
    await page.locator('.notice.error', {hasText: 'chưa tải được'}).waitFor();
    await page.unroute(PART);
    await takeDownload(page, () => find(page, 'workbook-save').click());
  });
