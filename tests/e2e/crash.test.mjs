// The tab or the whole browser dies at any moment: after a restart the sheet is what was typed, but for the last moments.
import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {launchProfile, origin, usesBrowser, visit} from './browser.mjs';
import {seeded} from './random.mjs';
import {answerAtRandom, typeAtRandom} from './random_officer.mjs';
import {controls} from './sheet.mjs';

usesBrowser();

/** A bounded number each time; `cargo xtask soak` sets 100. */
const ROUNDS = Number(process.env.TUCHAM_CRASHES ?? 8);
const SHEET = '/xa-huong-phu/2018';
/** What may be lost of a tab that dies: the draft is saved within 300 ms of a change. */
const TAB_LOSS_MS = 300;
/** What may be lost of a browser that dies: beside that, the time in which the mirror writes to the disk. */
const BROWSER_LOSS_MS = 1000;
const EDITING_MS = 2500;
const CLOSE_MS = 5000;

test(`${ROUNDS} crashes of the tab or the browser at a random moment lose only the last moments`, async () => {
  const profile = await mkdtemp(join(tmpdir(), 'tucham-crash-'));
  const random = seeded();
  console.log(`TUCHAM_SEED=${random.seed}`);
  const lost = {tab: [], browser: []};
  let context = await launchProfile(profile);
  let page = await context.newPage();
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      await visit(page, origin(), SHEET);
      await page.locator('.writers-only:enabled').waitFor();
      const typed = [{at: 0, controls: await controls(page)}];
      // Every second round the whole browser dies.
      const victim = round % 2 === 0 ? 'tab' : 'browser';
      const end = Date.now() + random.below(EDITING_MS);
      const expected = structuredClone(typed[0].controls);
      do {
        await (random.below(2) ? answerAtRandom : typeAtRandom)(page, expected, random);
        typed.push({at: Date.now(), controls: structuredClone(expected)});
      } while (Date.now() < end);
      const died = Date.now();
      if (victim === 'tab') await killTab(context, page);
      else await killBrowser(context);
      if (victim === 'browser') context = await launchProfile(profile);
      const again = await context.newPage();
      // The browser may never say that a page which crashed is closed.
      await Promise.race([Promise.all(context.pages().filter((old) => old !== again).map((old) => old.close())), pause(CLOSE_MS)]);
      await visit(again, origin(), SHEET);
      await again.locator('.writers-only:enabled').waitFor();
      const restored = await controls(again);
      page = again;
      const kept = lastKept(typed, restored);
      assert.ok(kept >= 0, `round ${round} (${victim}): what came back was never on the sheet`);
      // Lost is what was typed after the state that came back, counted back from the death.
      const loss = kept === typed.length - 1 ? 0 : died - typed[kept + 1].at;
      lost[victim].push(loss);
      const limit = victim === 'tab' ? TAB_LOSS_MS : BROWSER_LOSS_MS;
      assert.ok(loss <= limit, `round ${round}: the ${victim} lost ${loss} ms`);
    }
  } finally {
    await context.close().catch(() => {});
    await rm(profile, {recursive: true, force: true, maxRetries: 5});
  }
  for (const [victim, losses] of Object.entries(lost)) {
    console.log(`lost when the ${victim} died, ms: ${losses.join(' ')} (most: ${Math.max(...losses)})`);
  }
});

/** The number of the last typed state that equals the restored one; -1 for none. */
function lastKept(typed, restored) {
  for (let index = typed.length - 1; index >= 0; index -= 1) {
    try {
      assert.deepEqual(restored, typed[index].controls);
      return index;
    } catch {
      // An earlier one, then.
    }
  }
  return -1;
}

async function processes(context) {
  const session = await context.browser().newBrowserCDPSession();
  const {processInfo} = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo;
}

/** Ends the process that draws the page as the system's out-of-memory killer does. */
async function killTab(context, page) {
  const renderers = (await processes(context)).filter((process) => process.type === 'renderer');
  assert.ok(renderers.length > 0);
  const crashed = page.waitForEvent('crash');
  for (const renderer of renderers) process.kill(renderer.id, 'SIGKILL');
  await crashed;
}

/** Ends every process of the browser, as a task manager does. */
async function killBrowser(context) {
  const all = await processes(context);
  const closed = new Promise((resolve) => context.once('close', resolve));
  for (const {id} of all) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // Gone with the first one.
    }
  }
  await closed;
}
