// The engine's package earns the points of the command line, and refuses in its words: in Node, in a page, in a worker.
import assert from 'node:assert/strict';
import {readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {before, test} from 'node:test';
import {usesBrowser} from './browser.mjs';
import {ROOT, answers, criteriaSets, read, readJson} from './engine_package_answers.mjs';
import {canonical, fileOf, keyOf, signed, wire} from './engine_package_files.mjs';
import {bytes, commandLine, inFolder, loaded} from './engine_package_places.mjs';

usesBrowser();

const SUITE = 'tests/vectors/jsontestsuite/test_parsing';
/** An answer that no other call may change. */
const PROBE = {name: 'score', given: [null, {answers: [{criterion: '1.I.15', answer: {kind: 'ratio', numerator: '12', denominator: '14'}}]}]};

let sets;

before(async () => {
  sets = await criteriaSets();
});

/** What `tucham score` says of each document: a line, or what is wrong. */
const scoredByCommandLine = (documents, ...more) => inFolder(async (folder) => {
  const said = [];
  for (const [place, document] of documents.entries()) {
    const path = join(folder, `${place}.json`);
    await writeFile(path, typeof document === 'string' ? document : JSON.stringify(document));
    const {out, said: words} = await commandLine('score', path, ...more);
    said.push({line: out.trimEnd(), words: words.replace(/^tucham: /, '').trimEnd()});
  }
  return said;
});

/** The package and the command line answer alike: the same line, or the same words of refusal. */
async function assertScoredAlike(documents) {
  const found = await answers(documents.map((document) =>
    ({name: 'score', given: [null, typeof document === 'string' ? bytes(document) : document]})), 'score');
  const expected = await scoredByCommandLine(documents);
  for (const [place, {answer, error}] of found.entries()) {
    if (error) assert.equal(error.message, expected[place].words, JSON.stringify(documents[place]));
    else assert.equal(canonical(answer), expected[place].line);
  }
  return found;
}

/** The answer that a golden table types, as a file holds it; null where nothing is typed. */
function answerOf(kind, typed) {
  const texts = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, typeof value === 'string' ? wire(value) : value]));
  if (Object.values(texts).includes('')) return null;
  if (kind === 'count') return {kind, value: texts.count};
  return {kind, ...texts};
}

/** Typed so that no file can hold it: the form never exports it, and a file with it is refused. */
const ONLY_TYPED = ['negative', 'not_a_number', 'too_many_digits', 'comma_twice', 'percent_sign', 'full_width_digits'];

test('every case of the golden tables earns its points, and says why, as on the command line', async () => {
  const layers = [];
  const refused = [];
  let count = 0;
  for (const kind of ['choice', 'count', 'ratio', 'share', 'ratio_bands']) {
    const {cases} = await readJson(`tests/golden/scales/${kind}.json`);
    for (const one of cases) {
      count += 1;
      const {criterion, typed, outcome} = one;
      const row = {criterion, answer: answerOf(kind, typed)};
      const isOnlyTyped = ONLY_TYPED.includes(outcome.error) || (outcome.error === 'not_whole' && kind !== 'count');
      if (isOnlyTyped) {
        refused.push({answers: [row]});
        continue;
      }
      // A dot for a decimal mark is an error of typing; what is meant by it is for the form to ask.
      const expected = outcome.error === 'dot_is_not_decimal_mark' ? null : one;
      const layer = layers.find((others) => !others.some(({row: {criterion: other}}) => other === criterion));
      if (layer) layer.push({row, expected});
      else layers.push([{row, expected}]);
    }
  }
  assert.ok(count > 500, String(count));
  const found = await assertScoredAlike(layers.map((layer) => ({answers: layer.map(({row}) => row)})));
  for (const [place, {answer}] of found.entries()) {
    const rows = new Map(answer.answers.map((row) => [row.criterion, row]));
    assert.equal(rows.size, layers[place].length);
    for (const {row: {criterion}, expected} of layers[place].filter((one) => one.expected)) {
      const row = rows.get(criterion);
      const {points, no_score: noScore, error, unanswered} = expected.outcome;
      const told = JSON.stringify({expected, row});
      if (points) assert.deepEqual([row.state, row.points], ['scored', points], told);
      else if (noScore) assert.equal(row.state, 'denominator-zero', told);
      else if (unanswered) assert.equal(row.state, 'unanswered', told);
      else assert.deepEqual([row.state, row.problem], ['problem', error.replaceAll('_', '-')], told);
      if (expected.why) assert.equal(row.why, expected.why, told);
    }
  }
  for (const {error} of await assertScoredAlike(refused)) {
    assert.equal(error.code, 'invalid');
    assert.match(error.place, /^answers:answers\[0\]\.answer\.(value|numerator|denominator)$/);
  }
});

