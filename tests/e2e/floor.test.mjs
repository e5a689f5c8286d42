// The oldest browsers that we serve can read every file: Wasm features, JavaScript syntax and interfaces, CSS.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import wabt from 'wabt';
import {PACKAGE} from './engine_package_places.mjs';
import {piecesOf} from './floor_files.mjs';
import {newsInScript} from './floor_scripts.mjs';
import {newsInStyles} from './floor_styles.mjs';
import {DIST} from './server.mjs';

/** What all three have; everything newer is off: tail calls, exceptions, garbage collection, 64-bit memory and the like. */
const WASM_FEATURES = {
  mutable_globals: true, sat_float_to_int: true, sign_extension: true, multi_value: true, bulk_memory: true,
  reference_types: true, simd: true, exceptions: false, threads: false, function_references: false, tail_call: false,
  annotations: false, code_metadata: false, gc: false, memory64: false, extended_const: false, relaxed_simd: false,
  multi_memory: false,
};
/** Names that newer interfaces have too. */
const OTHERS = [
  // Members of our own, and of what the Wasm exports.
  'role', 'memory',
  // wasm-bindgen's glue asks for these, and does without where there are none.
  'detached', 'ArrayBuffer.prototype.detached', 'dispose',
  // Asked for before it is used; without it the page offers the other ways to send a file.
  'canShare', 'share',
  // Safari has none: what waits for an idle moment comes by a timer there.
  'requestIdleCallback',
];
/** Declarations that a browser may leave out. */
const DISPENSABLE = [
  // How text is enlarged by telephones, where lines break, and the colours that Safari does not force.
  'text-size-adjust', 'text-wrap', 'forced-color-adjust',
  // Chrome learned it with 118: until then a panel's title stands on the panel's upper edge.
  'float: inline-start',
  // Firefox and Safari learned it later: until then they lay out a long sheet whole.
  'content-visibility', 'contain-intrinsic-size',
  // On paper: who does not know them prints on the printer's own size, without page numbers, and may leave a heading alone
  // at the end of a page or a grey row white.
  '@page', 'size', '@bottom-right', 'break-after: avoid', 'break-before: avoid', 'print-color-adjust',
];

const {readWasm, parseWat} = await wabt();

function wasmProblem(bytes, features = WASM_FEATURES) {
  try {
    const module = readWasm(bytes, {...features, readDebugNames: false});
    module.validate();
    module.destroy();
    return null;
  } catch (error) {
    return error.message;
  }
}

const scriptProblems = (code, sourceType) => newsInScript(code, sourceType)
  .filter((problem) => !OTHERS.some((name) => problem.includes(`'${name}'`)));

const styleProblems = (code) => newsInStyles(code)
  .filter((problem) => !DISPENSABLE.some((name) => problem.includes(`: ${name} `) || problem.includes(`: ${name}: `)));

const pieces = await piecesOf(DIST);

/** All pieces of some kinds; each of these names must be among theirs. */
function piecesOfKinds(kinds, ...names) {
  const found = pieces.filter(({kind}) => kinds.includes(kind));
  for (const name of names) assert.ok(found.some((piece) => name.test(piece.name)), `${name} is not there`);
  return found;
}

const exactly = (name) => new RegExp(`^${name}$`);

test('the page has no pieces of other kinds', () => {
  const known = piecesOfKinds(['wasm', 'module', 'script', 'style']);
  assert.deepEqual(pieces.filter((piece) => !known.includes(piece)), []);
});

test('every Wasm file, served or packed, uses only what all browsers of the floor have', () => {
  const found = piecesOfKinds(['wasm'], /^form-.*wasm$/, /^rest-.*wasm$/, /^workbook-.*wasm$/, /^tucham.html, packed: rest$/,
    /^tonghop\/office-.*wasm$/, /^tonghop.html, packed: office$/, /^tonghop.html, packed: signer$/,
    /^tonghop\/workbook-.*wasm$/, /^tonghop.html, packed: workbook$/);
  for (const {name, content} of found) assert.equal(wasmProblem(content), null, name);
});

test('every script, served, inline or packed, is one that the floor reads', () => {
  const found = piecesOfKinds(['module', 'script'], /^rest-.*js$/, /^workbook-.*js$/, /^sw.js$/, /^tonghop\/sw.js$/,
    ...['index', 'tonghop/index'].flatMap((page) => [`${page}.html: script`, `${page}.html: module`]).map(exactly),
    ...['tucham', 'tonghop'].flatMap((page) => [`${page}.html: script`, `${page}.html, packed: script`]).map(exactly));
  for (const {kind, name, content} of found) assert.deepEqual(scriptProblems(content, kind), [], name);
});

test('every style sheet, served, inline or packed, is one that the floor reads', () => {
  const found = piecesOfKinds(['style'], ...['index', 'tonghop/index', 'tucham', 'tonghop'].map((page) => exactly(`${page}.html: style`)),
    /^tucham.html, packed: style$/, /^tonghop.html, packed: style$/);
  for (const {name, content} of found) assert.deepEqual(styleProblems(content), [], name);
});

test('the engine\'s package uses only what all browsers of the floor have', async () => {
  assert.equal(wasmProblem(await readFile(join(PACKAGE, 'engine-package_bg.wasm'))), null);
  for (const name of ['index.js', 'engine-package.js']) {
    assert.deepEqual(scriptProblems(await readFile(join(PACKAGE, name), 'utf8'), 'module'), [], name);
  }
});

