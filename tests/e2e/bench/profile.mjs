// Where the time goes: what Chromium's profiler sees in the page's own thread while the form opens and while keys are typed.
//   TUCHAM_DIST=dist TUCHAM_CLI=target/debug/tucham node tests/e2e/bench/profile.mjs [criteria]
// A page whose Wasm was made smaller with `-g` in the place of `--strip-debug` (xtask/src/shrink.rs) tells the names of its functions.
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';
import {LAUNCH} from '../browser.mjs';
import {DIST} from '../server.mjs';
import {ours} from './targets.mjs';
import {fillIn, type} from './typing.mjs';
import {coldVisit, metrics} from './visit.mjs';

const SIZE = Number(process.argv[2] ?? 176);
const SHOWN = 25;
const KEYS = 40;
const SAMPLE_MICROSECONDS = 200;
/** The longest time that one sample may stand for. */
const LONGEST_MS = 4;

const folder = await mkdtemp(join(tmpdir(), 'tucham-bench-'));
const browser = await chromium.launch(LAUNCH);
const {site, targets} = await ours(browser, folder, DIST, process.env.TUCHAM_CLI);
try {
  const target = targets.find(({n}) => n === SIZE);
  const begin = async (session) => {
    await session.send('Profiler.enable');
    await session.send('Profiler.setSamplingInterval', {interval: SAMPLE_MICROSECONDS});
    await session.send('Profiler.start');
  };
  const {context, page, session} = await coldVisit(browser, target, {line: 'unthrottled', cpu: 1}, {begin});
  print(`opening the form with ${SIZE} criteria, until all of them stand`, await session.send('Profiler.stop'));
  await printWork(session);
  const given = await fillIn(page, target, 60_000);
  const tested = given.flatMap((answer, index) => (target.items[index].kind === 'ratio' ? [index] : []));
  await page.evaluate(() => window.__probe.idle());
  await session.send('Profiler.start');
  await type(page, tested, new Set(), {keys: KEYS, typeMs: 60_000});
  print(`${KEYS} keys`, await session.send('Profiler.stop'));
  await printWork(session);
  await context.close();
} finally {
  await browser.close();
  site.close();
  await rm(folder, {recursive: true, force: true});
}

/** What the browser itself did so far; to the profiler all that is `(program)`. */
async function printWork(session) {
  const counted = await metrics(session);
  const ms = (name) => `${(counted[name] * 1000).toFixed(0)} ms`;
  console.log(`  since the start: all tasks ${ms('TaskDuration')}, script ${ms('ScriptDuration')}, ` +
    `styles ${ms('RecalcStyleDuration')} in ${counted.RecalcStyleCount}, layout ${ms('LayoutDuration')} in ${counted.LayoutCount}`);
}

/** The functions in which most time was spent, themselves and with what they called. */
function print(what, {profile: {nodes, samples, timeDeltas}}) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({id, children = []}) => children.map((child) => [child, id])));
  const name = (id) => {
    const {functionName, url, lineNumber} = byId.get(id).callFrame;
    return functionName || `${url.split('/').pop()}:${lineNumber}`;
  };
  const own = new Map();
  const whole = new Map();
  const add = (sums, key, time) => sums.set(key, (sums.get(key) ?? 0) + time);
  for (const [place, id] of samples.entries()) {
    const time = timeDeltas[place] / 1000;
    // The machine had others to serve; whatever ran before did not take that long.
    if (time > LONGEST_MS && name(id) !== '(idle)') {
      add(own, '(waiting for the machine)', time);
      continue;
    }
    add(own, name(id), time);
    const chain = new Set();
    for (let at = id; at !== undefined; at = parents.get(at)) chain.add(name(at));
    for (const called of chain) add(whole, called, time);
  }
  console.log(`\n${what}`);
  for (const [title, sums] of [['itself', own], ['with what it calls', whole]]) {
    console.log(`  ${title}:`);
    const top = [...sums].filter(([key]) => key !== '(root)').sort(([, one], [, other]) => other - one).slice(0, SHOWN);
    for (const [key, time] of top) console.log(`  ${time.toFixed(1).padStart(9)} ms  ${key}`);
  }
}
