// Storage that fails at one call: what the page says of it is true, and the draft on the screen can still be exported.
// The Rust suite fails every call in turn; here is a sample of them in a real browser.
import assert from 'node:assert/strict';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {assertAccepted} from './judges.mjs';
import {Officer} from './officer.mjs';
import {criterion, ledCodes} from './sheet.mjs';

usesBrowser();

const SHEET = '/xa-huong-phu/2018';
const DRAFT = 'tucham/draft/nam-dong-2018/xa-huong-phu/2018';
const ANSWERS = 6;
/** Calls of storage for the draft, counted from 1, and what happens at that call. */
const SAMPLE = [
  [1, 'throws'], [3, 'quota'], [4, 'drops'], [4, 'garbage'], [5, 'throws'], [6, 'quota'], [7, 'drops'], [8, 'garbage'],
  [9, 'throws'], [10, 'drops'],
];

for (const [call, fault] of SAMPLE) {
  pageTest(`call ${call} of storage ${fault}: "saved" stays true, nothing is lost, the export works`, {}, async ({page, origin}) => {
    await page.addInitScript(failOnce, [DRAFT, call, fault]);
    await visit(page, origin, SHEET);
    await page.locator('.writers-only:enabled').waitFor();
    const typed = {};
    for (const code of (await ledCodes(page)).slice(0, ANSWERS)) {
      await answer(page, code);
      typed[code] = `theo sổ của ${code}`;
      await page.locator('[data-test="saved"]:is([data-state="saved"], [data-state="failed"])').waitFor();
      await page.waitForTimeout(300);
      const {state, kept} = await page.evaluate((key) => ({
        state: document.querySelector('[data-test="saved"]').dataset.state,
        kept: window.keptText(key),
      }), DRAFT);
      if (state === 'saved') assert.deepEqual(explanations(kept), typed, `after ${code}`);
      else await page.locator('[role="alert"]').first().waitFor();
    }
    assert.equal(await page.evaluate(() => window.wasHit), true, 'the fault was met');
    // Later saves succeed, and the page says so.
    await page.locator('[data-test="saved"][data-state="saved"]').waitFor();
    assert.deepEqual(explanations(await page.evaluate((key) => window.keptText(key), DRAFT)), typed);
    const {path} = await new Officer(page).exportFile();
    const file = await assertAccepted(path);
    assert.equal(file.totals.answered, ANSWERS);
  });
}

/** Gives the first answer that the criterion offers, and an explanation. */
async function answer(page, code) {
  const place = criterion(page, code);
  const radio = place.locator('[data-field="level"], [data-field="share"]').first();
  if (await radio.count()) {
    await radio.check();
  } else {
    for (const [field, text] of [['numerator', '3'], ['denominator', '4'], ['count', '3']]) {
      const control = place.locator(`[data-field="${field}"]`);
      if (await control.count()) await control.fill(text);
    }
  }
  await new Officer(page).explain(code, `theo sổ của ${code}`);
}

function explanations(text) {
  const {entries} = JSON.parse(text);
  return Object.fromEntries(Object.entries(entries).map(([code, entry]) => [code, entry.explanation]));
}

/** Runs in the page, before anything else: fails one call for the draft's key. */
function failOnce([draft, fatal, fault]) {
  const {getItem, setItem} = Storage.prototype;
  let count = 0;
  window.wasHit = false;
  const isHit = (key) => {
    if (key !== draft || ++count !== fatal) return false;
    window.wasHit = true;
    return true;
  };
  window.keptText = (key) => getItem.call(localStorage, key);
  Storage.prototype.getItem = function read(key) {
    if (!isHit(key)) return getItem.call(this, key);
    if (fault === 'throws') throw new DOMException('not now', 'UnknownError');
    return fault === 'garbage' ? '\u0000{"form' : null;
  };
  Storage.prototype.setItem = function write(key, text) {
    if (!isHit(key)) return setItem.call(this, key, text);
    if (fault === 'throws' || fault === 'quota') throw new DOMException('full', 'QuotaExceededError');
    if (fault === 'garbage') setItem.call(this, key, text.slice(0, text.length / 2));
  };
}
