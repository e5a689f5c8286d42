// Files as a mailbox brings them: good ones, every way of spoiling one that strict reading must see, and plain noise.
import {readdir} from 'node:fs/promises';
import {fileOf, keyOf, multikey, signed} from './engine_package_files.mjs';

const SUITE = 'tests/vectors/jsontestsuite/test_parsing';
const LIMIT_BYTES = 8 * 1024 * 1024;
/** A point of order 1, which verifies much that nobody signed. */
const SMALL_ORDER = Buffer.from(`01${'00'.repeat(31)}`, 'hex');

/**
 * `{told, content, verdict}`; `verdict` where it is clear beforehand, with four units' keys enrolled and one of them ended. A content
 * that is long and dull also has a short way to cross.
 */
export async function trapsOf(set, read) {
  const unit = 'xa-huong-phu';
  const own = keyOf(unit);
  const document = sheet(set, unit);
  const good = signed(document, own);
  const text = fileOf(good);
  const traps = [
    {told: 'good', content: text, verdict: 'trusted'},
    {told: 'good in one line', content: JSON.stringify(good), verdict: 'trusted'},
    {told: 'good behind a byte order mark', content: `\ufeff${text}`, verdict: 'trusted'},
    {told: 'good with Windows line ends', content: text.replaceAll('\n', '\r\n'), verdict: 'trusted'},
    {told: 'from the future', content: fileOf(signed({...document, created: '2999-01-01T00:00:00Z'}, own)), verdict: 'trusted'},
    {told: 'claims too much', content: fileOf(signed({...document, totals: {...document.totals, points: '30'}}, own)), verdict: 'trusted'},
    {told: 'unknown key', content: fileOf(signed(sheet(set, 'xa-thuong-lo'), keyOf('xa-thuong-lo'))), verdict: 'unknown-key'},
    {told: 'changed key', content: fileOf(signed(document, keyOf('new device'))), verdict: 'changed-key'},
    {told: 'ended key', content: fileOf(signed(sheet(set, 'xa-huong-loc'), keyOf('xa-huong-loc'))), verdict: 'changed-key'},
    {told: 'another unit\'s key', content: fileOf(signed(document, keyOf('van-phong'))), verdict: 'another-units-key'},
    {told: 'the released submission', content: await read('tests/vectors/released/submission_v1.json')},
    {told: 'the released enrolment', content: await read('tests/vectors/released/enrolment_v1.json'), verdict: 'invalid'},
    {told: 'the suite\'s own example', content: await read('tests/vectors/eddsa-jcs-2022/signedJCS.json'), verdict: 'invalid'},
  ];
  const invalid = (told, content) => traps.push({told, content, verdict: 'invalid'});
  for (const [told, change] of spoiltTexts) invalid(told, change(text));
  for (const [told, change] of spoiltDocuments) invalid(told, fileOf(signed(change(structuredClone(document)), own)));
  for (const [told, change] of spoiltProofs) {
    invalid(`${told}, unsigned`, fileOf({...good, proof: change(structuredClone(good.proof))}));
    invalid(`${told}, signed`, fileOf(signed(document, own, change)));
  }
  for (const [told, member] of Object.entries(good.proof)) {
    const {[told]: gone, ...rest} = good.proof;
    invalid(`proof without ${told} ${String(member).length}`, fileOf({...good, proof: rest}));
  }
  for (const name of Object.keys(document)) {
    const {[name]: gone, ...rest} = document;
    invalid(`signed without ${name}`, fileOf(signed(rest, own)));
  }
  for (const name of (await readdir(new URL(`../../${SUITE}`, import.meta.url))).sort()) invalid(name, await read(`${SUITE}/${name}`));
  for (const [again, times, last] of [[' ', LIMIT_BYTES + 1, ''], ['\n', LIMIT_BYTES + 77, text]]) {
    traps.push({told: `${times} bytes`, content: again.repeat(times) + last, crossing: {first: '', again, times, last}, verdict: 'invalid'});
  }
  // One byte changed, all over the file. Some change nothing that counts: white space, a digit of a time.
  const bytes = Buffer.from(text);
  for (let place = 0; place < bytes.length; place += 61) {
    const changed = Buffer.from(bytes);
    changed[place] ^= 1 << place % 8;
    traps.push({told: `byte ${place} changed`, content: changed});
  }
  for (let length = 0; length < bytes.length; length += 499) invalid(`cut at ${length}`, bytes.subarray(0, length));
  return traps;
}

