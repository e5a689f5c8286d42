// The engine's package as a thing of its own: types that compile, a Wasm that asks for no page, and what it needs to start.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {cp, mkdir, readFile, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {usesBrowser} from './browser.mjs';
import {PACKAGE, POLICY, inBrowser, inFolder, loaded} from './engine_package_places.mjs';
import {DIST, filesOf} from './server.mjs';

usesBrowser();

const COMPILER = fileURLToPath(new URL('node_modules/typescript/bin/tsc', import.meta.url));
const WASM = 'engine-package_bg.wasm';
const run = promisify(execFile);

/** A program that uses everything, and what the types must keep it from. */
const CONSUMER = `
import {init, score, verify, consolidate, canonicalize, EngineError} from 'tucham-engine';
import type {Answer, Answers, Consolidation, Decimal, Fault, Office, RosterLine, Score, Verdict} from 'tucham-engine';

declare function say(...words: unknown[]): void;

await init();
await init(new Uint8Array());
const answer: Answer = {kind: 'ratio', numerator: '12', denominator: '14'};
const answers: Answers = {unit: 'xa-huong-phu', answers: [{criterion: '1.I.15', answer}, {criterion: '1.I.16', answer: null}]};
const told: Score = score(null, answers);
const points: Decimal | undefined = told.answers[0]?.points;
const state: 'scored' | 'excluded' | 'unanswered' | 'denominator-zero' | 'problem' = told.answers[0]!.state;
const claimed: string | null | undefined = told.differences?.[0]?.claimed;
const line: RosterLine = {unit: 'xa-huong-phu', key: 'z6Mk', from: '2018-01-01T00:00:00+07:00', until: null};
const office: Office = {now: null, roster: [line], decisions: {settled: []}};
const one: Verdict = verify({name: 'a', content: new Uint8Array()}, office);
const many: Verdict[] = verify([{name: 'a', content: ''}], {...office, criteria_set: null});
if (one.verdict === 'unknown-key') say(one.key, many.length, points, state, claimed);
const district: Consolidation = JSON.parse(consolidate([], office));
const sum: string = district.totals.points + district.criteria[0]!.contributions[0]!.unit + canonicalize('[1]');
try { score('', sum); } catch (error) {
  if (error instanceof EngineError) { const fault: Fault = error; say(fault.code, fault.place, error.message); }
}
// @ts-expect-error decimals are texts
score(null, {answers: [{criterion: '1.I.15', answer: {kind: 'ratio', numerator: 12, denominator: '14'}}]});
// @ts-expect-error there is no such kind of answer
score(null, {answers: [{criterion: '1.I.15', answer: {kind: 'feeling'}}]});
// @ts-expect-error the clock must be said
verify({name: 'a', content: ''}, {roster: []});
// @ts-expect-error there is no such verdict
one.verdict === 'perhaps';
// @ts-expect-error points are no numbers
told.totals.points * 2;
`;

/** A program's folder that has the package among its modules. */
const withPackage = (body) => inFolder(async (folder) => {
  await mkdir(join(folder, 'node_modules'));
  await cp(PACKAGE, join(folder, 'node_modules/tucham-engine'), {recursive: true});
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
  return body(folder);
});

test('a program in TypeScript compiles against the package\'s types, without those of a browser or of Node', () => withPackage(async (folder) => {
  await writeFile(join(folder, 'consumer.ts'), CONSUMER);
  const compilerOptions = {noEmit: true, strict: true, noUncheckedIndexedAccess: true, target: 'es2022', lib: ['es2022'], module: 'nodenext', types: []};
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({compilerOptions, files: ['consumer.ts']}));
  const compiled = await run(process.execPath, [COMPILER], {cwd: folder}).catch((error) => error);
  assert.equal(compiled.stdout, '');
}));

test('the Wasm asks for its own few helpers and no page, clock, chance or network', async () => {
  const module = await WebAssembly.compile(await readFile(join(PACKAGE, WASM)));
  const wanted = WebAssembly.Module.imports(module).map(({module: from, name, kind}) => ({from, kind, name: name.replace(/_[0-9a-f]{16}$/, '')}));
  for (const {from, kind} of wanted) assert.deepEqual([from, kind], ['./engine-package_bg.js', 'function']);
  // Errors to throw, texts to hand back, the files of a call.
  assert.deepEqual(wanted.map(({name}) => name).sort(), [
    '__wbg___wbindgen_throw', '__wbg_name', '__wbg_next', '__wbindgen_generic', '__wbindgen_init_externref_table',
  ]);
  for (const name of ['index.js', 'engine-package.js']) {
    const script = (await readFile(join(PACKAGE, name), 'utf8')).replace(/\/\*[^]*?\*\/|^ *\/\/.*$/gm, '');
    assert.doesNotMatch(script, /\b(window|document|navigator|localStorage|sessionStorage|indexedDB|XMLHttpRequest|crypto|Date|Math\.random|eval)\b/, name);
  }
});