test('the golden sheets of a commune and of the office have their points and sums, bare and in a signed file', async () => {
  const {set} = sets[2018];
  const tables = await Promise.all(['xa-huong-phu', 'van-phong'].map((unit) => readJson(`tests/golden/${unit}.json`)));
  const rows = tables.map((table) => table.rows.map(({criterion, wire: answer, explanation}) => ({criterion, answer, ...(explanation ? {explanation} : {})})));
  const bare = tables.map(({unit}, place) => ({unit, answers: rows[place].toReversed()}));
  const files = tables.map((table, place) => fileOf(signed(set.submission(table.unit, rows[place], {answers: table.rows, totals: table.totals}), keyOf(table.unit))));
  const unearned = files.map((text) => text.replace(/("points": ")[^"]+(",?\n +"maximum")/, '$1999$2'));
  const found = await assertScoredAlike([...bare, ...files, ...unearned]);
  for (const [place, table] of [...tables, ...tables, ...tables].entries()) {
    const {answer} = found[place];
    assert.deepEqual(answer.answers.map(({criterion, points, maximum}) => ({criterion, points, maximum})),
      table.rows.map(({criterion, points, maximum}) => ({criterion, points, maximum})));
    assert.deepEqual(answer.totals, table.totals);
    for (const {group, totals, sections} of answer.groups) {
      assert.equal(totals.points, table.groups[group].points, `group ${group}`);
      for (const part of sections) assert.equal(part.totals.points, table.sections[part.section].points, part.section);
    }
  }
  const claims = found.map(({answer}) => answer.differences);
  assert.deepEqual(claims.slice(0, 4), [undefined, undefined, [], []], 'bare answers claim nothing, the files what they earn');
  for (const claim of claims.slice(4)) assert.deepEqual([claim[0].criterion, claim[0].claimed], ['totals.points', '999']);
});

test('canonical JSON is that of RFC 8785, fractions included, and of ECMAScript itself', async () => {
  const folder = 'tests/vectors/rfc8785-jcs';
  const cases = [];
  for (const name of ['arrays', 'french', 'structures', 'unicode', 'values', 'weird']) {
    cases.push([await read(`${folder}/testdata/input/${name}.json`), String(await read(`${folder}/testdata/output/${name}.json`))]);
  }
  const numbers = Object.values(await readJson(`${folder}/es6-numbers.json`)).filter(Array.isArray).flat();
  assert.equal(numbers.length, 524);
  for (const [bits, printed] of numbers) {
    const number = new DataView(Uint8Array.from(Buffer.from(bits, 'hex')).buffer).getFloat64(0);
    // Whole numbers beyond 2^53 are refused as integers, and read as what they are with an exponent.
    const text = Number.isInteger(number) ? number.toExponential() : number.toPrecision(17);
    cases.push([`[${text}]`, `[${printed}]`]);
  }
  const suite = (await readdir(join(ROOT, SUITE))).sort();
  for (const name of suite.filter((file) => file.startsWith('y_') && !/duplicated_key/.test(file))) {
    const text = await read(`${SUITE}/${name}`);
    cases.push([text, canonical(JSON.parse(text))]);
  }
  for (const folderName of ['released', 'eddsa-jcs-2022']) {
    for (const name of (await readdir(join(ROOT, 'tests/vectors', folderName))).filter((file) => file.endsWith('.json'))) {
      const text = await read(`tests/vectors/${folderName}/${name}`);
      cases.push([text, canonical(JSON.parse(text))]);
    }
  }
  assert.ok(cases.length > 600, String(cases.length));
  const found = await answers(cases.map(([text]) => ({name: 'canonicalize', given: [bytes(text)]})));
  for (const [place, {answer, error}] of found.entries()) assert.equal(answer, cases[place][1], JSON.stringify(error ?? String(cases[place][0]).slice(0, 200)));

  const wrong = await Promise.all(suite.filter((file) => file.startsWith('n_')).map((name) => read(`${SUITE}/${name}`)));
  assert.ok(wrong.length > 150, String(wrong.length));
  for (const {answer, error} of await answers(wrong.map((text) => ({name: 'canonicalize', given: [bytes(text)]})))) {
    assert.equal(error?.is, 'EngineError', JSON.stringify(answer));
    assert.match(error.place, /^json(:\d+:\d+)?$/);
  }
});

test('whatever is handed over, the engine refuses it with code, place and words, and goes on', async () => {
  const yes = {criterion: '1.I.5', answer: {kind: 'choice', level: 0}};
  const {text} = sets[2018];
  const {proof, ...unsigned} = JSON.parse(text);
  const emptySet = fileOf(signed({...unsigned, set: {}}, keyOf('x')));
  const office = {now: null};
  const long = (again, times, first = '', last = '') => ({first, again, times, last});
  const deep = long('[', 100_000);
  const refused = [
    ['score', [null, {answers: [yes, yes]}], 'criterion-twice', 'answers:answers[1].criterion'],
    ['score', [null, {unit: 'noi-vu', answers: [{...yes, criterion: '1.I.16'}]}], 'not-led', 'answers:answers[0].criterion'],
    ['score', [null, {answers: [{criterion: '1.I.15', answer: {kind: 'ratio', numerator: 12, denominator: '14'}}]}], 'invalid', 'answers:answers[0].answer.numerator'],
    ['score', [null, {answers: [{criterion: '1.I.5', answer: {kind: 'choice', level: 0.5}}]}], 'not-integer', /^answers:1:\d+$/],
    ['score', [null, '{"answers": [], "answers": []}'], 'duplicate-member', 'answers:1:26'],
    ['score', [null, '\ud800'], 'not-utf-8', 'answers'],
    ['score', [null, deep], 'too-deep', 'answers:1:33'],
    ['score', [null, 7], 'invalid', 'answers'],
    ['score', [null, undefined], 'wrong-call', 'answers'],
    ['score', ['{}', {answers: []}], 'unsigned', 'criteria_set'],
    ['score', [text.replace('Nam Đông', 'Nam Dông'), {answers: []}], 'signature', 'criteria_set'],
    ['score', [text.slice(0, 1000), {answers: []}], 'end', /^criteria_set:\d+:\d+$/],
    ['score', [emptySet, {answers: []}], 'missing', /^criteria_set:set\./],
    ['score', [{}, {answers: []}], 'wrong-call', 'criteria_set'],
    ['verify', [{name: 'a', content: '{}'}, {}], 'missing', 'office:now'],
    ['verify', [{name: 'a', content: '{}'}, {now: null, clock: true}], 'unknown-member', 'office:clock'],
    ['verify', [{name: 'a', content: '{}'}, {now: null, roster: [{unit: 'x', key: 'z6Mk', from: '2018-01-01T00:00:00+07:00', until: null}]}], 'invalid', 'office:roster[0].key'],
    ['verify', [{name: 'a', content: 7}, office], 'wrong-call', 'files[0].content'],
    ['verify', [[{name: 'a', content: '{}'}, {content: ''}], office], 'wrong-call', 'files[1].name'],
    ['verify', [null, office], 'wrong-call', 'files[0].name'],
    ['verify', [{name: 'a', content: '{}'}], 'wrong-call', 'office'],
    ['consolidate', [{name: 'a', content: '{}'}, office], 'wrong-call', 'files'],
    ['consolidate', [[], {now: null, decisions: {overrides: [{criterion: '1.I.5', points: '9', reason: 'x'}]}}], 'override', 'office:decisions.overrides[0]'],
    ['consolidate', [[], {now: null, decisions: {settled: ['ab']}}], 'invalid', 'office:decisions.settled[0]'],
    ['canonicalize', ['[9007199254740993]'], 'integer-too-large', /^json:1:\d+$/],
    ['canonicalize', ['[1e999]'], 'number', /^json:1:\d+$/],
    ['canonicalize', ['{"a": 1,\n "a": 2}'], 'duplicate-member', /^json:2:\d+$/],
    ['canonicalize', ['"\\ud800"'], 'string', /^json:1:\d+$/],
    ['canonicalize', [deep], 'too-deep', 'json:1:33'],
    ['canonicalize', [long(' ', 8 * 1024 * 1024 + 1)], 'too-large', 'json'],
    ['canonicalize', [bytes(Buffer.from([0xc3, 0x28]))], 'not-utf-8', 'json'],
    ['canonicalize', [{}], 'wrong-call', 'json'],
    ['verify', [{name: 'a', content: '\ud800'}, office], 'not-utf-8', 'files[0].content'],
    ['verify', [{name: 'a', content: '{}'}, {now: null, roster: [long('z6Mk', 5_000_000)]}], 'too-large', 'office'],
    ['score', [null, long('0,', 4_000_000, '[', '0]')], 'invalid', 'answers'],
  ];
  const found = await answers(refused.flatMap(([name, given]) => [{name, given}, PROBE]));
  for (const [place, [name, given, code, where]] of refused.entries()) {
    const {answer, error} = found[2 * place];
    const told = `${name} ${JSON.stringify(given).slice(0, 200)}: ${JSON.stringify(answer ?? error)}`;
    assert.deepEqual([error?.is, error?.code], ['EngineError', code], told);
    if (where instanceof RegExp) assert.match(error.place, where, told);
    else assert.equal(error.place, where, told);
    assert.equal(found[2 * place + 1].answer?.answers[0].points, '0.86', `usable after ${told}`);
  }
});

test('whatever holds a file, text or any view of bytes, it is the same file; one that is too large is named by its beginning', async () => {
  const engine = await loaded();
  await engine.init();
  const text = '{"tên": "ộ 😀"}';
  const padded = Buffer.from(`..${text}..`);
  const bare = new Uint8Array(padded).slice(2, -2);
  const held = [text, bare, bare.buffer, padded.subarray(2, -2), new DataView(padded.buffer, padded.byteOffset + 2, bare.length)];
  for (const content of held) assert.equal(engine.canonicalize(content), '{"tên":"ộ 😀"}');
  const limit = 8 * 1024 * 1024;
  const large = ['ộ'.repeat(limit / 2), `${'a'.repeat(limit)}😀`, `${'a'.repeat(limit + 1)}😀`, `${' '.repeat(limit - 2)}{}`];
  for (const given of large) {
    const [asText, asBytes] = [given, Buffer.from(given)].map((content) => engine.consolidate([{name: '', content}], {now: null}));
    assert.equal(asText, asBytes);
  }
  const office = {now: null};
  assert.match(engine.verify({name: '', content: large[0]}, office).reason, /lớn hơn 8 MB/);
  assert.match(engine.verify({name: '', content: large[3]}, office).reason, /chưa ký/);
});
