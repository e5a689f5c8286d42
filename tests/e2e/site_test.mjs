// A test with a site of its own, whose version, faults and headers it chooses; and what is asked of the page there.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {watchedContext} from './browser.mjs';
import {serve} from './server.mjs';
import {whole} from './sheet.mjs';

export const SHEET = '#/xa-huong-phu/2018';
/** The half-typed answer that every update must leave alone. */
export const TYPED = '27';

/** Runs `body` with a fresh browser context. `expected` is trouble that the test makes on purpose. */
export function siteTest(name, {expected, under, ...options}, body) {
  test(name, async () => {
    const site = await serve({under});
    const {context, trouble} = await watchedContext(site.origin, options);
    try {
      await body({site, context, page: await context.newPage()});
      assert.deepEqual(trouble.filter((line) => !expected?.test(line)), [], 'the console and the network stay quiet');
    } finally {
      await context.close();
      site.close();
    }
  });
}

/** Opens the sheet and waits until it stands there. */
export async function openSheet(page, site) {
  await page.goto(site.address + SHEET);
  await standing(page);
}

/** Waits until the program stands on the page. */
export async function standing(page) {
  await page.locator('html[data-started]').waitFor();
  await page.locator('main h1').first().waitFor();
  await whole(page);
}

/** Waits until the page says how it stands to the versions that are kept. */
export function offlineIs(page, state) {
  return page.locator(`[data-test="offline"][data-state="${state}"]`).waitFor({state: 'attached'});
}

/** Types half of an answer, which has no points yet. */
export async function typeHalf(page) {
  await field(page).fill(TYPED);
  await page.locator('[data-test="saved"][data-state="saved"]').waitFor();
}

/** The field of `typeHalf`. */
export function field(page) {
  return page.locator('[data-criterion="1.I.15"][data-led] [data-field="numerator"]');
}

/** Asks the server for a new version, and waits until it is kept whole or given up. */
export function lookForUpdate(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
    const {installing} = registration;
    if (!installing) return;
    await new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('the worker is still installing')), 12_000);
      const look = () => ['installed', 'redundant'].includes(installing.state) && resolve();
      installing.addEventListener('statechange', look);
      look();
    });
  });
}

/** The caches that the browser keeps, by name. */
export function cacheNames(page) {
  return page.evaluate(() => caches.keys());
}
