// The page's own policy holds: its scripts run, and no other.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {DIST, filesOf} from './server.mjs';

usesBrowser();

const REFUSAL = /Content Security Policy/;

pageTest('the policy refuses a script that is not the page\'s own', {expected: REFUSAL}, async ({page, origin}) => {
  await visit(page, origin, '/');
  const refused = await page.evaluate(() => new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.wasRun = true';
    document.head.append(script);
    setTimeout(() => resolve('nothing was refused'), 2000);
  }));
  assert.equal(refused, 'script-src-elem');
  assert.equal(await page.evaluate(() => 'wasRun' in window), false);
});

test('the page carries its policy itself, without unsafe-inline or unsafe-eval', async () => {
  const html = await readFile(join(DIST, 'index.html'), 'utf8');
  const policy = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]+)">/)?.[1];
  assert.ok(policy, 'index.html has a policy');
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'|https?:|\*/);
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'/);
});

test('every script and Wasm file is named by its content', async () => {
  const names = (await filesOf()).filter((name) => /\.(js|css|wasm)$/.test(name) && !name.endsWith('sw.js'));
  assert.ok(names.length >= 3, names.join());
  for (const name of names) assert.match(name, /-[0-9a-f]{8,}(_bg)?\.(js|css|wasm)$/);
});
