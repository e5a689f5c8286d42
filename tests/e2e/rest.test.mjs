// The rest of the program takes the place of the part that the page begins with: nothing typed is lost on the way, whatever
// the line and the disk do.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {Officer} from './officer.mjs';
import {criterion, saved} from './sheet.mjs';

usesBrowser();

const SHEET = '/xa-huong-phu/2018';
const REST = /\/rest-[0-9a-f]{16}\.wasm$/;
const GLUE = /\/rest-[0-9a-f]{16}\.js\?/;
const WORDS = 'Theo sổ theo dõi của văn phòng';

for (const [what, address, contentType] of [['the Wasm', REST, 'application/wasm'], ['the glue', GLUE, 'text/javascript']]) {
  pageTest(`a rest that does not come (${what}) is said, the sheet goes on, and a second try brings it`,
    {expected: /Failed to find a valid digest|integrity checks failed|Failed to fetch|Failed to load resource/}, async ({page, context, origin}) => {
      // Without the worker, which would have fetched it by now.
      await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
      await page.route(address, (route) => route.fulfill({status: 200, contentType, body: 'cut off'}));
      await visit(page, origin, SHEET);
      await new Officer(page).explain('1.I.15', WORDS);
      await page.locator('[data-test="to-check"]').click();
      await page.locator('[data-test="rest"] [role="alert"]').waitFor();

      await page.getByRole('link', {name: 'Về phiếu tự chấm điểm'}).click();
      const field = criterion(page, '1.I.15').locator('[data-field="explanation"]');
      assert.equal(await field.inputValue(), WORDS, 'the sheet is as it was');
      await new Officer(page).explain('1.I.15', `${WORDS} 2`);
      await saved(page);

      await page.locator('[data-test="to-check"]').click();
      const again = page.getByRole('button', {name: 'Thử lại'});
      await again.waitFor();
      await page.unroute(address);
      await again.click();
      await page.locator('[data-test="sign"]').waitFor();
      await visit(page, origin, SHEET);
      assert.equal(await field.inputValue(), `${WORDS} 2`);
    });
}

pageTest('the panel about the criteria set brings the rest and stands open in it', {}, async ({page, origin}) => {
  await visit(page, origin, '/');
  const panel = page.locator('[data-test="criteria-panel"]');
  await panel.locator('summary').click();
  await panel.locator('[data-test="set-open"]').waitFor();
  const ground = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ground').trim());
  assert.notEqual(ground, '', 'the style sheet stays');
  assert.equal(await panel.locator('summary').evaluate((element) => element === document.activeElement), true);
  await page.locator('[data-unit="xa-huong-phu"]').click();
  await new Officer(page).explain('1.I.15', WORDS);
  await saved(page);
});

pageTest('whoever goes on typing on the start page while the rest is on its way is not interrupted', {}, async ({page, context, origin}) => {
  await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
  const send = await holdBack(page, REST);
  await visit(page, origin, '/');
  const panel = page.locator('[data-test="criteria-panel"]');
  await panel.locator('summary').click();
  const search = page.locator('input[type="search"]');
  await search.pressSequentially('huong');
  send();
  const open = panel.getByRole('button', {name: 'Mở tiếp'});
  await open.waitFor();
  assert.equal(await search.inputValue(), 'huong');
  await open.click();
  await panel.locator('[data-test="set-open"]').waitFor();
});

pageTest('whoever goes back to the sheet while the rest is on its way is not interrupted', {}, async ({page, context, origin}) => {
  await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
  const release = await holdBack(page, REST);
  await visit(page, origin, SHEET);
  await page.evaluate(() => { document.querySelector('[data-led]').dataset.mark = 'first part'; });
  await page.locator('[data-test="to-check"]').click();
  await page.locator('[data-test="rest"]').waitFor();
  await page.goBack();
  const field = criterion(page, '1.I.15').locator('[data-field="explanation"]');
  await new Officer(page).explain('1.I.15', 'đang');
  const came = page.waitForResponse(REST);
  release();
  await came;
  await page.waitForTimeout(500);
  await page.keyboard.type(' gõ');
  assert.equal(await field.inputValue(), 'đang gõ');
  await saved(page);
  await page.locator('[data-test="to-check"]').click();
  await page.locator('[data-test="sign"]').waitFor();
});

pageTest('what a full disk did not take is there in the rest too, and goes into the file', {}, async ({page, origin}) => {
  await page.addInitScript(() => {
    const {setItem} = Storage.prototype;
    window.isFull = false;
    Storage.prototype.setItem = function put(...args) {
      if (window.isFull) throw new DOMException('full', 'QuotaExceededError');
      return setItem.apply(this, args);
    };
  });
  await visit(page, origin, SHEET);
  const officer = new Officer(page);
  await officer.explain('1.I.15', 'đã lưu');
  await saved(page);
  await page.evaluate(() => { window.isFull = true; });
  await officer.explain('1.I.16', WORDS);
  await page.locator('[data-test="saved"][data-state="failed"]').waitFor();
  const {path} = await officer.exportFile();
  const {answers} = JSON.parse(await readFile(path, 'utf8'));
  const explanations = Object.fromEntries(answers.map((row) => [row.criterion, row.explanation]));
  assert.deepEqual([explanations['1.I.15'], explanations['1.I.16']], ['đã lưu', WORDS]);
  await page.locator('[role="alert"]').first().waitFor();
});

pageTest('what was not stored is there in the rest too when another tab has taken over meanwhile', {}, async ({page, origin}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => { throw new DOMException('off', 'SecurityError'); };
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await visit(page, origin, SHEET);
  const officer = new Officer(page);
  await officer.explain('1.I.16', WORDS);
  await page.evaluate((key) => {
    navigator.locks.request(key, {steal: true}, () => new Promise((resolve) => { window.letGo = resolve; }));
  }, `tucham/draft/nam-dong-2018${SHEET}`);
  await page.locator('[data-test="reader"]').waitFor();
  await page.locator('[data-test="to-check"]').click();
  await page.locator('[data-test="sign"]').waitFor({state: 'attached'});
  await page.evaluate((hash) => { location.hash = hash; }, SHEET);
  await page.locator('[data-test="unsaved-waiting"]').waitFor();
  await page.evaluate(() => window.letGo());
  await page.locator('.writers-only:enabled').first().waitFor();
  await officer.openSupport('1.I.16');
  assert.equal(await criterion(page, '1.I.16').locator('[data-field="explanation"]').inputValue(), WORDS);
});

pageTest('the tab goes on writing after the change, and another tab still sees that it does', {}, async ({page, context, origin}) => {
  await visit(page, origin, SHEET);
  await new Officer(page).explain('1.I.15', 'trước');
  await page.locator('[data-test="to-check"]').click();
  await page.locator('[data-test="sign"]').waitFor();
  await page.locator('.writers-only:enabled').waitFor();
  const other = await context.newPage();
  await visit(other, origin, SHEET);
  await other.locator('[data-test="reader"]').waitFor();
  await page.bringToFront();
  await visit(page, origin, SHEET);
  await new Officer(page).explain('1.I.15', 'sau');
  await saved(page);
  await other.bringToFront();
  const field = criterion(other, '1.I.15').locator('[data-field="explanation"]');
  await other.waitForFunction((element) => element.value === 'sau', await field.elementHandle());
});

/** Lets no answer from this address through until the function is called that it gives. */
async function holdBack(page, address) {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await page.route(address, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
