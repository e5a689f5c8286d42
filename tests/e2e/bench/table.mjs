// Writes the figures as tables, into the part of docs/benchmarks.md that stands between two marks. By hand, for a run that was
// ended early: node tests/e2e/bench/table.mjs target/xtask/bench/result.json
import {readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {PROCESSORS, conditions} from './conditions.mjs';
import {kilobytes, median, quantile, ratio, spread, time} from './figures.mjs';

const DOCS = process.env.TUCHAM_BENCH_DOCS ?? fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url));
const [BEGIN, END] = ['<!-- Written by `cargo xtask bench`; what stands up to the end mark is replaced. -->', '<!-- The end of what `cargo xtask bench` writes. -->'];

/** Prints the tables and puts them into the page; what is written by hand there stays. */
export async function write(result) {
  const text = tables(result);
  console.log(`\n${text}`);
  const page = await readFile(DOCS, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error('docs/benchmarks.md has lost the marks of the measured part');
  await writeFile(DOCS, `${before}${BEGIN}\n\n${text}\n${END}${after}`);
}

function tables(result) {
  const own = result.targets.filter(({name}) => name === 'tucham');
  const peersOf = (n) => result.targets.filter((target) => target.n === n && (target.name !== 'tucham' || target.label.includes('made up')));
  const parts = [
    head(result), firstVisits(own, result), secondVisits(own), keystrokes(own, 'criteria', null), memory(own, 'criteria', null),
  ];
  for (const n of [176, 1760]) {
    const targets = peersOf(n).sort((one, other) => (other.name === 'tucham') - (one.name === 'tucham'));
    if (targets.length < 2) continue;
    const [ours] = targets;
    parts.push(
      `### Beside other libraries, ${n} criteria`, beside(targets, ours, result), keystrokes(targets, 'page', ours), memory(targets, 'page', ours),
    );
  }
  return `${[...parts, failures(result)].filter(Boolean).join('\n\n')}\n`;
}

function head({machine, isQuick, runs, secondRuns, keys, note, versions, missing}) {
  const {date, cpu, cores, chromium, node, rustc, loadBefore, loadAfter, minutes} = machine;
  const lines = [
    `Measured on ${date} in ${minutes} minutes${isQuick ? ', a quick run' : ''}: ${cores} × ${cpu}, Chromium ${chromium}, Node ${node}, ${rustc ?? 'rustc unknown'}; ` +
      `load average ${loadBefore.join(', ')} at the start and ${loadAfter.join(', ')} at the end (1, 5, 15 minutes; more than ${cores} means that others were waiting). ` +
      `Medians of up to ${runs} first and ${secondRuns} second visits, the least and the greatest in brackets; ${keys} keystrokes under each processor.`,
  ];
  if (note) lines.push(note);
  if (versions.length) lines.push(`Peers, ${versions.join('; ')}.`);
  if (missing.length) lines.push(`Not built: ${missing.join(', ')}.`);
  return lines.join('\n\n');
}

const table = (heads, rows) => [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const of = (samples, mark) => (samples ?? []).map((sample) => sample[mark]).filter((value) => value !== null && value !== undefined);

/** Slowed down, the thread is busy with waiting, and that is counted with the rest. */
const thread = (cpu, samples) => (cpu === 1 ? spread(of(samples, 'thread')) : '');

/** What a visit comes to, and what the tables call it. */
const STEPS = [['words', 'first words'], ['question', 'first question'], ['interactive', 'an input answers']];
const WHOLE = ['all criteria stand', 'its thread until then'];

function firstVisits(own, {isQuick}) {
  const rows = own.flatMap(({label, visits}) => conditions(isQuick).map(({line, cpu, name}) => {
    const samples = visits[name];
    const [bytes, requests] = ['bytes', 'requests'].map((mark) => median(of(samples, mark)));
    return [
      label, line, `${cpu}×`, ...STEPS.map(([mark]) => spread(of(samples, mark))),
      bytes === null ? '–' : `${kilobytes(bytes)} in ${requests}`, spread(of(samples, 'whole')), thread(cpu, samples),
    ];
  }));
  return `### First visit\n\n${table(['criteria', 'line', 'processor', ...STEPS.map(([, head]) => head), 'KB in requests until then', ...WHOLE], rows)}`;
}

function secondVisits(own) {
  const rows = own.flatMap(({label, again}) => PROCESSORS.map((cpu) => [
    label, `${cpu}×`, ...STEPS.map(([mark]) => spread(of(again?.[cpu], mark))), spread(of(again?.[cpu], 'whole')),
    thread(cpu, again?.[cpu]),
  ]));
  return `### Second visit, no network\n\n${table(['criteria', 'processor', ...STEPS.map(([, head]) => head), ...WHOLE], rows)}`;
}

function keystrokes(targets, what, ours) {
  const figure = (strokes, mark) => {
    const samples = of(strokes, mark);
    return samples.length ? [quantile(samples, 0.5), quantile(samples, 0.95)] : [null, null];
  };
  const rows = targets.map(({label, typing}) => [
    label,
    ...['total', 'paint'].flatMap((mark) => PROCESSORS.map((cpu) => {
      const [p50, p95] = figure(typing?.strokes[cpu], mark);
      const compared = ours && label !== ours.label ? ` (${ratio(p95, figure(ours.typing?.strokes[cpu], mark)[1])})` : '';
      return `${time(p50)}, ${time(p95)}${compared}`;
    })),
    typing ? PROCESSORS.map((cpu) => typing.strokes[cpu].length + (typing.missed[cpu] ? ` and ${typing.missed[cpu]} lost` : '')).join(', ') : '–',
    typing ? (typing.isRight ? 'yes' : 'NO') : '–',
  ]);
  const title = ours ? `A key on the filled form, p50 and p95${'; p95 against ours'}:` : '### A key on the filled form, p50 and p95';
  return `${title}\n\n${table([what, 'to the total, 1×', 'to the total, 6×', 'to the screen, 1×', 'to the screen, 6×', 'keys 1×, 6×', 'total right'], rows)}`;
}

function memory(targets, what, ours) {
  const held = ({typing}, state, mark) => typing?.[state]?.[mark] ?? null;
  const megabytes = (bytes) => (bytes === null ? '–' : (bytes / 1048576).toFixed(1));
  const cell = (target, state, mark) => megabytes(held(target, state, mark)) +
    (ours && target !== ours ? ` (${ratio(held(target, state, mark), held(ours, state, mark))})` : '');
  const rows = targets.map((target) => [
    target.label,
    ...['loaded', 'filled'].map((state) => cell(target, state, 'heapBytes')),
    megabytes(held(target, 'filled', 'wasmBytes')),
    ...['loaded', 'alone', 'filled', 'rested'].map((state) => cell(target, state, 'privateBytes')),
    target.typing?.filled.nodes ?? '–', target.typing?.given ?? '–',
  ]);
  const title = ours ? 'Memory, MB:' : '### Memory, MB';
  return `${title}\n\n${table([what, 'heap, loaded', 'heap, filled in', "Wasm's own", "the page's process, loaded", 'its worker ended', 'filled in', 'left alone', 'elements', 'criteria answered'], rows)}`;
}

function beside(targets, ours, {isQuick}) {
  const shown = conditions(isQuick).filter(({name}) => targets.slice(1).some(({visits}) => visits[name]));
  const rows = targets.map((target) => {
    const cell = ({name}) => {
      return ['interactive', 'whole'].map((mark) => {
        const own = median(of(target.visits[name], mark));
        return time(own) + (target === ours || own === null ? '' : ` (${ratio(own, median(of(ours.visits[name], mark)))})`);
      }).join(', ');
    };
    const samples = Object.values(target.visits)[0];
    const bytes = median(of(samples, 'bytes'));
    const times = target === ours ? '' : ` (${ratio(bytes, median(of(Object.values(ours.visits)[0], 'bytes')))})`;
    return [target.name, bytes === null ? '–' : kilobytes(bytes) + times, ...shown.map(cell)];
  });
  return `Until an input answers, and until all criteria stand; both against ours:\n\n${table(['page', 'KB', ...shown.map(({name}) => name)], rows)}`;
}

function failures({targets}) {
  const lines = targets.flatMap(({name, n, failures}) => failures.map((failure) => `- ${name}, ${n} criteria, ${failure}`));
  return lines.length ? `What failed:\n\n${lines.join('\n')}` : '';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await write(JSON.parse(await readFile(process.argv[2], 'utf8')));