test('the page that a district hands out knows nothing of the package', async () => {
  const names = await filesOf();
  assert.deepEqual(names.filter((name) => /engine|\.d\.ts$|package\.json$/.test(name)), []);
  for (const name of names.filter((file) => /(^|\/)(sw\.js|index\.html)$/.test(file))) {
    assert.doesNotMatch(await readFile(join(DIST, name), 'utf8'), /engine-package/, name);
  }
});

test('the package has all that it names, and says what it weighs', async () => {
  const manifest = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8'));
  const [, version] = (await readFile(new URL('../../Cargo.toml', import.meta.url), 'utf8')).match(/^version = "(.+)"$/m);
  assert.deepEqual([manifest.name, manifest.type, manifest.version], ['tucham-engine', 'module', version]);
  assert.deepEqual((await readdir(PACKAGE)).sort(), [
    'LICENSE', 'README.md', 'engine-package.js', WASM, 'index.d.ts', 'index.js', 'package.json', 'schemas',
  ].sort());
  const words = await readFile(join(PACKAGE, 'README.md'), 'utf8');
  assert.match(words, new RegExp(`\\| \`${WASM}\` \\| ${(await readFile(join(PACKAGE, WASM))).length} \\| \\d+ \\|`));
  assert.doesNotMatch(words, /\{\{/);
});

test('it starts in a program of Node\'s by itself, from bytes and from a compiled module', () => withPackage(async (folder) => {
  const starts = {
    itself: 'await init();',
    twice: 'await Promise.all([init(), init()]); await init();',
    bytes: `await init(await readFile('node_modules/tucham-engine/${WASM}'));`,
    module: `await init(await WebAssembly.compile(await readFile('node_modules/tucham-engine/${WASM}')));`,
  };
  for (const [name, start] of Object.entries(starts)) {
    const program = `
      import {readFile} from 'node:fs/promises';
      import {init, score, canonicalize, EngineError} from 'tucham-engine';
      let early;
      try { canonicalize('1'); } catch (error) { early = error; }
      if (!(early instanceof EngineError) || early.code !== 'not-started') throw new Error('it answers before it was started');
      ${start}
      const {totals} = score(null, {answers: [{criterion: '1.I.15', answer: {kind: 'ratio', numerator: '1', denominator: '8'}}]});
      console.log(totals.points);`;
    await writeFile(join(folder, `${name}.mjs`), program);
    const {stdout} = await run(process.execPath, [`${name}.mjs`], {cwd: folder});
    assert.equal(stdout, '0.13\n', name);
  }
}));

test('in a page it needs \'wasm-unsafe-eval\' of the policy, and says so where it is missing', async () => {
  const start = (page) => page.evaluate(() => window.asked.page([]).then(() => 'started', (error) => String(error)));
  assert.equal(await inBrowser(start), 'started');
  const refused = await inBrowser(start, {policy: POLICY.replace(" 'wasm-unsafe-eval'", ''), expected: /Content Security Policy|CompileError/});
  assert.match(refused, /CompileError|Content Security Policy/);
});

test('one import serves Node and browsers, and answers as its words say', async () => {
  const engine = await loaded();
  assert.deepEqual(Object.keys(engine).sort(), ['EngineError', 'canonicalize', 'consolidate', 'init', 'score', 'verify']);
  await engine.init();
  const answer = {kind: 'ratio', numerator: '12', denominator: '14'};
  const {answers, totals} = engine.score(null, {unit: 'xa-huong-phu', answers: [{criterion: '1.I.15', answer}]});
  assert.deepEqual(answers[4], {criterion: '1.I.15', state: 'scored', maximum: '1', points: '0.86', why: '12/14 × 1 = 0,86'});
  assert.deepEqual(totals, {points: '0.86', maximum: '35', excluded: '0', converted: '0.86', answered: 1, assigned: 35});
});
