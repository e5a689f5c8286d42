// The engine's package judges files and adds them up as the command line does, letter for letter.
import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {before, test} from 'node:test';
import {usesBrowser} from './browser.mjs';
import {answers, assertFits, criteriaSets, read, readJson} from './engine_package_answers.mjs';
import {canonical, fileOf, keyOf, signed} from './engine_package_files.mjs';
import {bytes, commandLine, inFolder, loaded} from './engine_package_places.mjs';
import {trapsOf} from './engine_package_traps.mjs';

usesBrowser();

/** Before everything that is made here. */
const FROM = '2018-01-01T00:00:00+07:00';

let sets;

before(async () => {
  sets = await criteriaSets();
});

test('every file, good, spoilt and hostile, gets the verdict line of the command line', async () => {
  const files = await trapsOf(sets[2018].set, read);
  const roster = ['xa-huong-phu', 'xa-huong-son', 'xa-huong-loc', 'van-phong'].map((unit) =>
    ({unit, key: keyOf(unit).multikey, from: FROM, until: unit === 'xa-huong-loc' ? '2018-10-01T00:00:00+07:00' : null}));
  await assertJudgedAlike(files, roster);
  // Nobody is known without a roster.
  await assertJudgedAlike(files.slice(0, 3), []);
});

/** A file's content as it crosses to the places. */
const crossing = ({content, crossing: short}) => short ?? bytes(content);

/** Verifies by both; the verdicts of `files` must be as they say, and every one of them must occur. */
const assertJudgedAlike = (files, roster) => inFolder(async (folder) => {
  const paths = files.map((_, place) => join(folder, `${String(place).padStart(4, '0')}.json`));
  await Promise.all(files.map(({content}, place) => writeFile(paths[place], content)));
  await writeFile(join(folder, 'roster.list'), JSON.stringify(roster));
  const {out} = await commandLine('verify', '--json', '--roster', join(folder, 'roster.list'), ...paths);
  const expected = out.trimEnd().split('\n');
  assert.equal(expected.length, files.length);
  const office = {now: new Date().toISOString(), roster};
  await assertFits(office, 'office');
  const given = files.map((file, place) => ({name: paths[place], content: crossing(file)}));
  const [all, one] = await answers([{name: 'verify', given: [given, office]}, {name: 'verify', given: [given[0], office]}]);
  assert.deepEqual(one.answer, all.answer[0], 'one file gets one verdict');
  for (const [place, verdict] of all.answer.entries()) {
    await assertFits(verdict, 'verdict');
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
  const others = (await trapsOf(set, read)).filter(({verdict}) => verdict === 'invalid');
  const again = [made[2], JSON.stringify(JSON.parse(made[2]))];
  const mail = [...[...made, ...again].map((content) => ({content})), ...others];
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
  const mail = [file, file.replace('"12"', '"13"')].map((content) => ({content}));
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
  await Promise.all(mail.map(({content}, place) => writeFile(paths[place], content)));
  const {criteria_set: set, decisions = {}, roster = [], period} = office;
  const given = [['--roster', roster], ['--decisions', decisions]].map(([option, value]) => [option, join(folder, option), JSON.stringify(value)]);
  if (set) given.push(['--set', join(folder, 'set'), set]);
  for (const [, path, text] of given) await writeFile(path, text);
  const options = [...given.flatMap(([option, path]) => [option, path]), ...(period ? ['--period', String(period)] : [])];
  // An office that has no file yet asks the page; the command line takes an empty folder for a mistake.
  const files = mail.map((file) => ({name: '', content: crossing(file)}));
  const [first] = await answers([{name: 'consolidate', given: [files, set ? {...office, criteria_set: bytes(set)} : office]}]);
  const result = JSON.parse(first.answer);
  await assertFits(result, 'urn:tucham:consolidation:1');
  assert.equal(first.answer, canonicalLine(result));
  if (mail.length > 0) assert.equal(first.answer, (await commandLine('consolidate', ...options, ...paths)).out, 'byte for byte');
  return {text: first.answer, result};
});
