// Pages of others that have the widget: a site of their own in Chromium, with the package beside the page, under a policy.
import assert from 'node:assert/strict';
import {cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {watchedContext} from './browser.mjs';
import {serve} from './server.mjs';

export const WIDGET = process.env.TUCHAM_WIDGET ?? fileURLToPath(new URL('../../dist-widget', import.meta.url));

/** No more than the element needs: no style at all but its own, which no policy governs. Icon and frame are the pages' own. */
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:; frame-src 'self'";

export const UNIT = 'xa-huong-phu';
export const FORM = `<tucham-form unit="${UNIT}" period="2018"></tucham-form>`;

/** Keeps the events that pages are told, and gives them as plain data. */
const LISTENER = `
window.heard = [];
for (const name of ['score-change', 'draft-saved', 'export-ready', 'value-error']) {
  document.addEventListener(name, ({detail, target, bubbles, composed}) => {
    window.heard.push({name, detail, tag: target.localName, bubbles, composed});
  });
}
`;

/** A page of HTML around the element. */
export const pageOf = (body, head = '') => `<!doctype html><html lang="vi"><meta charset="utf-8"><title>trang</title><link rel="icon" href="data:,">
<script type="module" src="heard.js"></script><script type="module" src="tucham-form/tucham-form.js"></script>${head}<body>${body}</body></html>`;

/** A site of these files and the widget; returns it with how to end it. */
export async function widgetSite(files, headersOf = () => ({'Content-Security-Policy': POLICY})) {
  const folder = await mkdtemp(join(tmpdir(), 'tucham-widget-'));
  await mkdir(join(folder, 'tucham-form'));
  await cp(WIDGET, join(folder, 'tucham-form'), {recursive: true});
  for (const [name, text] of Object.entries({'heard.js': LISTENER, ...files})) await writeFile(join(folder, name), text);
  const site = await serve({folder, headersOf});
  const stop = async () => {
    site.close();
    await rm(folder, {recursive: true, force: true});
  };
  return {site, stop};
}

/** A test in a page of somebody else's. Nothing may be said to its console, but what is `expected`. */
export function widgetTest(name, {files = {}, body = FORM, head, headersOf, expected, ...options}, run) {
  test(name, async () => {
    const {site, stop} = await widgetSite({'index.html': pageOf(body, head), ...files}, headersOf);
    const {context, trouble} = await watchedContext(site.origin, options);
    try {
      const page = await context.newPage();
      await page.goto(site.address);
      await run({page, context, address: site.address, site});
      const unexpected = trouble.filter((line) => !expected?.test(line));
      assert.deepEqual(unexpected, [], 'the console and the network stay quiet');
    } finally {
      await context.close();
      await stop();
    }
  });
}

/** Waits until the element's sheet takes input. */
export const open = (page) => page.locator('.finish .writers-only:enabled').first().waitFor({state: 'attached'});

/** What the page was told of so far, by the event's name. */
export const heard = (page, name) => page.evaluate((name) => window.heard.filter((event) => event.name === name), name);

/** What a property of the first element is, or what a method gives. */
export const ask = (page, script, ...args) => page.evaluate(`(async () => (${script})(document.querySelector('tucham-form'), ...${JSON.stringify(args)}))()`);
