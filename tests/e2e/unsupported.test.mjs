// Below the floor: a browser that lacks what the program needs says so, and what to do, served and from a file.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {usesBrowser, watchedContext} from './browser.mjs';
import {DIST} from './server.mjs';
import {SHEET, siteTest, standing} from './site_test.mjs';

usesBrowser();

const FILE = pathToFileURL(join(DIST, 'tucham.html')).href;

/** What an old browser does not have. */
const LACKS = {
  'no Wasm': () => delete window.WebAssembly,
  'a Wasm without what rustc uses': () => {
    WebAssembly.validate = () => false;
  },
  'a policy under which no Wasm runs': () => {
    WebAssembly.Module = function Module() {
      throw new WebAssembly.CompileError('Wasm code generation disallowed by embedder');
    };
  },
  'no modules': () => delete HTMLScriptElement.prototype.noModule,
  'no promises that settle': () => delete Promise.allSettled,
  'no decoder of texts': () => delete window.TextDecoder,
  'no secure random numbers': () => delete Crypto.prototype.getRandomValues,
};
/** The program stands in the page and runs; its glue asks for a decoder at once. */
const GLUE = /TextDecoder is not defined/;
const UNSUPPORTED = '[data-loading="unsupported"]';
const EXAMPLES = ['Chrome', 'Cốc Cốc', '109', 'Firefox', '115', 'Safari', '16.4', 'Windows 7'];

for (const [name, take] of Object.entries({...LACKS, 'no fetch': () => delete window.fetch})) {
  siteTest(`served, with ${name}: the page says which browsers will do`, {expected: GLUE}, async ({site, page}) => {
    await page.addInitScript(take);
    await page.goto(site.address + SHEET);
    await assertSaysSo(page);
    assert.ok(!site.asked.some((file) => file.endsWith('.wasm')), 'nothing is fetched in vain');
  });
}

for (const [name, take] of Object.entries(LACKS)) {
  test(`from a file, with ${name}: the page says which browsers will do`, async () => {
    const {context, trouble} = await watchedContext('null');
    try {
      const page = await context.newPage();
      await page.addInitScript(take);
      await page.goto(FILE);
      await assertSaysSo(page);
      assert.match(await page.locator(UNSUPPORTED).innerText(), /USB/);
      assert.deepEqual(trouble, []);
    } finally {
      await context.close();
    }
  });
}

test('from a file, without DecompressionStream: the program unpacks itself and starts', async () => {
  const {context, trouble} = await watchedContext('null');
  try {
    const page = await context.newPage();
    await page.addInitScript(() => delete window.DecompressionStream);
    await page.goto(FILE);
    await standing(page);
    assert.deepEqual(trouble, []);
  } finally {
    await context.close();
  }
});

siteTest('without any JavaScript the page says so', {javaScriptEnabled: false}, async ({site, page}) => {
  await page.goto(site.address);
  await page.locator('noscript p').waitFor();
  assert.match(await page.locator('noscript p').innerText(), /Trình duyệt đang tắt JavaScript/);
  assert.equal(await page.locator('[data-loading]:visible').count(), 0);
});

test('what checks the browser is in the JavaScript of 2009, and the style beside it hides what is not meant', async () => {
  for (const name of ['index.html', 'tucham.html']) {
    const html = await readFile(join(DIST, name), 'utf8');
    const [, script] = html.match(/<script>([^]*?)<\/script>/);
    const bundler = new URL('../../xtask/node_modules/.bin/esbuild', import.meta.url).pathname;
    const check = promisify(execFile)(bundler, ['--target=es5', '--log-level=error']);
    check.child.stdin.end(script);
    await assert.doesNotReject(check, name);
    assert.match(html, /\[hidden\] \{ display: none; \}/);
  }
});

async function assertSaysSo(page) {
  await page.locator(UNSUPPORTED).waitFor();
  const words = await page.locator(UNSUPPORTED).innerText();
  for (const example of EXAMPLES) assert.ok(words.includes(example), example);
  assert.equal(await page.locator('[data-loading]:visible').count(), 1, 'and nothing else');
  // Time enough for a program that would start all the same.
  await page.waitForTimeout(300);
  assert.equal(await page.locator('html[data-started]').count(), 0);
}
