// Opens the page in Chromium and watches it: no error, no warning, no request to anywhere else, in any test.
import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {chromium} from 'playwright-core';
import {serve} from './server.mjs';
import {whole} from './sheet.mjs';

export const LAUNCH = {
  executablePath: process.env.TUCHAM_CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
};
export const LAPTOP = {width: 1366, height: 768};
export const PHONE = {width: 360, height: 740};
/** How long a page may take to show what is waited for, on a busy machine. */
const PATIENCE_MS = 15_000;
const OFFICER = {locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', viewport: LAPTOP};

let site;
let browser;

/** Starts what the tests of one file share. */
export async function start() {
  site = await serve();
  browser = await chromium.launch(LAUNCH);
}

/** Ends it. */
export async function stop() {
  await browser?.close();
  site?.close();
}

/** A test with a page of its own, in a browser that has never seen the site. `expected` is trouble that it makes on purpose. */
export function pageTest(name, {expected, ...options}, body) {
  test(name, async (t) => {
    const context = await browser.newContext({...OFFICER, ...options});
    context.setDefaultTimeout(PATIENCE_MS);
    const trouble = watch(context);
    try {
      await body({page: await context.newPage(), context, origin: site.origin, t});
      const unexpected = trouble.filter((line) => !expected?.test(line));
      assert.deepEqual(unexpected, [], 'the console and the network stay quiet');
    } finally {
      await context.close();
    }
  });
}

/** A test whose browser keeps its profile on disk, as an officer's does. */
export function profileTest(name, body) {
  test(name, async () => {
    const profile = await mkdtemp(join(tmpdir(), 'tucham-profile-'));
    const context = await launchProfile(profile);
    const trouble = watch(context);
    try {
      await body({context, origin: site.origin});
      assert.deepEqual(trouble, [], 'the console and the network stay quiet');
    } finally {
      await context.close();
      await rm(profile, {recursive: true, force: true, maxRetries: 5});
    }
  });
}

/** A browser that keeps its profile in a folder. */
export function launchProfile(profile) {
  return chromium.launchPersistentContext(profile, {...LAUNCH, ...OFFICER});
}

/** Declares that this file's tests need the page and a browser. */
export function usesBrowser() {
  before(start);
  after(stop);
}

/** Opens a place of the app and waits until it stands there. */
export async function visit(page, origin, hash) {
  await page.goto(`${origin}/#${hash}`);
  await page.locator('main h1').first().waitFor();
  await whole(page);
}

/** A context for scripts that are no tests. */
export function newContext(options) {
  return browser.newContext({...OFFICER, ...options});
}

/** A context for a site of the test's own, and the list of what is not quiet there. */
export async function watchedContext(ownOrigin, options) {
  const context = await newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  return {context, trouble: watch(context, ownOrigin)};
}

/** The address of the running site. */
export function origin() {
  return site.origin;
}

function watch(context, ownOrigin = site.origin) {
  const trouble = [];
  context.on('page', (page) => {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) trouble.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => trouble.push(`uncaught: ${error.stack ?? error}`));
  });
  context.on('request', (request) => {
    const {protocol, origin: asked} = new URL(request.url());
    const isOwn = asked === ownOrigin || ['blob:', 'data:'].includes(protocol);
    if (!isOwn) trouble.push(`request to elsewhere: ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) trouble.push(`${response.status()}: ${response.url()}`);
  });
  return trouble;
}
