// Work without a network after the first visit, and a new version that waits for consent.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {before, test} from 'node:test';
import {Script} from 'node:vm';
import {usesBrowser} from './browser.mjs';
import {assertAccepted} from './judges.mjs';
import {Officer} from './officer.mjs';
import {DIST} from './server.mjs';
import {
  TYPED, cacheNames, field, lookForUpdate, offlineIs, openSheet, siteTest, standing, typeHalf,
} from './site_test.mjs';
import {nextVersion, versionOf} from './versions.mjs';

usesBrowser();

let next;

before(async () => {
  next = await nextVersion();
});

const NO_NETWORK = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/;
const ANSWER = {criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator: TYPED, denominator: '30'}}};
const UPDATE = '[data-test="update"]';

siteTest('after one visit the page opens without a network, keeps the draft and signs', {expected: NO_NETWORK},
  async ({site, context, page}) => {
    await openSheet(page, site);
    await offlineIs(page, 'ready');
    await typeHalf(page);
    site.close();
    await context.setOffline(true);
    await page.reload();
    await standing(page);
    assert.equal(await field(page).inputValue(), TYPED);
    await page.close();
    const other = await context.newPage();
    await openSheet(other, site);
    const officer = new Officer(other);
    await officer.answer(ANSWER);
    const {path} = await officer.exportFile();
    await assertAccepted(path);
  });

siteTest('a new version is announced and touches nothing until the officer agrees; then it is whole, and the old one gone', {},
  async ({site, context, page}) => {
    await openSheet(page, site);
    await offlineIs(page, 'ready');
    const first = await versionOf(page);
    const [kept] = await cacheNames(page);
    const other = await context.newPage();
    await openSheet(other, site);
    await offlineIs(other, 'ready');
    await page.bringToFront();
    await page.evaluate(() => {
      window.isSamePage = true;
    });

    site.folder = next.folder;
    await lookForUpdate(page);
    await page.locator(UPDATE).waitFor();
    // Half an answer, the last letter typed when the new version is there already.
    await typeHalf(page);
    assert.equal(await page.evaluate(() => window.isSamePage), true, 'nothing loaded it again');
    assert.deepEqual(await versionOf(page), first);
    assert.equal((await cacheNames(page)).length, 2);
    // The old version still opens, as often as it is loaded.
    await page.reload();
    await standing(page);
    assert.deepEqual(await versionOf(page), first);
    assert.equal(await field(page).inputValue(), TYPED);

    await other.evaluate(() => {
      window.isSamePage = true;
    });
    await Promise.all([page.waitForEvent('load'), page.locator(UPDATE).click()]);
    await standing(page);
    assert.deepEqual(await versionOf(page), {page: next.version, style: 'next', program: 'next'});
    assert.equal(await field(page).inputValue(), TYPED);
    await offlineIs(page, 'ready');
    const now = await cacheNames(page);
    assert.equal(now.length, 1);
    assert.notEqual(now[0], kept);

    // The other tab was not loaded again: it still has what was in it.
    await offlineIs(other, 'replaced');
    assert.equal(await other.evaluate(() => window.isSamePage), true);
    assert.deepEqual(await versionOf(other), first);
  });

siteTest('a page whose version was replaced by another tab can still sign, without a network', {expected: NO_NETWORK},
  async ({site, context, page}) => {
    await openSheet(page, site);
    await offlineIs(page, 'ready');
    site.folder = next.folder;
    await lookForUpdate(page);
    await offlineIs(page, 'update');
    const other = await context.newPage();
    await openSheet(other, site);
    await Promise.all([other.waitForEvent('load'), other.locator(UPDATE).click()]);
    await offlineIs(page, 'replaced');
    await other.close();
    await context.setOffline(true);
    await page.bringToFront();
    const takeOver = page.locator('[data-test="take-over"]');
    if (await takeOver.isVisible()) await takeOver.click();
    const officer = new Officer(page);
    await officer.answer(ANSWER);
    const {path} = await officer.exportFile();
    await assertAccepted(path);
  });

