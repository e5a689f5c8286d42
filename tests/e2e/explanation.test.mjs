// Explanation and evidence lie behind a control of our own: what a browser does for its own must hold for it too.
import assert from 'node:assert/strict';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {Officer} from './officer.mjs';
import {criterion} from './sheet.mjs';

usesBrowser();

const SHEET = '/xa-huong-phu/2018';
const CODE = '1.I.15';

function partsOf(page) {
  const place = criterion(page, CODE);
  return {opener: place.locator('.support-opener'), text: place.locator('[data-field="explanation"]')};
}

pageTest('Enter and Space open the explanation and close it, once however long they are held; the page stays where it is', {}, async ({page, origin}) => {
  await visit(page, origin, SHEET);
  const {opener, text} = partsOf(page);
  await opener.focus();
  // Not where the page is scrolled to: what comes into view above gets its real height.
  const top = () => opener.evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  for (const key of ['Enter', ' ']) {
    await page.keyboard.down(key);
    await page.keyboard.down(key);
    await page.keyboard.up(key);
    await text.waitFor();
    assert.equal(await opener.getAttribute('aria-expanded'), 'true');
    await page.keyboard.press(key);
    await text.waitFor({state: 'hidden'});
    assert.equal(await opener.getAttribute('aria-expanded'), 'false');
  }
  assert.equal(await opener.evaluate((element) => element === document.activeElement), true);
  assert.equal(await top(), before);
});

pageTest('the opener is a button by name and role, which tells what lies behind it', {}, async ({page, origin}) => {
  await visit(page, origin, SHEET);
  await new Officer(page).explain(CODE, 'theo sổ');
  const {opener, text} = partsOf(page);
  await opener.click();
  await text.waitFor({state: 'hidden'});
  const named = page.getByRole('button', {name: `Giải trình, tài liệu kiểm chứng · đã giải trình, tiêu chí ${CODE}`, expanded: false});
  assert.equal(await named.count(), 1);
});

pageTest('what a closed explanation holds is on paper, and opens when the browser finds it; an empty one is neither', {}, async ({page, origin}) => {
  await visit(page, origin, SHEET);
  const {opener, text} = partsOf(page);
  await opener.click();
  await opener.click();
  await page.emulateMedia({media: 'print'});
  assert.equal(await text.isVisible(), false, 'nothing is in it');
  await page.emulateMedia({media: 'screen'});
  await new Officer(page).explain(CODE, 'theo sổ');
  await opener.click();
  await text.waitFor({state: 'hidden'});
  await page.emulateMedia({media: 'print'});
  assert.equal(await text.isVisible(), true);
  await page.emulateMedia({media: 'screen'});
  assert.equal(await text.isVisible(), false);
  const room = criterion(page, CODE).locator('.support-room');
  const shown = await room.evaluate((element) => [getComputedStyle(element).display, getComputedStyle(element).contentVisibility]);
  assert.deepEqual(shown, ['block', 'hidden'], 'the browser searches in it');
  await room.dispatchEvent('beforematch');
  await text.waitFor();
  assert.equal(await opener.getAttribute('aria-expanded'), 'true');
});
