// The unit's own sheet for a spreadsheet: as a workbook, whose part comes over the network when it is asked for, and as CSV.
// The numbers of a whole sheet are compared in `tests/handover_unit_tables.rs`; the page makes them with the same code.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {promisify} from 'node:util';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {find} from './office_page.mjs';
import {Officer, takeDownload} from './officer.mjs';
import {points, saved, totals} from './sheet.mjs';
import {offlineIs, openSheet, siteTest} from './site_test.mjs';

usesBrowser();

const SHEET = '/xa-huong-phu/2018';
const PART = /(^|\/)workbook-[0-9a-f]{16}\.wasm$/;
const GLUE = /\/workbook-[0-9a-f]{16}\.js\?/;
const FORMULA = '=HYPERLINK("https://example.org";"xem")';
/** Prints every sheet's rows, with the kind of each cell. */
const READER = `
import json, sys
from openpyxl import load_workbook
print(json.dumps({sheet.title: [[[cell.data_type, cell.value] for cell in row] for row in sheet.iter_rows()]
    for sheet in load_workbook(sys.argv[1])}))
`;

/** Answers a criterion and proves it, with words that would be a formula. */
async function fill(page) {
  await new Officer(page).answer({
    criterion: '1.I.15', answer: {typed: {numerator: '27', denominator: '30'}}, explanation: FORMULA,
    evidence: [{title: '+84 234', reference: '15/BC-UBND', place: 'trang 2'}],
  });
  await saved(page);
}

pageTest('the workbook and the CSV have the numbers of the sheet, and what was typed as text', {}, async ({page, origin}) => {
  await visit(page, origin, SHEET);
  await fill(page);
  const [shown, sums] = [await points(page, '1.I.15'), await totals(page)];
  await visit(page, origin, `${SHEET}/in`);

  const {name, path} = await takeDownload(page, () => find(page, 'workbook-save').click());
  assert.equal(name, 'tucham_phieu_2018_xa-huong-phu.xlsx');
  const {stdout} = await promisify(execFile)(process.env.TUCHAM_PYTHON ?? 'python3', ['-W', 'error', '-c', READER, path]);
  const book = JSON.parse(stdout);
  assert.deepEqual(Object.keys(book), ['Phiếu', 'Tài liệu kiểm chứng', 'Tổng điểm']);
  const [heads, ...rows] = book['Phiếu'];
  assert.equal(rows.length, 35);
  const row = rows.find((cells) => cells[2][1] === '1.I.15');
  const cell = (heading) => row[heads.findIndex(([, text]) => text === heading)];
  assert.deepEqual(cell('Điểm tự chấm'), ['n', Number(shown)]);
  assert.deepEqual([cell('Số lượng hoặc tử số'), cell('Mẫu số')], [['n', 27], ['n', 30]]);
  assert.deepEqual(cell('Giải trình'), ['s', FORMULA]);
  assert.deepEqual(book['Tài liệu kiểm chứng'][1].slice(2, 5), [['s', '+84 234'], ['s', '15/BC-UBND'], ['s', 'trang 2']]);
  assert.deepEqual(book['Tổng điểm'].at(-1).slice(2, 4), [['n', Number(sums.points)], ['n', Number(sums.maximum)]]);
  await page.locator('.notice.good', {hasText: 'Đã tải'}).waitFor();

  for (const [index, [file, line]] of [
    ['phieu', `'=HYPERLINK(""https://example.org"";""xem"")`], ['tai-lieu-kiem-chung', `;'+84 234;15/BC-UBND;trang 2;`], ['tong-diem', ';0,9;35;'],
  ].entries()) {
    const csv = await takeDownload(page, () => find(page, 'csv-save').nth(index).click());
    assert.equal(csv.name, `tucham_phieu_2018_xa-huong-phu_${file}.csv`);
    const text = await readFile(csv.path, 'utf8');
    assert.ok(text.startsWith('\ufeff') && !text.includes('sep='), 'the mark alone: with a line about columns Excel forgets it');
    assert.ok(text.includes(line), `${line} in ${text}`);
  }
});

pageTest('a part that does not come is said, and asked for again',
  {expected: /Failed to find a valid digest|integrity checks failed|Failed to fetch|Failed to load resource/}, async ({page, context, origin}) => {
    await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
    await page.route(PART, (route) => route.fulfill({status: 200, contentType: 'application/wasm', body: 'cut off'}));
    await visit(page, origin, `${SHEET}/in`);
    await find(page, 'workbook-save').click();
    await page.locator('.notice.error', {hasText: 'chưa tải được'}).waitFor();
    await page.unroute(PART);
    await page.route(GLUE, (route) => route.fulfill({status: 200, contentType: 'text/javascript', body: 'cut off'}));
    await find(page, 'workbook-save').click();
    await page.locator('.working', {hasText: 'Đang lập'}).waitFor({state: 'attached'});
    await page.locator('.notice.error', {hasText: 'chưa tải được'}).waitFor();
    await page.unroute(GLUE);
    await takeDownload(page, () => find(page, 'workbook-save').click());
  });

siteTest('the part is fetched when it is asked for and not before; without a network that is said, and CSV goes on',
  {expected: /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/}, async ({site, context, page}) => {
    await openSheet(page, site);
    await offlineIs(page, 'ready');
    await fill(page);
    await page.goto(`${site.address}#${SHEET}/in`);
    await find(page, 'workbook-save').waitFor();
    const isAsked = () => site.asked.some((name) => PART.test(name));
    assert.equal(isAsked(), false);
    await context.setOffline(true);
    await find(page, 'workbook-save').click();
    await page.locator('.notice.error', {hasText: 'bảng CSV không cần mạng'}).waitFor();
    await takeDownload(page, () => find(page, 'csv-save').first().click());
    await context.setOffline(false);
    await takeDownload(page, () => find(page, 'workbook-save').click());
    assert.equal(isAsked(), true);
  });
