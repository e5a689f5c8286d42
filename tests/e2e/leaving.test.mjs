// Leaving at the wrong moment: what was typed is saved, nothing is signed twice, and the page lives on.
import assert from 'node:assert/strict';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {PASSPHRASE, PEOPLE, takeDownload} from './officer.mjs';
import {criterion} from './sheet.mjs';

usesBrowser();

const COMMUNE = '/xa-huong-phu/2018';
const OFFICE = '/van-phong/2018';

const goTo = (page, hash) => page.evaluate((to) => { location.hash = to; }, hash);

pageTest('a unit left in the middle of a field keeps what was typed, however often', {}, async ({page, origin}) => {
  await visit(page, origin, COMMUNE);
  const field = criterion(page, '1.I.15').locator('[data-field="numerator"]');
  for (const typed of ['11', '12', '13', '14']) {
    await field.fill(typed);
    await goTo(page, OFFICE);
    await criterion(page, '1.I.1').waitFor();
    await goTo(page, COMMUNE);
    await field.waitFor();
    assert.equal(await field.inputValue(), typed);
  }
});

async function fillIn(page) {
  const test = (name) => page.locator(`[data-test="${name}"]`);
  for (const [name, text] of Object.entries(PEOPLE)) await test(name).fill(text);
  await test('passphrase').fill(PASSPHRASE);
  if (await test('passphrase-again').count()) await test('passphrase-again').fill(PASSPHRASE);
  await test('confirm-open').check();
  return test('sign');
}

pageTest('two clicks on the button sign once', {}, async ({page, origin}) => {
  await visit(page, origin, `${COMMUNE}/kiem-tra`);
  const sign = await fillIn(page);
  let count = 0;
  page.on('download', () => { count += 1; });
  await sign.dblclick();
  await page.locator('[data-test="exported"]').waitFor();
  await page.waitForTimeout(500);
  assert.equal(count, 1);
  assert.equal(await page.locator('[data-test="exported"]').getAttribute('data-revision'), '1');
});

pageTest('whoever leaves while the file is being signed finds the form as it was', {}, async ({page, origin}) => {
  await visit(page, origin, `${COMMUNE}/kiem-tra`);
  const sign = await fillIn(page);
  // In one turn of the page, so that the signing has not begun.
  await sign.evaluate((button) => {
    button.click();
    location.hash = '/';
  });
  await page.locator('[data-unit]').first().waitFor();
  await page.waitForTimeout(500);
  await goTo(page, `${COMMUNE}/kiem-tra`);
  const again = await fillIn(page);
  const {name} = await takeDownload(page, () => again.click());
  assert.equal(name, 'tucham_2018_xa-huong-phu_r1.json');
});