/** A unit's sheet with two answers, honestly claimed. */
function sheet(set, unit) {
  const given = {
    '1.I.15': {answer: {kind: 'ratio', numerator: '12', denominator: '14'}, points: '0.86'},
    '1.I.16': {answer: {kind: 'share', value: true}, points: '1'},
    '1.I.5': {answer: {kind: 'not_applicable'}, explanation: 'Không có trong năm.'},
  };
  const led = set.ledBy(unit);
  const rows = led.map(({code}) => ({criterion: code, answer: null, ...given[code]}));
  const answers = rows.filter(({points}) => points).map(({criterion, points}) => ({criterion, points}));
  const totals = {points: '1.86', maximum: String(led.length), excluded: '1', converted: '1.91', answered: 3, assigned: led.length};
  return set.submission(unit, rows.map(({criterion, answer, explanation}) => ({criterion, answer, explanation})), {answers, totals});
}

const spoiltTexts = [
  ['nothing', () => ''],
  ['another language', () => 'PK\u0003\u0004'],
  ['a list', () => '[]'],
  ['UTF-16', (text) => Buffer.from(text, 'utf16le')],
  ['two byte order marks', (text) => `\ufeff\ufeff${text}`],
  ['something behind it', (text) => `${text}{}`],
  ['a member twice', (text) => text.replace('"period": 2018', '"period": 2018,\n  "period": 2018')],
  ['a member twice, deep', (text) => text.replace('"numerator": "12"', '"numerator": "12", "numerator": "12"')],
  ['a member twice, spelt otherwise', (text) => text.replace('"period": 2018', '"period": 2018, "peri\\u006fd": 2018')],
  // The package reads fractions elsewhere; here it must read none, to the letter of the command line.
  ['a year with a fraction', (text) => text.replace('"period": 2018', '"period": 2018.0')],
  ['a year with an exponent', (text) => text.replace('"period": 2018', '"period": 2018e0')],
  ['minus zero', (text) => text.replace('"period": 2018', '"period": -0')],
  ['half a revision', (text) => text.replace('"revision": 1', '"revision": 0.5')],
  ['an integer that doubles round', (text) => text.replace('"revision": 1', '"revision": 9007199254740993')],
  ['an endless number', (text) => text.replace('"revision": 1', '"revision": 1e999')],
  ['half of a surrogate pair', (text) => text.replace('Trần', '\\ud800')],
  ['a number changed', (text) => text.replace('"12"', '"13"')],
  ['a letter changed', (text) => text.replace('Trần', 'Tran')],
  ['deep', (text) => text.replace('"12"', `${'['.repeat(40)}${']'.repeat(40)}`)],
];

const answerOf = (document, code) => document.answers.find(({criterion}) => criterion === code);

function changed(change) {
  return (document) => {
    change(document);
    return document;
  };
}