/** Everything that the validator can be told to know. */
const WASM_OF_TODAY = Object.fromEntries(Object.keys(WASM_FEATURES).map((feature) => [feature, true]));

test('Wasm that is newer than the floor is refused', () => {
  const newer = {
    tail_call: '(func $f (result i32) return_call $f)',
    exceptions: '(tag $e) (func throw $e)',
    memory64: '(memory i64 1)',
    relaxed_simd: '(func (param v128) (result v128) local.get 0 i32x4.relaxed_trunc_f32x4_s)',
  };
  for (const [feature, fields] of Object.entries(newer)) {
    const features = {...WASM_FEATURES, [feature]: true};
    const bytes = new Uint8Array(parseWat('newer.wat', `(module ${fields})`, features).toBinary({}).buffer);
    assert.equal(wasmProblem(bytes, features), null, `${feature}, switched on`);
    assert.notEqual(wasmProblem(bytes), null, feature);
  }
  // This validator refuses these whatever is switched on.
  for (const fields of ['(memory 1) (memory 1)', '(memory 1 1 shared)', '(global i32 (i32.add (i32.const 1) (i32.const 2)))']) {
    const bytes = new Uint8Array(parseWat('newer.wat', `(module ${fields})`, WASM_OF_TODAY).toBinary({}).buffer);
    assert.notEqual(wasmProblem(bytes), null, fields);
  }
});

test('a script that is newer than the floor is refused', () => {
  for (const code of [
    'using x = y;', '/[\\p{L}--a]/v;', '/(?i:a)b/;', 'import x from "./x.json" with {type: "json"};',
    '[3, 1].toSorted();', 'x["findLast"](f);', 'Object.groupBy([], f);', 'new Set().union(y);', 'Array.fromAsync(x);',
    'm.values().map(f);', 'const {withResolvers} = Promise;', 'new Intl.DurationFormat();',
    'scheduler.yield();', 'URL.canParse("a");', 'AbortSignal.any([]);', 'new CloseWatcher();', 'element.showPopover();',
    'document.startViewTransition(f);', 'self.queryLocalFonts();', 'navigator.storage.estimate();',
    'window.showSaveFilePicker();', 'indexedDB.databases();', '/* eslint-disable */ blob.bytes();',
  ]) {
    assert.notDeepEqual(scriptProblems(code, 'module'), [], code);
  }
});

test('a script that the floor reads is taken', () => {
  for (const code of [
    'x ||= structuredClone(y) ?? z?.at(-1);', 'class A { static {} #x; has(o) { return #x in o; } }', '[1].map(f); Object.values(o).map(f);',
    'for await (const x of y) new DecompressionStream("gzip");', 'navigator.locks.request("a", f); navigator.storage.persist();',
    'const scheduler = new Map(); scheduler.get(1);', 'crypto.randomUUID(); new CSSStyleSheet(); self.registration.update();',
  ]) {
    assert.deepEqual(scriptProblems(code, 'module'), [], code);
  }
});

test('a style sheet that is newer than the floor is refused', () => {
  for (const sheet of [
    'a { & b { color: red; } }', 'a { b { color: red; } }', 'a { @media print { color: red; } }', '@scope (a) { b { color: red; } }',
    '@starting-style { a { color: red; } }', '@property --x { syntax: "*"; inherits: false; }',
    '@media (prefers-reduced-transparency) { a { color: red; } }', 'a:has(b) { color: red; }', 'a:user-invalid { color: red; }',
    'a:nth-child(1 of b) { color: red; }', 'a, ::-webkit-progress-bar { color: red; }',
    'a { color: color-mix(in srgb, red, blue); }', 'a { --x: light-dark(red, blue); }', 'a { color: rgb(from red r g b); }',
    'a { scrollbar-gutter: stable; }', 'a { grid-template-rows: subgrid; }', 'a { inline-size: stretch; }', 'a { width: round(1.5px, 1px); }',
    'a { block-size: 1rlh; }', 'a { font-size: 1rcap; }', 'a { view-transition-name: x; }', 'a { colour: red; }',
    '/* stylelint-disable */ a:has(b) { color: red; }',
  ]) {
    assert.notDeepEqual(styleProblems(sheet), [], sheet);
  }
  assert.match(newsInStyles('a { text-wrap: balance; }').join(), /text-wrap: balance not in chrome 109, firefox 115, safari 16\.4/);
});

test('a style sheet that the floor reads is taken', () => {
  for (const sheet of [
    '@layer a { b { inset-inline: 0; block-size: 1dvh; } }', '@media (width >= 40rem) and (prefers-contrast: more) { a { accent-color: red; } }',
    '@container (width > 10rem) { a { inline-size: 5cqi; } }', 'a:is(b, c):focus-visible::before { content: attr(title); overflow: clip; }',
    'a { grid-template-columns: repeat(auto-fit, minmax(min(1rem, 1fr), 1fr)); transform: translateX(1px); color: #0008; }',
    ':root { color-scheme: light dark; --x: env(safe-area-inset-top, 1px); }', '::-moz-progress-bar { color: rgb(0 0 0 / 50%); }',
    '@supports (color: light-dark(red, blue)) { a { color: light-dark(red, blue); } }',
  ]) {
    assert.deepEqual(styleProblems(sheet), [], sheet);
  }
});
