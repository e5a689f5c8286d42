// One visit to a measured page: when it shows words, the first question, and answers a key, what it downloads until then, when
// the whole form stands, and what processor time its own thread took for that.
import {readFile} from 'node:fs/promises';
import {apply} from './conditions.mjs';

const PROBE = await readFile(new URL('probe.js', import.meta.url), 'utf8');
/** How long a visit may take at all; the heaviest peers need minutes on a 2G line. */
const PATIENCE_MS = 400_000;
/** How long a page may ignore a key before it is pressed again: inputs may stand there before anything listens. */
const PRESS_AGAIN_MS = 3_000;

/** Opens the target in a fresh context of this browser under a condition, until an input answered and all of it stands; `more` as for `visitIn`. */
export async function coldVisit(browser, target, condition, more) {
  const context = await browser.newContext({
    locale: 'vi-VN', viewport: {width: 1366, height: 768}, ...target.storage && {storageState: target.storage},
  });
  try {
    return {context, ...await visitIn(context, target, condition, more)};
  } catch (error) {
    await context.close();
    throw error;
  }
}

/**
 * The same in a context that may hold more than a first visit's. The first answer is `digit` ninths, which must not be what
 * the draft of a visit before has; `begin` is done before the page is asked for.
 */
export async function visitIn(context, target, condition, {digit = '3', begin} = {}) {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const session = await context.newCDPSession(page);
  const traffic = await watchTraffic(session);
  const heard = await listen(page);
  await page.addInitScript(`window.__items = ${JSON.stringify(target.items)};\n${target.adapter}\n${PROBE}`);
  await apply(session, condition);
  await session.send('Performance.enable', {timeDomain: 'threadTicks'});
  await begin?.(session);
  await page.goto(target.address, {waitUntil: 'commit', timeout: PATIENCE_MS});
  await within(heard('ready'), PATIENCE_MS, 'the form never took input');
  await answerFirst(page, heard, digit);
  const untilThen = {...traffic};
  await within(heard('whole'), PATIENCE_MS, 'the form never stood there whole');
  const {TaskDuration: seconds} = await metrics(session);
  const {marks, words} = await page.evaluate(() => ({
    marks: window.__probe.marks, words: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
  }));
  return {page, session, sample: {words, ...marks, ...untilThen, thread: seconds * 1000}};
}

/** What Chromium counts of a page by its names; times are the processor's on the page's own thread, in seconds. */
export async function metrics(session) {
  const {metrics} = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({name, value}) => [name, value]));
}

/** Answers by keys; the denominator stands focused, and the page goes on to the numerator by itself: asked to each time, it
 * would be busier with the asking than with the answer. */
async function answerFirst(page, heard, digit) {
  const interactive = heard('interactive');
  for (let attempt = 0; attempt < 10; attempt += 1) {
    if (attempt) await page.evaluate(() => window.__probe.focus(window.__probe.first, 1));
    await page.keyboard.press('9');
    if (attempt) await page.evaluate(() => window.__probe.focus(window.__probe.first, 0));
    await page.keyboard.press(digit);
    const isThere = await within(interactive, PRESS_AGAIN_MS * 2 ** attempt, '').then(() => true, () => false);
    if (isThere) return;
  }
  throw new Error('the total never moved');
}

/** Counts what comes over the line, heads included. Counting goes on after the answer, but the sample is a copy. */
async function watchTraffic(session) {
  const traffic = {bytes: 0, requests: 0};
  // Data within the page is no traffic.
  const own = new Set();
  session.on('Network.requestWillBeSent', ({requestId, request}) => {
    if (/^(data|blob):/.test(request.url)) own.add(requestId);
    else traffic.requests += 1;
  });
  session.on('Network.loadingFinished', ({requestId, encodedDataLength}) => {
    if (!own.has(requestId)) traffic.bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  return traffic;
}

/** Gives promises of what the probe says. */
async function listen(page) {
  const waiting = new Map();
  const promiseOf = (what) => {
    if (!waiting.has(what)) {
      let resolve;
      const promise = new Promise((done) => { resolve = done; });
      waiting.set(what, {promise, resolve});
    }
    return waiting.get(what);
  };
  await page.exposeFunction('__say', (what) => promiseOf(what).resolve());
  return (what) => promiseOf(what).promise;
}

function within(promise, ms, words) {
  let timer;
  const late = new Promise((resolve, reject) => { timer = setTimeout(() => reject(new Error(words)), ms); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
