// Fills a form in and types into it: how long a key takes to the total and to the screen, and what memory it all holds.
import {readFile} from 'node:fs/promises';
import {PROCESSORS, slowDown} from './conditions.mjs';
import {coldVisit, metrics} from './visit.mjs';

const NUMERATOR = '12';
const DENOMINATOR = '1000';
/** A page that shows no new total by then has missed the key. */
const PATIENCE_MS = 20_000;
/** How long the filled form is left alone: after half a minute, browsers let go of some of what they drew and compiled. */
const REST_MS = 35_000;
/** How long a page works to show which process is its own. */
const WORK_MS = 300;
const UNTHROTTLED = {line: 'unthrottled', cpu: 1};

/** `fillMs` and `typeMs` bound the slowest peers; what they reached is in the result. */
export async function typing(browser, target, {keys, fillMs, typeMs}) {
  const {context, page, session} = await coldVisit(browser, target, UNTHROTTLED);
  try {
    await page.evaluate(() => window.__probe.idle());
    const loaded = await memory(browser, page, session);
    // Whoever fills a form in takes longer than the browser keeps a worker that has nothing to do.
    const alone = await withoutWorker(browser, page, session);
    const given = await fillIn(page, target, fillMs);
    await page.evaluate(() => window.__probe.idle());
    const filled = await withoutWorker(browser, page, session);
    const tested = given.flatMap((answer, index) => target.items[index].kind === 'ratio' && answer ? [index] : []);
    const strokes = {};
    const missed = {};
    const extra = new Set();
    for (const cpu of PROCESSORS) {
      await slowDown(session, cpu);
      [strokes[cpu], missed[cpu]] = await type(page, tested, extra, {keys, typeMs});
    }
    await slowDown(session, 1);
    const isRight = await totalIsRight(page, target, given, extra);
    await page.waitForTimeout(REST_MS);
    const rested = await withoutWorker(browser, page, session);
    return {loaded, alone, filled, rested, given: given.filter(Boolean).length, strokes, missed, isRight};
  } finally {
    await context.close();
  }
}

/** Answers every item that time allows, those that are typed into first. */
export async function fillIn(page, {items}, fillMs) {
  const keysOnly = await page.evaluate(() => Boolean(window.__adapter.keysOnly));
  const given = items.map(() => null);
  const byKind = (isRatio) => items.flatMap(({kind}, index) => (kind === 'ratio') === isRatio ? [index] : []);
  const end = Date.now() + fillMs;
  for (const index of [...byKind(true), ...byKind(false)]) {
    if (Date.now() > end) break;
    const answer = answerTo(items[index].kind, index);
    if (answer.denominator && keysOnly) {
      for (const [which, text] of [[1, DENOMINATOR], [0, NUMERATOR]]) {
        await page.evaluate(([index, which]) => window.__probe.focus(index, which), [index, which]);
        await page.keyboard.type(text);
      }
    } else {
      await page.evaluate(([index, answer]) => window.__probe.answer(index, answer), [index, answer]);
    }
    given[index] = answer;
  }
  return given;
}

function answerTo(kind, index) {
  if (kind === 'ratio' || kind === 'bands') return {numerator: NUMERATOR, denominator: DENOMINATOR};
  if (kind === 'count') return {count: '1'};
  return {choice: kind === 'tri' ? [1, 0.5, 0][index % 3] : index % 2};
}

/** Types a digit behind each numerator in turn, and takes it back the next time; both move the total. */
export async function type(page, tested, extra, {keys, typeMs}) {
  const strokes = [];
  let missed = 0;
  const step = Math.max(1, tested.length / keys);
  const end = Date.now() + typeMs;
  for (let turn = 0; turn < keys && Date.now() < end && missed < 5; turn += 1) {
    const index = tested[Math.floor(turn * step) % tested.length];
    await page.evaluate((index) => window.__probe.focus(index, 0), index);
    await page.keyboard.press('End');
    await page.evaluate(() => window.__probe.idle());
    await page.evaluate((patienceMs) => window.__probe.arm(patienceMs), PATIENCE_MS);
    await page.keyboard.press(extra.has(index) ? 'Backspace' : '3');
    const stroke = await page.evaluate(() => window.__probe.stroke);
    if (stroke) strokes.push(stroke);
    else missed += 1;
    if (!extra.delete(index)) extra.add(index);
  }
  return [strokes, missed];
}

