// The engine's package gives the points, verdicts and bytes of the command line: in Node, in a page, in a worker.
import assert from 'node:assert/strict';
import {readFile, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {before, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import {usesBrowser} from './browser.mjs';
import {CriteriaSet, canonical, fileOf, keyOf, signed, wire} from './engine_package_files.mjs';
import {bytes, commandLine, everywhere, inFolder, loaded} from './engine_package_places.mjs';
import {trapsOf} from './engine_package_traps.mjs';

usesBrowser();

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** A file of the checkout; some vectors have names that are no addresses. */
const read = (path) => readFile(join(ROOT, path));
const readJson = async (path) => JSON.parse(await read(path));
const SUITE = 'tests/vectors/jsontestsuite/test_parsing';
/** Before everything that is made here, and after it. */
const FROM = '2018-01-01T00:00:00+07:00';
/** An answer that no other call may change. */
const PROBE = {name: 'score', given: [null, {answers: [{criterion: '1.I.15', answer: {kind: 'ratio', numerator: '12', denominator: '14'}}]}]};

let sets;
let schemas;

before(async () => {
  sets = await inFolder(async (folder) => {
    const key = join(folder, 'office.pem');
    assert.equal((await commandLine('keygen', '--out', key)).status, 0);
    const made = {};
    for (const year of [2018, 2020]) {
      const path = join(folder, `set-${year}.json`);
      const {status, said} = await commandLine('criteria-set', join(ROOT, `criteria/nam-dong-${year}`), '--key', key, '--out', path);
      assert.equal(status, 0, said);
      const text = await readFile(path, 'utf8');
      made[year] = {text, set: new CriteriaSet(JSON.parse(text))};
    }
    return made;
  });
  schemas = new Ajv2020({strict: true, strictTypes: false, strictRequired: false, allErrors: true});
  for (const name of ['engine', 'submission', 'consolidation']) schemas.addSchema(await readJson(`schemas/tucham/${name}/1.schema.json`));
});

/** The same answers in every place, described by their schema. */
async function answers(calls, definition) {
  const {node, page, worker} = await everywhere(calls);
  assert.deepEqual(page, node, 'a page answers as Node does');
  assert.deepEqual(worker, node, 'a worker answers as Node does');
  for (const {answer, error} of node) {
    if (error) assertFits({code: error.code, place: error.place, message: error.message}, 'fault');
    else if (definition) assertFits(answer, definition);
  }
  return node;
}

function assertFits(value, definition) {
  const validate = schemas.getSchema(definition.startsWith('urn:') ? definition : `urn:tucham:engine:1#/$defs/${definition}`);
  assert.ok(validate(value), `${definition}: ${JSON.stringify(validate.errors)} of ${JSON.stringify(value).slice(0, 400)}`);
}

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

test('every file, good, spoilt and hostile, gets the verdict line of the command line', async () => {
  const files = await trapsOf(sets[2018].set, read);
  const roster = ['xa-huong-phu', 'xa-huong-son', 'xa-huong-loc', 'van-phong'].map((unit) =>
    ({unit, key: keyOf(unit).multikey, from: FROM, until: unit === 'xa-huong-loc' ? '2018-10-01T00:00:00+07:00' : null}));
  await assertJudgedAlike(files, roster);
  // Nobody is known without a roster.
  await assertJudgedAlike(files.slice(0, 3), []);
});

/** Verifies by both; the verdicts of `files` must be as they say, and every one of them must occur. */
const assertJudgedAlike = (files, roster) => inFolder(async (folder) => {
  const paths = files.map((_, place) => join(folder, `${String(place).padStart(4, '0')}.json`));
  await Promise.all(files.map(({content}, place) => writeFile(paths[place], content)));
  await writeFile(join(folder, 'roster.list'), JSON.stringify(roster));
  const {out} = await commandLine('verify', '--json', '--roster', join(folder, 'roster.list'), ...paths);
  const expected = out.trimEnd().split('\n');
  assert.equal(expected.length, files.length);
  const office = {now: new Date().toISOString(), roster};
  assertFits(office, 'office');
  const given = files.map(({content}, place) => ({name: paths[place], content: bytes(content)}));
  const [all, one] = await answers([{name: 'verify', given: [given, office]}, {name: 'verify', given: [given[0], office]}]);
  assert.deepEqual(one.answer, all.answer[0], 'one file gets one verdict');
  for (const [place, verdict] of all.answer.entries()) {
    assertFits(verdict, 'verdict');
    assert.equal(canonical(verdict), expected[place], files[place].told);
    if (roster.length > 0 && files[place].verdict) assert.equal(verdict.verdict, files[place].verdict, `${files[place].told}: ${verdict.reason}`);
  }
  if (roster.length > 0) {
    assert.deepEqual([...new Set(all.answer.map(({verdict}) => verdict))].sort(), ['another-units-key', 'changed-key', 'invalid', 'trusted', 'unknown-key']);
  }
});

test('a year\'s files, whatever is among them, add up to the bytes of the command line and to what was worked out by hand', async () => {
  const {set} = sets[2018];
  const golden = await readJson('tests/golden/district.json');
  const engine = await loaded();
  await engine.init();
  const made = golden.files.map(({unit, revision, signed_by: signer, answers: said}) => {
    const rows = set.ledBy(unit).map(({code}) => {
      const answer = set.answer(code, said[code]);
      return {criterion: code, answer, ...(answer?.kind === 'not_applicable' ? {explanation: 'Không có trong năm.'} : {})};
    });
    return fileOf(signed(set.submission(unit, rows, engine.score(null, {unit, answers: rows}), {revision}), keyOf(signer)));
  });
  const units = set.set.units.map(({id}) => id);
  const roster = units.map((unit) => ({unit, key: keyOf(unit).multikey, from: FROM, until: null}));
  const sha256 = (text) => engine.consolidate([{name: '', content: text}], {now: null}).match(/"files":\[\{"sha256":"(\w{64})"/)[1];
  const received = golden.files.flatMap(({received: at}, place) => (at ? [{sha256: sha256(made[place]), at}] : []));
  const decisions = {received, overrides: golden.overrides};
  const others = (await trapsOf(set, read)).filter(({verdict}) => verdict === 'invalid').map(({content}) => content);
  const mail = [...made, ...others, made[2], JSON.stringify(JSON.parse(made[2]))];
  const now = new Date().toISOString();
  const {result} = await assertAddedUpAlike(mail, {now, roster, decisions});
  const byCode = new Map(result.criteria.map((row) => [row.criterion, row]));
  for (const {criterion, points, rule, state = 'scored'} of golden.criteria) {
    const row = byCode.get(criterion);
    assert.deepEqual([row.points, row.rule, row.state], [points, rule, state], criterion);
  }
  for (const name of ['points', 'maximum', 'excluded', 'converted']) assert.equal(result.totals[name], golden.totals[name], name);
  const settled = made.filter((_, place) => golden.files[place].name === 'lo-b').map(sha256);
  const after = await assertAddedUpAlike(mail.toReversed(), {now, roster, decisions: {...decisions, settled}});
  assert.notDeepEqual(after.result.totals, result.totals, 'a settled conflict counts');
  assert.equal((await assertAddedUpAlike(mail.toReversed(), {now, roster, decisions})).text, canonicalLine(result), 'in any order');
  await assertAddedUpAlike([], {now: null, period: 2019});
});

test('another criteria set is taken out of its signed file, and judges as on the command line', async () => {
  const {text, set} = sets[2020];
  const unit = 'xa-huong-xuan';
  const engine = await loaded();
  await engine.init();
  const answer = {criterion: '1.I.15', answer: {kind: 'ratio', numerator: '12', denominator: '14'}};
  const rows = set.ledBy(unit).map(({code}) => (code === '1.I.15' ? answer : {criterion: code, answer: null}));
  const file = fileOf(signed(set.submission(unit, rows, engine.score(text, {unit, answers: [answer]}), {period: 2020}), keyOf(unit)));
  const roster = [{unit, key: keyOf(unit).multikey, from: FROM, until: null}];
  const mail = [file, file.replace('"12"', '"13"')];
  const {result} = await assertAddedUpAlike(mail, {criteria_set: text, now: null, roster});
  assert.deepEqual([result.criteria_set.id, result.period], ['nam-dong-2020', 2020]);
  assert.equal(result.criteria.find(({criterion}) => criterion === '1.I.15').points, '0.86');
  const office = {criteria_set: bytes(text), now: null, roster};
  const [of2020, builtin] = await answers([
    {name: 'verify', given: [{name: 'a', content: file}, office]},
    {name: 'verify', given: [{name: 'a', content: file}, {now: null, roster, period: 2020}]},
  ], 'verdict');
  assert.deepEqual([of2020.answer.verdict, builtin.answer.verdict], ['trusted', 'invalid']);
  assert.match(builtin.answer.reason, /bộ tiêu chí nam-dong-2020/);
});

const canonicalLine = (document) => `${canonical(document)}\n`;

/** Adds up by both. */
const assertAddedUpAlike = (mail, office) => inFolder(async (folder) => {
  const paths = mail.map((_, place) => join(folder, `${place}.json`));
  await Promise.all(mail.map((content, place) => writeFile(paths[place], content)));
  const {criteria_set: set, decisions = {}, roster = [], period} = office;
  const given = [['--roster', roster], ['--decisions', decisions]].map(([option, value]) => [option, join(folder, option), JSON.stringify(value)]);
  if (set) given.push(['--set', join(folder, 'set'), set]);
  for (const [, path, text] of given) await writeFile(path, text);
  const options = [...given.flatMap(([option, path]) => [option, path]), ...(period ? ['--period', String(period)] : [])];
  // An office that has no file yet asks the page; the command line takes an empty folder for a mistake.
  const [first] = await answers([{name: 'consolidate', given: [mail.map((content) => ({name: '', content: bytes(content)})), set ? {...office, criteria_set: bytes(set)} : office]}]);
  const result = JSON.parse(first.answer);
  assertFits(result, 'urn:tucham:consolidation:1');
  assert.equal(first.answer, canonicalLine(result));
  if (mail.length > 0) assert.equal(first.answer, (await commandLine('consolidate', ...options, ...paths)).out, 'byte for byte');
  return {text: first.answer, result};
});

test('whatever is handed over, the engine refuses it with code, place and words, and goes on', async () => {
  const yes = {criterion: '1.I.5', answer: {kind: 'choice', level: 0}};
  const {text} = sets[2018];
  const {proof, ...unsigned} = JSON.parse(text);
  const emptySet = fileOf(signed({...unsigned, set: {}}, keyOf('x')));
  const office = {now: null};
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
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
    ['verify', [{name: 'a', content: '{}'}, {now: null, roster: [{unit: 'x', key: 'z6Mk', from: FROM, until: null}]}], 'invalid', 'office:roster[0].key'],
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
    ['canonicalize', [bytes(Buffer.alloc(8 * 1024 * 1024 + 1, ' '))], 'too-large', 'json'],
    ['canonicalize', [bytes(Buffer.from([0xc3, 0x28]))], 'not-utf-8', 'json'],
    ['canonicalize', [{}], 'wrong-call', 'json'],
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
