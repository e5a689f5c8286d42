// A long day in one page: thousands of random edits leave the memory as it was.
import assert from 'node:assert/strict';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {seeded} from './random.mjs';
import {saved} from './sheet.mjs';
import {keepWasm} from './wasm_memory.mjs';

usesBrowser();

/** A bounded number each time; `cargo xtask soak` sets 10 000. */
const EDITS = Number(process.env.TUCHAM_EDITS ?? 4_000);
/** By then everything that is made once is there. */
const WARM_UP = 1_000;
const ALLOWED_GROWTH = 1.2;

pageTest(`the heap after ${EDITS} edits is within a fifth of that after ${WARM_UP}`, {}, async ({page, origin, context}) => {
  const random = seeded();
  console.log(`TUCHAM_SEED=${random.seed}`);
  await page.addInitScript(keepWasm);
  await visit(page, origin, '/van-phong/2018');
  await page.locator('.writers-only:enabled').waitFor();
  const session = await context.newCDPSession(page);
  await edit(page, WARM_UP, random.seed);
  await takeDocumentsAway(page);
  const early = await heap(page, session);
  await edit(page, EDITS - WARM_UP, random.seed + 1);
  await takeDocumentsAway(page);
  const late = await heap(page, session);
  console.log(`in use after ${WARM_UP} edits: ${JSON.stringify(early)}; after ${EDITS}: ${JSON.stringify(late)}`);
  for (const kind of Object.keys(early)) {
    assert.ok(late[kind] <= early[kind] * ALLOWED_GROWTH, `${kind}: ${early[kind]} grew to ${late[kind]}`);
  }
  await saved(page);
});

/** Edits controls at random inside the page, as quickly as it takes them; saving goes on meanwhile. */
async function edit(page, count, seed) {
  await page.evaluate(async ([edits, start]) => {
    let state = start >>> 0;
    const below = (limit) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    const setArea = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    const sheet = document.querySelector('.writers-only');
    for (let done = 0; done < edits; done += 1) {
      const controls = sheet.querySelectorAll(':is(input, textarea, button):not([disabled], [type=file])');
      const control = controls[below(controls.length)];
      if (control.matches('button, [type=radio], [type=checkbox]')) {
        control.click();
      } else {
        const text = ['0', '27', '30', '1.234', 'x', 'theo sổ', ''][below(7)];
        (control.localName === 'textarea' ? setArea : set).call(control, text);
        control.dispatchEvent(new Event('input', {bubbles: true}));
        control.dispatchEvent(new FocusEvent('blur'));
      }
      if (done % 50 === 49) await pause(20);
    }
    // The last save, and what the browser does behind it.
    await pause(1500);
  }, [count, seed]);
}

/** However many documents stand on the sheet by chance, their fields are no leak: both measurements are made without. */
async function takeDocumentsAway(page) {
  await page.evaluate(async () => {
    for (let button; (button = document.querySelector('.evidence-row button'));) {
      button.click();
      await new Promise((resolve) => setTimeout(resolve));
    }
    await new Promise((resolve) => setTimeout(resolve, 1500));
  });
}

/** What is in use after a collection. */
async function heap(page, session) {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const {usedSize, embedderHeapUsedSize} = await session.send('Runtime.getHeapUsage');
  const {nodes, jsEventListeners} = await session.send('Memory.getDOMCounters');
  const wasm = await page.evaluate(() => window.wasm.memory.buffer.byteLength);
  return {usedSize, embedderHeapUsedSize, nodes, jsEventListeners, wasm};
}