siteTest('two places on one server keep their versions apart', {under: '/mot/'}, async ({site, page}) => {
  await openSheet(page, site);
  await offlineIs(page, 'ready');
  await page.evaluate(() => caches.open('tucham /hai/ 0123456789abcdef'));
  site.folder = next.folder;
  await lookForUpdate(page);
  await Promise.all([page.waitForEvent('load'), page.locator(UPDATE).click()]);
  await offlineIs(page, 'ready');
  const expected = ['tucham /hai/ 0123456789abcdef', `tucham /mot/ ${next.version}`];
  assert.deepEqual((await cacheNames(page)).sort(), expected);
});

siteTest('the worker answers for its own files and for nothing else', {expected: /404/}, async ({site, page}) => {
  await openSheet(page, site);
  await offlineIs(page, 'ready');
  site.asked.length = 0;
  const got = (address) => page.evaluate(async (path) => (await fetch(path)).status, address);
  assert.equal(await got('index.html?from=mail'), 200);
  assert.equal(await got('another.html'), 404);
  assert.equal(await got('tucham.html'), 200);
  assert.deepEqual(site.asked, ['index.html', 'another.html', 'tucham.html'], 'these come from the network');
  await page.goto(`${site.address}index.html?from=mail`);
  await standing(page);
  assert.deepEqual(site.asked.filter((name) => !['sw.js', 'tucham.html', 'another.html'].includes(name)), ['index.html']);
});

siteTest('a file that the browser threw away is fetched again; if it is gone, the page comes whole from the server', {},
  async ({site, page}) => {
    await openSheet(page, site);
    await offlineIs(page, 'ready');
    const remove = () => page.evaluate(async () => {
      const cache = await caches.open((await caches.keys())[0]);
      const [request] = (await cache.keys()).filter(({url}) => /form-\w+\.wasm$/.test(url));
      await cache.delete(request);
    });
    await remove();
    await page.reload();
    await standing(page);
    assert.equal((await versionOf(page)).program, 'first');
    site.folder = next.folder;
    await page.reload();
    await standing(page);
    assert.deepEqual(await versionOf(page), {page: next.version, style: 'next', program: 'next'});
  });

const NO_WORKERS = {
  'that has no service workers': () => delete Navigator.prototype.serviceWorker,
  'that refuses them': () => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError'));
  },
};

for (const [name, take] of Object.entries(NO_WORKERS)) {
  siteTest(`in a browser ${name} the page works and does not promise offline use`, {}, async ({site, page}) => {
    await page.addInitScript(take);
    await openSheet(page, site);
    await typeHalf(page);
    await offlineIs(page, 'none');
  });
}

test('a worker that arrives cut off at any byte is no script', async () => {
  const worker = await readFile(join(DIST, 'sw.js'), 'utf8');
  assert.doesNotThrow(() => new Script(worker));
  for (let length = 1; length < worker.length; length += 1) {
    assert.throws(() => new Script(worker.slice(0, length)), SyntaxError, `cut after ${length} letters`);
  }
});

siteTest('the page can be installed, with its name in Vietnamese', {}, async ({site, context, page}) => {
  await openSheet(page, site);
  await offlineIs(page, 'ready');
  const session = await context.newCDPSession(page);
  const {errors, data} = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.equal(manifest.short_name, 'Tự Chấm');
  assert.equal(manifest.lang, 'vi');
  const {installabilityErrors} = await session.send('Page.getInstallabilityErrors');
  // A context of the tests counts as a private window.
  assert.deepEqual(installabilityErrors.map(({errorId}) => errorId).filter((id) => id !== 'in-incognito'), []);
  for (const {src, sizes, type} of manifest.icons) {
    const shown = await page.evaluate(async (address) => {
      const image = await createImageBitmap(await (await fetch(address)).blob()).catch(() => null);
      return image && `${image.width}x${image.height}`;
    }, src);
    if (type === 'image/png') assert.equal(shown, sizes, src);
  }
});
