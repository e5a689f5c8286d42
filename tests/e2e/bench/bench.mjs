// Measures the form, and the peers' forms beside it, in Chromium under throttled processors and lines; writes the figures
// into docs/benchmarks.md. `cargo xtask bench` runs it; nothing here is a test, and nothing of time is asserted.
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {cpus, loadavg, tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {chromium} from 'playwright-core';
import {LAUNCH} from '../browser.mjs';
import {DIST} from '../server.mjs';
import {secondVisits} from './again.mjs';
import {PROCESSORS, conditions} from './conditions.mjs';
import {write} from './table.mjs';
import {SIZES, ours, peerVersions, peers} from './targets.mjs';
import {typing} from './typing.mjs';
import {coldVisit} from './visit.mjs';

const {values: options} = parseArgs({
  options: {quick: {type: 'boolean', default: false}, peers: {type: 'string'}, only: {type: 'string'}, out: {type: 'string'}, note: {type: 'string'}},
});
const IS_QUICK = options.quick;
const RUNS = IS_QUICK ? 3 : 7;
/** What a busy moment of the machine does to a second visit is as large as what is looked for. */
const SECOND_RUNS = 7;
/** No target holds the others up for longer than this under one condition; it then has fewer runs. */
const CELL_MS = IS_QUICK ? 10_000 : 120_000;
const TYPING = IS_QUICK ? {keys: 40, fillMs: 10_000, typeMs: 10_000} : {keys: 100, fillMs: 60_000, typeMs: 90_000};

const begun = Date.now();
const say = (words) => console.log(`[${((Date.now() - begun) / 1000).toFixed(0).padStart(5)}] ${words}`);
const load = () => loadavg().map((value) => Number(value.toFixed(1)));

const folder = await mkdtemp(join(tmpdir(), 'tucham-bench-'));
const browser = await chromium.launch(LAUNCH);
const sites = [];
try {
  const own = await ours(browser, folder, DIST, process.env.TUCHAM_CLI);
  sites.push(own.site);
  const only = options.only?.split(',');
  // The large peers take most of a full run; a quick one leaves them out.
  const others = await peers(options.peers, IS_QUICK ? SIZES.slice(0, 1) : SIZES, only);
  sites.push(...others.sites);
  const targets = [...own.targets, ...others.targets];
  const result = {
    machine: {
      date: new Date().toISOString().slice(0, 10), cpu: cpus()[0].model, cores: cpus().length, chromium: browser.version(),
      node: process.version, rustc: process.env.TUCHAM_RUSTC, loadBefore: load(),
    },
    isQuick: IS_QUICK, runs: RUNS, secondRuns: SECOND_RUNS, keys: TYPING.keys, note: options.note, missing: others.missing,
    versions: options.peers ? await peerVersions(options.peers, [...new Set(others.targets.map(({name}) => name))]) : [],
    targets: targets.map(({name, label, n}) => ({name, label, n, visits: {}, failures: []})),
  };
  const resultOf = (target) => result.targets[targets.indexOf(target)];
  const keep = async () => {
    result.machine.loadAfter = load();
    result.machine.minutes = Math.round((Date.now() - begun) / 60_000);
    if (options.out) await writeFile(options.out, JSON.stringify(result));
  };

  for (const target of own.targets) {
    await tried(resultOf(target), 'second visit', async () => {
      resultOf(target).again = await secondVisits(target, own.site, PROCESSORS, SECOND_RUNS);
    });
    await keep();
  }
  await visits(targets, resultOf, keep);
  for (const target of targets) {
    await tried(resultOf(target), 'typing', async () => {
      resultOf(target).typing = await inOwnBrowser((browser) => typing(browser, target, TYPING));
    });
    await keep();
  }
  await write(result);
} finally {
  await browser.close();
  for (const site of sites) site.close();
  await rm(folder, {recursive: true, force: true});
}

/** First visits. The targets take turns, so that a busy moment of the machine falls on all alike. */
async function visits(targets, resultOf, keep) {
  for (const condition of conditions(IS_QUICK)) {
    const spent = new Map(targets.map((target) => [target, 0]));
    for (let run = 0; run < RUNS; run += 1) {
      for (const target of targets) {
        if (spent.get(target) > CELL_MS || isLeftOut(target, condition)) continue;
        const started = Date.now();
        await tried(resultOf(target), condition.name, async () => {
          const {context, sample} = await coldVisit(browser, target, condition);
          await context.close();
          (resultOf(target).visits[condition.name] ??= []).push(sample);
        });
        // One that failed is not tried again.
        spent.set(target, resultOf(target).visits[condition.name] ? spent.get(target) + Date.now() - started : Infinity);
      }
    }
    await keep();
    say(`first visits, ${condition.name}: done; load ${load()}`);
  }
}

/** A peer with 1 760 criteria is measured on the quick line alone, and on 2G none is in a quick run. */
function isLeftOut({name, n}, {line}) {
  if (name === 'tucham') return false;
  return (n > SIZES[0] && line !== 'unthrottled') || (IS_QUICK && line === '2G');
}

/** A process of its own, so that memory is this target's alone. */
async function inOwnBrowser(body) {
  const own = await chromium.launch(LAUNCH);
  try {
    return await body(own);
  } finally {
    await own.close();
  }
}

/** Does a step; what fails is said and written down, and the rest goes on. */
async function tried(result, what, body) {
  const started = Date.now();
  try {
    await body();
    say(`${result.name} ${result.n}, ${what}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
  } catch (error) {
    const [line] = String(error.message).split('\n');
    result.failures.push(`${what}: ${line}`);
    say(`${result.name} ${result.n}, ${what}: FAILED: ${line}`);
  }
}
