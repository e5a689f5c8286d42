// Signed files made by keys and code of the tests' own: Node's Ed25519, and canonical JSON in a few lines.
import {createHash, createPrivateKey, createPublicKey, sign as signBytes} from 'node:crypto';

const CONTEXT = ['https://w3id.org/security/data-integrity/v2'];
const CREATED = '2018-10-12T08:30:00+07:00';
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** What comes before a seed and makes it PKCS#8. */
const SEED_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
/** What comes before a public key and makes it a Multikey. */
const KEY_HEAD = Buffer.from('ed01', 'hex');

/** Canonical JSON (RFC 8785), as ECMAScript itself sorts and prints. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}

export const sha256 = (content) => createHash('sha256').update(content);

export function base58(bytes) {
  let number = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = BASE58[Number(number % 58n)] + text;
  return text.padStart(text.length + bytes.findIndex((byte) => byte !== 0), BASE58[0]);
}

export const multikey = (publicKey) => `z${base58(Buffer.concat([KEY_HEAD, publicKey]))}`;

/** A key that is the same in every run; its secret is no secret. */
export function keyOf(name) {
  const seed = sha256(`tests/e2e/engine_package: ${name}`).digest();
  const secret = createPrivateKey({key: Buffer.concat([SEED_HEAD, seed]), format: 'der', type: 'pkcs8'});
  const publicKey = createPublicKey(secret).export({format: 'der', type: 'spki'}).subarray(-32);
  return {secret, publicKey, multikey: multikey(publicKey)};
}

/** The document with its proof; `change` may spoil the proof before it is signed. */
export function signed(document, key, change = (proof) => proof) {
  const method = `did:key:${key.multikey}#${key.multikey}`;
  const proof = change({
    '@context': CONTEXT, type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', created: document.created,
    verificationMethod: method, proofPurpose: 'assertionMethod',
  });
  const bytes = Buffer.concat([sha256(canonical(proof)).digest(), sha256(canonical(document)).digest()]);
  return {...document, proof: {...proof, proofValue: `z${base58(signBytes(null, bytes, key.secret))}`}};
}

/** The file as the form lays it out. */
export const fileOf = (document) => `${JSON.stringify(document, null, 2)}\n`;

/** A number as it is typed in Việt Nam, as the wire writes it. */
export const wire = (typed) => typed.replace(/[\s\u00a0.]/g, '').replace(',', '.').replace(/^0+(?=\d)/, '')
  .replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

/** A criteria set as its file has it, with what a submission needs of it. */
export class CriteriaSet {
  constructor(file) {
    this.set = file.set;
    this.reference = {id: file.set.id, version: file.set.version, sha256: sha256(canonical(file.set)).digest('hex')};
    this.criteria = file.set.groups.flatMap(({sections}) => sections.flatMap(({criteria}) => criteria));
    this.scales = new Map(this.criteria.map(({code, scale}) => [code, scale]));
  }

  /** What a unit leads, itself or as one of a class. */
  ledBy(unit) {
    const own = new Set([unit, ...this.set.classes.filter(({units}) => units.includes(unit)).map(({id}) => id)]);
    return this.criteria.filter(({lead}) => lead.some((id) => own.has(id)));
  }

  /** An answer of the golden district on its criterion's scale. */
  answer(code, said) {
    const {kind} = this.scales.get(code);
    if (said === undefined) return null;
    if (said === 'không phát sinh') return {kind: 'not_applicable'};
    if (kind === 'share') return {kind, value: said === 'có'};
    if (kind === 'choice') return {kind, level: said === 'có' ? 0 : 1};
    if (kind === 'count') return {kind, value: wire(said)};
    const [numerator, denominator] = said.split('/');
    return {kind, numerator, denominator};
  }

  /** A unit's submission without its proof; `claimed` gives the points of each row and the sums. */
  submission(unit, rows, claimed, {revision = 1, period = 2018, created = CREATED} = {}) {
    const answers = rows.map(({criterion, answer, explanation}) => {
      const points = claimed.answers.find((row) => row.criterion === criterion)?.points;
      return {criterion, answer, ...(points === undefined ? {} : {points}), ...(explanation ? {explanation} : {})};
    });
    const {name} = this.set.units.find(({id}) => id === unit);
    return {
      '@context': CONTEXT, format: 'tucham/submission/1', id: 'urn:uuid:01927f3e-5a10-7c4b-9d21-3f6a8b0c1d01', created,
      criteria_set: this.reference, period, unit: {id: unit, name}, revision,
      supersedes: revision === 1 ? null : 'ab'.repeat(32),
      prepared_by: {name: 'Trần Thị Bé', position: 'Công chức'}, approved_by: {name: 'Lê Văn Ơn', position: 'Chủ tịch'},
      answers, totals: claimed.totals,
    };
  }
}
