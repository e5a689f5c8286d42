// The whole job on real criteria: every answer of a golden table given, its points and sums on the page as worked out by
// hand, everything there after a reload, and a signed file that outside programs accept. Once with a mouse, once without.
import assert from 'node:assert/strict';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {golden} from './golden.mjs';
import {assertAccepted} from './judges.mjs';
import {KeyboardOfficer} from './keyboard_officer.mjs';
import {Officer, PEOPLE} from './officer.mjs';
import {allPoints, controls, groupSums, ledCodes, saved, sectionSums, totals} from './sheet.mjs';

usesBrowser();

const PERIOD = 2018;

pageTest('xa-huong-phu, its 35 criteria with a mouse, from the start page to a file that outside programs accept', {},
  ({page, origin}) => wholeJob(page, origin, new Officer(page), {unit: 'xa-huong-phu', words: 'huong phu', count: 35}));

pageTest('van-phong, its 72 criteria with the keyboard alone, from the start page to a file that outside programs accept', {},
  ({page, origin}) => wholeJob(page, origin, new KeyboardOfficer(page), {unit: 'van-phong', words: 'van phong', count: 72}));

async function wholeJob(page, origin, officer, {unit, words, count}) {
  const table = await golden(unit);
  assert.equal(table.rows.length, count);
  await visit(page, origin, '/');
  await officer.chooseUnit(words, unit);
  assert.deepEqual(await ledCodes(page), table.rows.map((row) => row.criterion), 'the order of the dispatch');

  for (const row of table.rows) await officer.answer(row);
  await assertScores(page, table);
  await saved(page);
  const held = await controls(page);

  await page.reload();
  await page.locator('[data-led]').first().waitFor();
  assert.deepEqual(await controls(page), held, 'everything is there after a reload');
  await assertScores(page, table);

  const {name, path} = await officer.exportFile();
  assert.equal(name, `tucham_${PERIOD}_${unit}_r1.json`);
  const shown = page.locator('[data-test="exported"]');
  assert.equal(await shown.getAttribute('data-file'), name);
  assert.equal(await shown.getAttribute('data-revision'), '1');
  assertHolds(await assertAccepted(path), unit, table);
}

async function assertScores(page, table) {
  const expected = table.rows.map((row) => [row.criterion, row.points ?? '']);
  assert.deepEqual(await allPoints(page), Object.fromEntries(expected));
  assert.deepEqual(await sectionSums(page), pointsOf(table.sections));
  assert.deepEqual(await groupSums(page), pointsOf(table.groups));
  assert.deepEqual(await totals(page), shownTotals(table));
}

function pointsOf(sums) {
  return Object.fromEntries(Object.entries(sums).map(([code, {points}]) => [code, points]));
}

/** The page shows no number of excluded points. */
function shownTotals({totals: {excluded, ...shown}}) {
  return Object.fromEntries(Object.entries(shown).map(([total, value]) => [total, String(value)]));
}

/** The file says what was answered, in the words and numbers of the wire. */
function assertHolds(file, unit, table) {
  assert.equal(file.format, 'tucham/submission/1');
  assert.equal(file.unit.id, unit);
  assert.equal(file.period, PERIOD);
  assert.equal(file.revision, 1);
  assert.equal(file.supersedes, null);
  assert.equal(file.prepared_by.name, PEOPLE['prepared-name']);
  assert.equal(file.approved_by.name, PEOPLE['approved-name']);
  assert.deepEqual(file.answers, table.rows.map(wireRow));
  assert.deepEqual(file.totals, table.totals);
}

/** What is absent is left out, as in the file. */
function wireRow({criterion, wire, points, explanation, evidence}) {
  return JSON.parse(JSON.stringify({criterion, answer: wire, points, explanation, evidence}));
}
