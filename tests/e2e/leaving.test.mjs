// Leaving at the wrong moment: what was typed is saved, nothing is signed twice, and the page lives on.
import assert from 'node:assert/strict';
import {PHONE, pageTest, usesBrowser, visit} from './browser.mjs';
import {PASSPHRASE, PEOPLE, takeDownload} from './officer.mjs';
import {assertAccepted} from './judges.mjs';
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

pageTest('a second export asks for the passphrase again and replaces the first', {}, async ({page, origin}) => {
  await visit(page, origin, `${COMMUNE}/kiem-tra`);
  const sign = await fillIn(page);
  const first = await takeDownload(page, () => sign.click());
  await page.locator('[data-test="exported"][data-revision="1"]').waitFor();
  assert.equal(await page.locator('[data-test="passphrase"]').inputValue(), '', 'the field is as empty as it looks');
  await page.locator('[data-test="prepared-name"]').fill('Nguyễn Văn An');
  await page.getByText('Phiếu đã thay đổi sau lần xuất').waitFor();
  const again = await fillIn(page);
  const second = await takeDownload(page, () => again.click());
  assert.equal(second.name, 'tucham_2018_xa-huong-phu_r2.json');
  const [one, two] = [await assertAccepted(first.path), await assertAccepted(second.path)];
  assert.equal(one.supersedes, null);
  assert.match(two.supersedes, /^[0-9a-f]{64}$/);
  await page.reload();
  await page.locator('.exports li').nth(1).waitFor();
});

pageTest('a new page begins at its beginning for the keyboard too', {}, async ({page, origin}) => {
  await visit(page, origin, COMMUNE);
  await page.locator('[data-test="to-check"]').press('Enter');
  await page.locator('[data-test="sign"]').waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'noi-dung');
  await page.locator('[data-problem]').first().press('Enter');
  await page.waitForFunction(() => document.activeElement?.closest('[data-criterion="1.I.5"]'));
});

pageTest('on a phone the list of sections closes when the Tab key leaves it', {viewport: PHONE}, async ({page, origin}) => {
  await visit(page, origin, '/xa-huong-phu/2018');
  await page.locator('#nut-muc-luc').click();
  const list = page.locator('#muc-luc.open');
  await list.waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await list.count(), 1, 'inside it goes on');
  await page.locator('#muc-luc :is(button, summary):visible').last().focus();
  await page.keyboard.press('Tab');
  await list.waitFor({state: 'detached'});
  assert.ok(await page.evaluate(() => {
    const {top, bottom} = document.activeElement.getBoundingClientRect();
    return document.activeElement !== document.body && top >= 0 && bottom <= innerHeight;
  }), 'what has the focus is seen');
});
