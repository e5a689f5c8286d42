// A sheet whose first criteria take answers while the others are still to be made, as on an old machine.
import assert from 'node:assert/strict';
import {assertAccessible} from './axe.mjs';
import {pageTest, usesBrowser} from './browser.mjs';
import {allPoints, criterion, ledCodes, points, saved, whole} from './sheet.mjs';

usesBrowser();

const OFFICE = '#/van-phong/2018';
const COUNT = 72;

/** Opens a sheet in a browser that is never idle, or only when `idle` is called. */
async function openBusy(page, origin) {
  await page.addInitScript(() => {
    const waiting = [];
    window.requestIdleCallback = (run) => waiting.push(run);
    window.idle = () => {
      waiting.splice(0).forEach((run) => run());
      return waiting.length;
    };
  });
  await page.goto(`${origin}/${OFFICE}`);
  await page.locator('[data-making]').waitFor();
  await page.locator('.writers-only:enabled').first().waitFor();
}

/** Lets the browser be idle until nothing is left to do. */
async function rest(page) {
  while (await page.locator('[data-making]').count()) await page.evaluate(() => window.idle());
}

/** One of the criterion's controls gets the focus. */
const assertFocusIn = (page, code) => page.waitForFunction((code) => {
  const focused = document.activeElement;
  return focused.matches('input, textarea') && focused.closest('[data-led]')?.dataset.criterion === code;
}, code);

const made = (page) => page.locator('[data-led]:has([data-points])').count();

pageTest('the first criteria take answers before the others are made', {}, async ({page, origin}) => {
  await openBusy(page, origin);
  assert.equal((await ledCodes(page)).length, COUNT, 'each has its place');
  const before = await made(page);
  assert.ok(before > 5 && before < COUNT / 2, `${before} are made`);
  const first = criterion(page, (await ledCodes(page))[0]);
  await first.locator('[data-field="denominator"]').fill('10');
  await first.locator('[data-field="numerator"]').fill('5');
  assert.notEqual(await page.locator('[data-total="points"]').getAttribute('data-value'), '0');
  await saved(page);
  assert.equal(await made(page), before);

  await rest(page);
  assert.equal(await made(page), COUNT);
  assert.equal(Object.keys(await allPoints(page)).length, COUNT);
  assert.equal(await first.locator('[data-field="numerator"]').inputValue(), '5', 'what was typed stays');
});

pageTest('a draft that is opened again stands in the criteria that are made later', {}, async ({page, origin}) => {
  await openBusy(page, origin);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const last = await page.locator('[data-led]:has(input[type="radio"])').last().getAttribute('data-criterion');
  await criterion(page, last).locator('input[type="radio"]').first().check();
  const expected = await points(page, last);
  assert.notEqual(expected, '');
  await saved(page);
  await page.reload();
  await page.locator('[data-making]').waitFor();
  assert.equal(await criterion(page, last).locator('input').count(), 0);
  await rest(page);
  assert.equal(await points(page, last), expected);
  assert.ok(await criterion(page, last).locator('input[type="radio"]').first().isChecked());
});

pageTest('what goes on paper is whole', {}, async ({page, origin}) => {
  await openBusy(page, origin);
  // The browser's own printing tells the page before.
  await page.pdf();
  assert.equal(await made(page), COUNT);
  assert.equal(await page.locator('[data-making]').count(), 0);
});

pageTest('whoever is led to a criterion finds it made, and its field focused', {}, async ({page, origin}) => {
  await openBusy(page, origin);
  const codes = await ledCodes(page);
  const last = codes.at(-1);
  await page.locator('.winnable summary').click();
  await page.locator('.winnable button', {hasText: last}).first().click();
  await assertFocusIn(page, last);
  assert.equal(await made(page), COUNT);
});

pageTest('whoever goes to a section finds its criteria', {}, async ({page, origin}) => {
  await openBusy(page, origin);
  await page.locator('.section-list button').last().click();
  await page.waitForFunction(() => document.activeElement.matches('.section'));
  assert.equal(await made(page), COUNT);
});

pageTest('a search finds among all criteria, and shows no other', {}, async ({page, origin}) => {
  await openBusy(page, origin);
  const code = (await ledCodes(page)).at(-1);
  await page.locator('[data-test="tim-tieu-chi"]').fill(code);
  await page.waitForFunction(() => document.querySelectorAll('[data-led]:not([hidden])').length === 1);
  assert.equal(await page.locator('[data-led]:not([hidden])').getAttribute('data-criterion'), code);
  assert.equal(await made(page), COUNT);
});

pageTest('the Tab key goes on from the last criterion that was made to the next', {}, async ({page, origin}) => {
  await openBusy(page, origin);
  const codes = await ledCodes(page);
  const next = codes[await made(page)];
  assert.equal(await criterion(page, next).locator('input').count(), 0);
  const before = codes[codes.indexOf(next) - 1];
  await criterion(page, before).locator('.support-opener').focus();
  await page.keyboard.press('Tab');
  await assertFocusIn(page, next);
});

pageTest('a sheet that is half made has no fault that axe knows', {}, async ({page, origin}) => {
  await openBusy(page, origin);
  await assertAccessible(page);
  assert.ok(await made(page) < COUNT);
});

pageTest('the check leads to the last criterion of a sheet that is made anew', {}, async ({page, origin}) => {
  await openBusy(page, origin);
  const last = (await ledCodes(page)).at(-1);
  await page.goto(`${origin}/#/van-phong/2018/kiem-tra`);
  await page.locator(`[data-problem="${last}"]`).click();
  await assertFocusIn(page, last);
  assert.equal(await made(page), COUNT);
});

pageTest('a sheet that is left before it is whole makes no more', {}, async ({page, origin}) => {
  await openBusy(page, origin);
  const last = await page.locator('[data-led]').last().elementHandle();
  await page.goto(`${origin}/#/`);
  await page.locator('[data-led]').first().waitFor({state: 'detached'});
  assert.equal(await page.evaluate(() => window.idle()), 0, 'nothing waits for the next idle moment');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await last.evaluate((frame) => frame.childElementCount), 0);
  await page.goBack();
  await page.locator('[data-making]').waitFor();
  await rest(page);
  assert.equal(await made(page), COUNT);
});

pageTest('a browser without idle moments makes the others all the same', {}, async ({page, origin}) => {
  await page.addInitScript(() => { delete window.requestIdleCallback; });
  await page.goto(`${origin}/${OFFICE}`);
  await page.locator('[data-led]').first().waitFor();
  await whole(page);
  assert.equal(await made(page), COUNT);
});
