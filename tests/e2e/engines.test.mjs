// The officer's whole task in the other engines: the same answers, points and signed file as in Chromium.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {EngineOfficer} from './engine_officer.mjs';
import {startFirefox} from './firefox.mjs';
import {golden} from './golden.mjs';
import {assertAccepted} from './judges.mjs';
import {DIST, serve} from './server.mjs';
import {allPoints, controls, groupSums, ledCodes, saved, sectionSums, totals} from './sheet.mjs';
import {startWebkit} from './webkit.mjs';

const UNIT = 'xa-huong-phu';
const WORDS = 'huong phu';
const COUNT = 35;
const PERIOD = 2018;

const ENGINES = [['Firefox', startFirefox], ['WebKit', startWebkit]];
/** Where the page comes from; each gives its address without a hash. */
const PLACES = [
  ['served', () => `${site.origin}/`],
  ['file', () => pathToFileURL(join(DIST, 'tucham.html')).href],
];

let site;
before(async () => { site = await serve(); });
after(() => site?.close());

for (const [engine, start] of ENGINES) {
  for (const [place, address] of PLACES) {
    test(`${engine}, ${place}: from the start page to a file that outside programs accept`, async () => {
      const {page, trouble, stop} = await start();
      try {
        await wholeTask(page, address());
        assert.deepEqual(trouble, [], 'the console stays quiet');
      } finally {
        await stop();
      }
    });
  }
}

async function wholeTask(page, address) {
  const table = await golden(UNIT);
  assert.equal(table.rows.length, COUNT);
  const officer = new EngineOfficer(page);
  await page.open(`${address}#/`);
  await officer.chooseUnit(WORDS, UNIT);
  assert.deepEqual(await ledCodes(page), table.rows.map((row) => row.criterion), 'the order of the dispatch');

  for (const row of table.rows) await officer.answer(row);
  await assertScores(page, table);
  await saved(page);
  const held = await controls(page);

  await page.reload();
  await page.waitFor('[data-led]');
  assert.deepEqual(await controls(page), held, 'everything is there after a reload');
  await assertScores(page, table);

  const {name, path} = await officer.exportFile();
  assert.equal(name, `tucham_${PERIOD}_${UNIT}_r1.json`);
  await page.waitFor(`[data-test="exported"][data-file="${name}"]`);
  assertHolds(await assertAccepted(path), table);
}

async function assertScores(page, {rows, sections, groups, totals: {excluded, ...shown}}) {
  const pointsOf = (sums) => Object.fromEntries(Object.entries(sums).map(([code, {points}]) => [code, points]));
  const texts = Object.fromEntries(Object.entries(shown).map(([total, value]) => [total, String(value)]));
  assert.deepEqual(await allPoints(page), Object.fromEntries(rows.map((row) => [row.criterion, row.points ?? ''])));
  assert.deepEqual(await sectionSums(page), pointsOf(sections));
  assert.deepEqual(await groupSums(page), pointsOf(groups));
  assert.deepEqual(await totals(page), texts);
}

/** The file says what was answered, in the words and numbers of the wire; what is absent is left out. */
function assertHolds(file, table) {
  const rows = table.rows.map(({criterion, wire, points, explanation, evidence}) =>
    JSON.parse(JSON.stringify({criterion, answer: wire, points, explanation, evidence})));
  assert.equal(file.unit.id, UNIT);
  assert.deepEqual(file.answers, rows);
  assert.deepEqual(file.totals, table.totals);
}
