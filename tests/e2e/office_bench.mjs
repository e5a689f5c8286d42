// How the office's page takes a thousand files: seconds, longest task, longest time between two frames. Run by hand:
//   TUCHAM_CLI=target/debug/tucham node tests/e2e/office_bench.mjs [files]
// It prints, and asserts nothing. The files are one commune's, exported by the form and given another id each: reading and
// verifying cost what they cost for any file, and only the scoring of its 35 answers is not reached.
import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {newContext, start, stop, origin} from './browser.mjs';
import {Device, find, kept, openOffice} from './office_page.mjs';
import {Officer} from './officer.mjs';

const COUNT = Number(process.argv[2] ?? 1000);

await start();
const context = await newContext();
const page = await context.newPage();
const device = new Device(await context.newPage(), origin());
await device.visit('/xa-huong-phu/2018', {fresh: true});
await device.page.locator('.writers-only:enabled').waitFor();
const {path} = await new Officer(device.page).exportFile();
const text = await readFile(path, 'utf8');
// A tab behind another one paints once a second.
await device.page.close();
await page.bringToFront();
const folder = await mkdtemp(join(tmpdir(), 'tucham-bench-'));
const paths = [];
for (let number = 0; number < COUNT; number += 1) {
  const name = join(folder, `tep-${number}.json`);
  // Another id is another file; its signature no longer holds, which is found by verifying it.
  await writeFile(name, text.replace(/urn:uuid:[0-9a-f]{8}/, `urn:uuid:${number.toString(16).padStart(8, '0')}`));
  paths.push(name);
}
await openOffice(page, origin());
await page.evaluate(() => {
  window.longest = {task: 0, frame: 0};
  new PerformanceObserver((list) => {
    for (const {duration} of list.getEntries()) window.longest.task = Math.max(window.longest.task, duration);
  }).observe({type: 'longtask'});
  let last = performance.now();
  const frame = (now) => {
    // The frame in which the files are handed over is the measurement's own.
    if (window.isReady) window.longest.frame = Math.max(window.longest.frame, now - last);
    window.isReady = window.isBegun;
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
});
const begun = Date.now();
await find(page, 'files-input').setInputFiles(paths);
await page.evaluate(() => {
  window.longest = {task: 0, frame: 0};
  window.isBegun = true;
});
await find(page, 'intake-said').locator('p').waitFor({timeout: 600_000});
const seconds = (Date.now() - begun) / 1000;
const {task, frame} = await page.evaluate(() => window.longest);
await kept(page);
console.log(`${COUNT} files: ${seconds.toFixed(1)} s, ${(seconds * 1000 / COUNT).toFixed(1)} ms each; longest task ${task.toFixed(0)} ms, longest time between two frames ${frame.toFixed(0)} ms`);
await stop();