/** Whether the page still adds up after all that: a quick page that forgets a sum would be no peer. */
async function totalIsRight(page, {items}, given, extra) {
  const points = (answer, index) => {
    const {kind, max} = items[index];
    if (!answer) return 0;
    return max * (kind === 'ratio' ? Number(answer.numerator + (extra.has(index) ? '3' : '')) / Number(DENOMINATOR) : answer.choice);
  };
  // Some peers add up a while later.
  for (let look = 0; look < 20; look += 1) {
    const {total, sum} = await page.evaluate(() => ({total: window.__probe.total(), sum: window.__probe.sum()}));
    const expected = sum ?? given.reduce((sum, answer, index) => sum + points(answer, index), 0);
    // The page may round what it shows.
    if (Math.abs(total - expected) < 0.02) return true;
    await page.waitForTimeout(250);
  }
  return false;
}

/** After what is no longer used has been let go. */
async function memory(browser, page, session) {
  for (let turn = 0; turn < 2; turn += 1) await session.send('HeapProfiler.collectGarbage');
  const {JSHeapUsedSize} = await metrics(session);
  const wasmBytes = await page.evaluate(() => window.__probe.wasmMemory?.buffer.byteLength ?? 0);
  return {
    heapBytes: JSHeapUsedSize,
    wasmBytes,
    privateBytes: await pageProcessBytes(browser, page),
    nodes: await page.evaluate(() => document.getElementsByTagName('*').length),
  };
}

/**
 * The same once the service worker has ended, as a browser ends it when it had nothing to do for half a minute; one that is
 * looked at as here it lets live.
 */
async function withoutWorker(browser, page, session) {
  const versions = new Map();
  let ended;
  const ending = new Promise((resolve) => { ended = resolve; });
  session.on('ServiceWorker.workerVersionUpdated', ({versions: told}) => {
    for (const {versionId, runningStatus} of told) versions.set(versionId, runningStatus);
    if (versions.size && [...versions.values()].every((status) => status === 'stopped')) ended();
  });
  if (!await page.evaluate(async () => Boolean(await navigator.serviceWorker?.getRegistration()))) return memory(browser, page, session);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await ending;
  await session.send('ServiceWorker.disable');
  return memory(browser, page, session);
}

/**
 * What the process that draws the page has written to and shares with none; null if the system does not tell. Neither pages of
 * the browser's own file, which come and go, nor bitmaps of the screen, which the process that shows them holds as well, now or
 * a moment later.
 */
async function pageProcessBytes(browser, page) {
  const mappings = (await readFile(`/proc/${await pageProcess(browser, page)}/smaps`, 'utf8').catch(() => ''))
    .split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m);
  const own = mappings.filter((mapping) => !/^.*(?:memfd:|\/dev\/shm\/)/.test(mapping));
  const kilobytes = own.flatMap((mapping) => [...mapping.matchAll(/^(?:Private_Dirty|Swap):\s+(\d+) kB$/gm)]).map(([, kb]) => Number(kb));
  return kilobytes.length ? kilobytes.reduce((sum, kb) => sum + kb * 1024, 0) : null;
}

/** The process that works while the page does; the browser's own windows are drawn by others, and may hold more than a light page. */
async function pageProcess(browser, page) {
  const session = await browser.newBrowserCDPSession();
  const spentMs = async () => {
    const {processInfo} = await session.send('SystemInfo.getProcessInfo');
    return new Map(processInfo.filter(({type}) => type === 'renderer').map(({id, cpuTime}) => [id, cpuTime * 1000]));
  };
  try {
    // Others may have work of their own meanwhile, a browser that was just started above all.
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const before = await spentMs();
      await page.evaluate((workMs) => {
        for (const end = performance.now() + workMs; performance.now() < end;);
      }, WORK_MS);
      const busy = [...await spentMs()].filter(([id, ms]) => ms - (before.get(id) ?? ms) > WORK_MS / 2);
      if (busy.length === 1) return busy[0][0];
    }
    throw new Error('there is no telling which process draws the page');
  } finally {
    await session.detach();
  }
}
