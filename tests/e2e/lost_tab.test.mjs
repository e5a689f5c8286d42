// Nothing that was typed is lost when the tab dies or is loaded again 400 ms after the last keystroke.
import assert from 'node:assert/strict';
import {profileTest, usesBrowser, visit} from './browser.mjs';
import {seeded} from './random.mjs';
import {answerAtRandom, typeAtRandom} from './random_officer.mjs';
import {controls, totals} from './sheet.mjs';

usesBrowser();

const ROUNDS = 20;
const ANSWERS_PER_ROUND = 5;
const WAIT_MS = 400;
const SHEET = '/xa-huong-phu/2018';

profileTest(`a killed tab loses nothing, ${ROUNDS} times in a row`, async ({context, origin}) => {
  const random = seeded();
  console.log(`TUCHAM_SEED=${random.seed}`);
  let page = context.pages()[0];
  await visit(page, origin, SHEET);
  const expected = await controls(page);
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (let count = 0; count < ANSWERS_PER_ROUND; count += 1) await answerAtRandom(page, expected, random);
    const sums = await totals(page);
    await page.waitForTimeout(WAIT_MS);
    await killTab(context, page);
    page = await context.newPage();
    await visit(page, origin, SHEET);
    assert.deepEqual(await controls(page), expected, `killed in round ${round}`);
    assert.deepEqual(await totals(page), sums, `sums after round ${round}`);
    await typeAtRandom(page, expected, random);
    await page.waitForTimeout(WAIT_MS);
    await page.reload();
    await page.locator('main h1').first().waitFor();
    assert.deepEqual(await controls(page), expected, `reloaded in round ${round}`);
  }
});

/** Ends the process that draws the page as the system's out-of-memory killer does. */
async function killTab(context, page) {
  const session = await context.browser().newBrowserCDPSession();
  const {processInfo} = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter((process) => process.type === 'renderer');
  assert.ok(renderers.length > 0);
  const crashed = page.waitForEvent('crash');
  for (const renderer of renderers) process.kill(renderer.id, 'SIGKILL');
  await crashed;
  await session.detach();
  await page.close();
}