const spoiltDocuments = [
  ['an unknown member', changed((document) => { document.note = 'x'; })],
  ['an unknown member, deep', changed((document) => { document.answers[0].note = 'x'; })],
  ['another format', changed((document) => { document.format = 'tucham/submission/2'; })],
  ['a contribution', changed((document) => { document.format = 'tucham/contribution/1'; })],
  ['another context', changed((document) => { document['@context'] = ['https://example.org/']; })],
  ['two contexts', changed((document) => { document['@context'].push('https://example.org/'); })],
  ['a UUID of another kind', changed((document) => { document.id = 'urn:uuid:01927f3e-5a10-4c4b-9d21-3f6a8b0c1d01'; })],
  ['no time', changed((document) => { document.created = '2018-10-12'; })],
  ['another set', changed((document) => { document.criteria_set = {...document.criteria_set, id: 'khac-2018'}; })],
  ['another version', changed((document) => { document.criteria_set = {...document.criteria_set, version: 2}; })],
  ['a changed set', changed((document) => { document.criteria_set = {...document.criteria_set, sha256: 'ab'.repeat(32)}; })],
  ['another year', changed((document) => { document.period = 2019; })],
  ['an early year', changed((document) => { document.period = 2017; })],
  ['an unknown unit', changed((document) => { document.unit = {id: 'xa-khac', name: 'UBND xã Khác'}; })],
  ['another name', changed((document) => { document.unit.name = 'UBND xã Hương Phu'; })],
  ['revision 0', changed((document) => { document.revision = 0; })],
  ['a second revision of nothing', changed((document) => { document.revision = 2; })],
  ['a first revision of something', changed((document) => { document.supersedes = 'ab'.repeat(32); })],
  ['nobody', changed((document) => { document.prepared_by.name = ' '; })],
  ['an empty telephone', changed((document) => { document.prepared_by.phone = ''; })],
  ['hidden characters', changed((document) => { document.prepared_by.name = 'Trần\u202e Thị Bé'; })],
  ['a level that is not there', changed((document) => { Object.assign(answerOf(document, '1.I.9'), {answer: {kind: 'choice', level: 9}, points: '1'}); })],
  ['a level as a text', changed((document) => { Object.assign(answerOf(document, '1.I.9'), {answer: {kind: 'choice', level: '0'}, points: '1'}); })],
  ['another scale', changed((document) => { Object.assign(answerOf(document, '1.I.9'), {answer: {kind: 'share', value: true}, points: '1'}); })],
  ['a scale of nobody', changed((document) => { Object.assign(answerOf(document, '1.I.9'), {answer: {kind: 'feeling', value: true}, points: '1'}); })],
  ['points without an answer', changed((document) => { answerOf(document, '1.I.9').points = '1'; })],
  ['an answer without points', changed((document) => { delete answerOf(document, '1.I.16').points; })],
  ['a decimal with a zero behind it', changed((document) => { answerOf(document, '1.I.15').points = '0.860'; })],
  ['a decimal as a number', changed((document) => { answerOf(document, '1.I.16').points = 1; })],
  ['sixteen digits', changed((document) => { answerOf(document, '1.I.15').answer.denominator = '1000000000000000'; })],
  ['a negative number', changed((document) => { answerOf(document, '1.I.15').answer.numerator = '-12'; })],
  ['not applicable without a reason', changed((document) => { delete answerOf(document, '1.I.5').explanation; })],
  ['not applicable for a blank reason', changed((document) => { answerOf(document, '1.I.5').explanation = ' \u00a0'; })],
  ['no evidence', changed((document) => { answerOf(document, '1.I.15').evidence = []; })],
  ['answers in another order', changed((document) => { document.answers.reverse(); })],
  ['an answer too few', changed((document) => { document.answers.pop(); })],
  ['an answer twice', changed((document) => { document.answers.push(document.answers[0]); })],
  ['no answers at all', changed((document) => { document.answers = []; })],
  ['sums as texts', changed((document) => { document.totals.answered = '3'; })],
];

const spoiltProofs = [
  ['an unknown member of the proof', (proof) => ({...proof, nonce: '1'})],
  ['another purpose', (proof) => ({...proof, proofPurpose: 'authentication'})],
  ['another cryptosuite', (proof) => ({...proof, cryptosuite: 'eddsa-rdfc-2022'})],
  ['another type', (proof) => ({...proof, type: 'Ed25519Signature2020'})],
  ['another context of the proof', (proof) => ({...proof, '@context': ['https://w3id.org/security/v2']})],
  ['a context that is a text', (proof) => ({...proof, '@context': proof['@context'][0]})],
  ['a proof without a time', (proof) => ({...proof, created: 'hôm qua'})],
  ['a proof with a small t', (proof) => ({...proof, created: '2018-10-12t08:30:00+07:00'})],
  ['a key without its fragment', (proof) => ({...proof, verificationMethod: proof.verificationMethod.split('#')[0]})],
  ['a key and another fragment', (proof) => ({...proof, verificationMethod: `${proof.verificationMethod.split('#')[0]}#${keyOf('x').multikey}`})],
  ['a key of small order', (proof) => ({...proof, verificationMethod: `did:key:${multikey(SMALL_ORDER)}#${multikey(SMALL_ORDER)}`})],
  ['a key spelt with a one before it', (proof) => ({...proof, verificationMethod: proof.verificationMethod.replaceAll('z6Mk', 'z16Mk')})],
  ['a web address for a key', (proof) => ({...proof, verificationMethod: 'https://example.org/key'})],
];
