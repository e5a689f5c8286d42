// The oldest browsers that we serve can read every file: Wasm features, JavaScript syntax and interfaces, CSS.
import assert from 'node:assert/strict';
import {readFile, readdir} from 'node:fs/promises';
import {extname, join} from 'node:path';
import {test} from 'node:test';
import {Linter} from 'eslint';
import compat from 'eslint-plugin-compat';
import es from 'eslint-plugin-es-x';
import stylelint from 'stylelint';
import wabt from 'wabt';
import {DIST} from './server.mjs';

const FLOOR = ['chrome 109', 'firefox 115', 'safari 16.4'];
/** What all three have; everything newer is off: tail calls, exceptions, garbage collection, 64-bit memory and the like. */
const WASM_FEATURES = {
  mutable_globals: true, sat_float_to_int: true, sign_extension: true, multi_value: true, bulk_memory: true,
  reference_types: true, simd: true, exceptions: false, threads: false, function_references: false, tail_call: false,
  annotations: false, code_metadata: false, gc: false, memory64: false, extended_const: false, relaxed_simd: false,
  multi_memory: false,
};
/** An array has had these for long; the text does not tell it from an iterator, which has them only now. */
const LIKE_AN_ARRAYS = /'Iterator\.prototype\.(every|filter|find|flatMap|forEach|map|reduce|some)'/;
/** What wasm-bindgen's glue asks for, and does without where the answer is `undefined`. */
const ASKED_FOR = /'ArrayBuffer\.prototype\.detached'/;
/** A property that a browser may leave out: it only keeps some telephones from enlarging texts on their own. */
const HARMLESS_STYLES = ['text-size-adjust'];

const linter = new Linter();
const {readWasm, parseWat} = await wabt();

function wasmProblem(bytes) {
  try {
    const module = readWasm(bytes, {...WASM_FEATURES, readDebugNames: false});
    module.validate();
    module.destroy();
    return null;
  } catch (error) {
    return error.message;
  }
}

function scriptProblems(code, sourceType) {
  const messages = linter.verify(code, [
    es.configs['flat/restrict-to-es2022'],
    {
      plugins: {compat},
      rules: {'compat/compat': 'error'},
      languageOptions: {ecmaVersion: 2022, sourceType},
      linterOptions: {reportUnusedDisableDirectives: 'off'},
      settings: {'es-x': {aggressive: true}, browsers: FLOOR, lintAllEsApis: true},
    },
  ]);
  return messages.filter(({message}) => !ASKED_FOR.test(message) && !LIKE_AN_ARRAYS.test(message))
    .map(({message, line, column}) => `${line}:${column} ${message}`);
}

async function styleProblems(code) {
  const {results} = await stylelint.lint({
    code,
    config: {
      plugins: ['stylelint-no-unsupported-browser-features'],
      rules: {'plugin/no-unsupported-browser-features': [true, {browsers: FLOOR, ignore: HARMLESS_STYLES, ignorePartialSupport: true}]},
    },
  });
  return results.flatMap(({warnings, parseErrors}) => [...warnings, ...parseErrors].map(({text, line}) => `${line}: ${text}`));
}

/** What stands inside a page's elements of one name, without those that only carry data. */
function inline(html, name) {
  const found = [...html.matchAll(new RegExp(`<${name}(\\s[^>]*)?>([^]*?)</${name}>`, 'g'))];
  return found.map(([, attributes = '', content]) => ({attributes, content}))
    .filter(({attributes, content}) => content !== '' && !/type="text\/plain"/.test(attributes));
}

test('every Wasm file uses only what all browsers of the floor have', async () => {
  const names = (await readdir(DIST)).filter((name) => extname(name) === '.wasm');
  assert.ok(names.length >= 2, names.join());
  for (const name of names) assert.equal(wasmProblem(await readFile(join(DIST, name))), null, name);
});

test('every script, served or inline, is one that the floor reads', async () => {
  let count = 0;
  for (const name of await readdir(DIST)) {
    const text = ['.js', '.html'].includes(extname(name)) ? await readFile(join(DIST, name), 'utf8') : '';
    const scripts = extname(name) === '.html'
      ? inline(text, 'script').map(({attributes, content}) => [content, /type="module"/.test(attributes) ? 'module' : 'script'])
      : [[text, name === 'sw.js' ? 'script' : 'module']];
    for (const [code, sourceType] of scripts.filter(([code]) => code !== '')) {
      assert.deepEqual(scriptProblems(code, sourceType), [], name);
      count += 1;
    }
  }
  assert.ok(count >= 4, `${count} scripts`);
});

test('every style sheet, served or inline, is one that the floor reads', async () => {
  let count = 0;
  for (const name of await readdir(DIST)) {
    if (!['.css', '.html'].includes(extname(name))) continue;
    const text = await readFile(join(DIST, name), 'utf8');
    const sheets = extname(name) === '.css' ? [text] : inline(text, 'style').map(({content}) => content);
    for (const sheet of sheets) {
      assert.deepEqual(await styleProblems(sheet), [], name);
      count += 1;
    }
  }
  assert.ok(count >= 2, `${count} style sheets`);
});

test('what is newer than the floor is refused', async () => {
  const newer = parseWat('newer.wat', '(module (func $f (result i32) return_call $f))', {tail_call: true}).toBinary({}).buffer;
  assert.match(wasmProblem(newer), /return_call|opcode/);
  for (const code of ['[3, 1].toSorted();', 'Object.groupBy([], (x) => x);', 'new Set().union(new Set());', 'structuredClone(1); new CSSStyleSheet(); scheduler.yield();', 'using x = y;', '/[\\p{L}--a]/v;']) {
    assert.notDeepEqual(scriptProblems(code, 'module'), [], code);
  }
  for (const sheet of ['a { & b { color: red; } }', 'a:has(b) { color: red; }']) {
    assert.notDeepEqual(await styleProblems(sheet), [], sheet);
  }
});
