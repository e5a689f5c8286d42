// What the README tells a district to send: both snippets say the same, fit the files, and the page works behind them.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {usesBrowser, watchedContext} from './browser.mjs';
import {DIST, filesOf, serve} from './server.mjs';
import {headersOf, webServers} from './web_servers.mjs';

usesBrowser();

const {nginx, apache} = await webServers();
const files = await filesOf();
/** Named by their content; the page's own first lines and the program name them. */
const HASHED = /-[0-9a-f]{16}\.(js|css|wasm)$/;

test('nginx and Apache send the same headers and types', () => {
  assert.deepEqual(nginx.headers, apache.headers);
  assert.deepEqual(nginx.types, apache.types);
  for (const name of files) assert.equal(nginx.cacheOf(`/cham/${name}`), apache.cacheOf(`/cham/${name}`), name);
});

test('every file that is handed out has its type', () => {
  for (const name of files) assert.ok(nginx.types[name.split('.').pop()], name);
  assert.equal(nginx.types.wasm, 'application/wasm');
});

test('a browser keeps for good what is named by its content, and asks again for everything else', () => {
  for (const name of files) {
    const cache = nginx.cacheOf(`/cham/${name}`);
    if (HASHED.test(name)) assert.match(cache, /max-age=31536000, immutable/, name);
    else assert.equal(cache, 'no-cache', name);
  }
  assert.ok(files.filter((name) => HASHED.test(name)).length >= 4);
  for (const name of ['index.html', 'sw.js', 'tucham.html', 'tonghop.html', 'tonghop/index.html', 'tonghop/sw.js']) assert.ok(files.includes(name), name);
});

test('the policy in the header says what both pages say, and who may frame them', async () => {
  const header = directives(nginx.headers['Content-Security-Policy']);
  const changing = ['default-src', 'script-src', 'style-src'];
  for (const file of ['index.html', 'tonghop/index.html']) {
    const html = await readFile(join(DIST, file), 'utf8');
    const page = directives(html.match(/Content-Security-Policy" content="([^"]+)"/)[1]);
    for (const [name, value] of Object.entries(page)) {
      assert.equal(header[name], changing.includes(name) ? undefined : value, `${file}: ${name}`);
    }
  }
  assert.equal(header['frame-ancestors'], '\'self\'');
  assert.doesNotMatch(nginx.headers['Content-Security-Policy'], /unsafe|\*|https?:/);
});

for (const [name, server] of Object.entries({nginx, apache})) {
  test(`the page works, is kept for offline use and signs behind the headers for ${name}, under a path`, async () => {
    const site = await serve({under: '/cham/', headersOf: (file) => headersOf(server, file)});
    const {context, trouble} = await watchedContext(site.origin);
    try {
      const page = await context.newPage();
      await page.goto(`${site.address}#/khoa`);
      await page.locator('[data-test="offline"][data-state="ready"]').waitFor();
      assert.equal(await page.evaluate(() => navigator.serviceWorker.controller.scriptURL), `${site.address}sw.js`);
      // A key is made by the part of the program that is fetched on demand.
      await page.locator('[data-test="passphrase"]').fill('Bưởi thanh trà ở Hương Phú 2018');
      await page.locator('[data-test="passphrase-again"]').fill('Bưởi thanh trà ở Hương Phú 2018');
      await page.locator('[data-test="key-create"]').click();
      await page.locator('[data-test="key-digits"]').waitFor();
      assert.deepEqual(trouble, []);
    } finally {
      await context.close();
      site.close();
    }
  });
}

function directives(policy) {
  return Object.fromEntries(policy.split(';').map((part) => part.trim().split(/ (.*)/)).map(([name, value]) => [name, value]));
}
