// A thousand times into the page and out of it: as many nodes and listeners as after a hundred, and no more memory.
import assert from 'node:assert/strict';
import {setTimeout as pause} from 'node:timers/promises';
import {usesBrowser} from './browser.mjs';
import {bytesInUse, keepWasm} from './wasm_memory.mjs';
import {open, widgetTest} from './widget_site.mjs';

usesBrowser();

const FEW = 100;
const MANY = 1000;
/** The last thing that a sheet waits for after its end: the answer of the second home for drafts. */
const SETTLE_MS = 2000;
/** What V8 itself may add in the meantime, compiled code among it. A sheet that stayed would be 900 times 200 KB. */
const TOLERANCE_BYTES = 1_000_000;
/** What stands in Wasm's memory differs by some 10 KB from time to time. 900 times 40 bytes would be more than this. */
const WASM_TOLERANCE_BYTES = 32_768;

const OBSERVED = {files: {'keeper.js': `(${keepWasm})()`}, head: '<script src="keeper.js"></script>'};

widgetTest(`${MANY} rounds leave no node, no listener and no memory`, OBSERVED, async ({page, context}) => {
  await open(page);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  await rounds(page, FEW);
  const few = await measured(cdp, page);
  const [told, there] = await page.evaluate(() => [customElements.get('tucham-form').memoryBytes, window.wasm.memory.buffer.byteLength]);
  assert.equal(told, there);
  await rounds(page, MANY - FEW);
  const many = await measured(cdp, page);
  assert.ok(few.nodes > 1000 && few.listeners > 100 && few.wasm > 1_000_000, 'the sheet stands');
  assert.deepEqual([many.nodes, many.listeners], [few.nodes, few.listeners]);
  const grown = many.wasm - few.wasm;
  assert.ok(grown < WASM_TOLERANCE_BYTES, `${few.wasm} bytes of Wasm's memory after ${FEW} rounds, ${many.wasm} after ${MANY}`);
  assert.ok(many.heap - few.heap < TOLERANCE_BYTES, `${few.heap} bytes after ${FEW} rounds, ${many.heap} after ${MANY}`);
});

/** Takes the element out of the page and puts it in again, each time until its sheet stands. */
const rounds = (page, count) => page.evaluate(async (count) => {
  const form = document.querySelector('tucham-form');
  for (let round = 0; round < count; round += 1) {
    form.remove();
    await new Promise((resolve) => setTimeout(resolve));
    if (form.value !== null) throw new Error('it goes on without a page');
    document.body.append(form);
    await new Promise((resolve) => setTimeout(resolve));
    await form.ready;
    if (form.value === null) throw new Error('it does not stand');
  }
}, count);

async function measured(cdp, page) {
  await pause(SETTLE_MS);
  // What the first collection frees, a second one may collect.
  for (let time = 0; time < 3; time += 1) {
    await cdp.send('HeapProfiler.collectGarbage');
    await pause(100);
  }
  const {metrics} = await cdp.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  const wasm = await page.evaluate(bytesInUse);
  return {nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize'), wasm};
}
