// The unit's sheet on paper, from Chromium and from Firefox: every row is there, nothing is cut, the head comes again on every
// page, and the code on it names the file that was exported.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {test} from 'node:test';
import {origin, pageTest, usesBrowser, visit} from './browser.mjs';
import {EngineOfficer} from './engine_officer.mjs';
import {startFirefox} from './firefox.mjs';
import {golden} from './golden.mjs';
import {Officer, PEOPLE} from './officer.mjs';
import {assertDocument, assertNumbered, drawPages, printInFirefox, readPaper, readQr, squeezed, textOf} from './paper.mjs';
import {ledCodes, saved, totals} from './sheet.mjs';

usesBrowser();

const PERIOD = 2018;
const HEAD = ['STT', 'Tiêu chí', 'Thang điểm', 'Điểm tối đa', 'Điểm tự chấm', 'Tài liệu kiểm chứng'];
/** An explanation of half a page, as some officers write them, with words that are too long for a column. */
const LONG_WORD = 'từng_thôn.';
const LONG_COUNT = 25;
const LONG_END = 'HẾT GIẢI TRÌNH';
const LONG = `${`Theo biên bản kiểm kê của UBND xã, số liệu được đối chiếu với sổ theo dõi ${LONG_WORD} `.repeat(LONG_COUNT)}${'x'.repeat(120)} ${LONG_END}`;

for (const {unit, words, count} of [
  {unit: 'xa-huong-phu', words: 'huong phu', count: 35}, {unit: 'van-phong', words: 'van phong', count: 72},
]) {
  pageTest(`Chromium prints the ${count} criteria of ${unit}, and the code names the exported file`, {}, async ({page, origin}) => {
    const table = await golden(unit);
    const officer = new Officer(page);
    await visit(page, origin, '/');
    await officer.chooseUnit(words, unit);
    for (const row of table.rows) await officer.answer(row);
    const [first] = await ledCodes(page);
    await officer.explain(first, LONG);
    await saved(page);
    const shown = await totals(page);
    const titles = await titlesOf(page);
    assert.equal(titles.length, count);

    const {path} = await officer.exportFile();
    const file = JSON.parse(await readFile(path, 'utf8'));
    const digits = await page.locator('[data-test="exported"] .digits').innerText();
    await page.locator('[data-test="exported"]').getByRole('link', {name: 'In phiếu'}).click();
    await page.locator('.paper').waitFor();

    const print = () => page.pdf({preferCSSPageSize: true});
    const paper = await readPaper(await print());
    await assertPaper(paper, {titles, unit: file.unit.name, points: shown.points});
    assertNumbered(paper);
    const text = textOf(paper);
    assert.ok(text.includes(squeezed(digits)), digits);

    const codes = (await Promise.all((await drawPages(paper)).map(readQr))).filter(Boolean);
    const sha256 = await fileHash(page, unit);
    assert.deepEqual(codes, [`tucham:${unit}/${PERIOD}/r1/sha256:${sha256}`]);
    assert.ok(text.includes(sha256));

    assert.equal((await readPaper(await print())).pages.length, paper.pages.length, 'the same pages again');
  });
}

pageTest('a sheet that was changed after its export, or never exported, claims no file', {}, async ({page, origin}) => {
  await visit(page, origin, `/xa-huong-phu/${PERIOD}`);
  const officer = new Officer(page);
  await officer.exportFile();
  await visit(page, origin, `/xa-huong-phu/${PERIOD}/in`);
  await page.locator('.paper svg').waitFor();
  await visit(page, origin, `/xa-huong-phu/${PERIOD}`);
  await officer.explain('1.I.15', 'Sửa sau khi xuất');
  await saved(page);
  await visit(page, origin, `/xa-huong-phu/${PERIOD}/in`);
  await page.locator('.paper', {hasText: 'in từ bản nháp'}).waitFor();
  assert.equal(await page.locator('.paper svg').count(), 0);
});

test('Firefox prints the same rows, with the unit at the foot of every page', async () => {
  const {page, trouble, stop} = await startFirefox();
  try {
    const officer = new EngineOfficer(page);
    await page.open(`${origin()}/#/`);
    await officer.chooseUnit('huong phu', 'xa-huong-phu');
    for (const row of (await golden('xa-huong-phu')).rows) await officer.answer(row);
    await saved(page);
    const shown = await totals(page);
    const titles = await page.locator('[data-led] .criterion-title').evaluateAll((all) => all.map((one) => one.textContent));
    await page.click('a[href$="/in"]');
    await page.waitFor('.paper');
    const paper = await readPaper(await printInFirefox(page));
    await assertPaper(paper, {titles, unit: 'UBND xã Hương Phú', points: shown.points, isDraft: true});
    assert.equal((await readPaper(await printInFirefox(page))).pages.length, paper.pages.length, 'the same pages again');
    assert.deepEqual(trouble, [], 'the console stays quiet');
  } finally {
    await stop();
  }
});

function assertPaper(paper, {titles, unit, points, isDraft = false}) {
  assertDocument(paper, {titles, head: HEAD, foot: `${unit} – Phiếu tự chấm điểm năm ${PERIOD}`});
  const text = textOf(paper);
  assert.ok(text.includes(squeezed(`Tổng điểm tự chấm: ${points.replace('.', ',')}`)), points);
  if (!isDraft) {
    for (const words of [LONG_END, PEOPLE['prepared-name'], PEOPLE['approved-name']]) assert.ok(text.includes(squeezed(words)), words);
    // It may go over two pages, whose head and foot then stand in it.
    const count = paper.pages.flatMap(({words}) => words).filter((word) => word.text === LONG_WORD).length;
    assert.equal(count, LONG_COUNT, 'the long explanation stands there whole');
  }
}

function titlesOf(page) {
  return page.locator('[data-led] .criterion-title').allTextContents();
}

/** The hash of the exported file, as the draft has it. */
function fileHash(page, unit) {
  return page.evaluate(([unit, period]) =>
    JSON.parse(localStorage[`tucham/draft/nam-dong-2018/${unit}/${period}`]).exports[0].sha256, [unit, PERIOD]);
}
