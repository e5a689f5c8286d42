// The engine for the programs of others, in Node and in browsers: hands texts and bytes to the Wasm, and hands back its answers.
import start, * as engine from './engine-package.js';

/** The Wasm reads no more of a file, of answers and of a criteria set, and no more of what an office knows. */
const FILE_LIMIT_BYTES = 8 * 1024 * 1024;
const OFFICE_LIMIT_BYTES = 16 * 1024 * 1024;

const encoder = new TextEncoder();
let isStarted = false;

/** Why a call was refused. */
export class EngineError extends Error {
  constructor({code, place, message}) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
    this.place = place;
  }
}

/** Starts the engine, once; again does nothing. */
export async function init(wasm) {
  await start({module_or_path: wasm ?? await ownWasm()});
  isStarted = true;
}

/** What answers earn. */
export function score(criteriaSet, answers) {
  const given = isContent(answers) ? answers : written(answers, 'answers');
  return JSON.parse(ask(() => engine.score(setOf(criteriaSet), bytesOf(given, 'answers'))));
}

/** What the office finds of a file, or of each of several. */
export function verify(files, office) {
  const isList = Array.isArray(files);
  const {set, knowledge} = officeOf(office);
  const handedOver = new HandedOver(isList ? files : [files]);
  const lines = ask(() => engine.verify(set, knowledge, handedOver));
  const verdicts = lines.split('\n').slice(0, -1).map((line) => JSON.parse(line));
  return isList ? verdicts : verdicts[0];
}

/** The district's score out of all files, letter for letter as the command line writes it. */
export function consolidate(files, office) {
  if (!Array.isArray(files)) throw wrongCall('files', 'a list of files is needed');
  const {set, knowledge} = officeOf(office);
  const handedOver = new HandedOver(files);
  return ask(() => engine.consolidate(set, knowledge, handedOver));
}

/** Canonical JSON (RFC 8785). */
export function canonicalize(json) {
  return ask(() => engine.canonicalize(bytesOf(json, 'json')));
}

/** The files of one call; the Wasm takes them one by one. */
class HandedOver {
  constructor(files) {
    this.files = files.map((file, index) => {
      const place = `files[${index}]`;
      if (typeof file?.name !== 'string') throw wrongCall(`${place}.name`, 'a text is needed');
      return {name: file.name, content: checked(file.content, `${place}.content`)};
    });
    this.place = -1;
    this.name = '';
  }

  next() {
    this.place += 1;
    const file = this.files[this.place];
    if (!file) return undefined;
    this.name = file.name;
    return encoded(file.content, FILE_LIMIT_BYTES);
  }
}

function ask(call) {
  if (!isStarted) throw new EngineError({code: 'not-started', place: '', message: 'call init() first and wait for it'});
  try {
    return call();
  } catch (thrown) {
    throw typeof thrown === 'string' ? new EngineError(JSON.parse(thrown)) : thrown;
  }
}

function officeOf(office) {
  if (typeof office !== 'object' || office === null) throw wrongCall('office', 'an object is needed');
  const {criteria_set: criteriaSet, ...knowledge} = office;
  return {set: setOf(criteriaSet), knowledge: encoded(written(knowledge, 'office'), OFFICE_LIMIT_BYTES)};
}

/** Nothing for the set that is built in. */
function setOf(criteriaSet) {
  return criteriaSet === undefined || criteriaSet === null ? undefined : bytesOf(criteriaSet, 'criteria_set');
}

function bytesOf(content, place) {
  return encoded(checked(content, place), FILE_LIMIT_BYTES);
}

const isContent = (value) => typeof value === 'string' || value instanceof ArrayBuffer || ArrayBuffer.isView(value);

function checked(content, place) {
  if (!isContent(content)) throw wrongCall(place, 'a text or bytes are needed');
  // Encoded, half of a surrogate pair would become another character, and the text another text.
  if (typeof content === 'string' && /\p{Surrogate}/u.test(content)) {
    throw new EngineError({code: 'not-utf-8', place, message: 'the text has half of a surrogate pair'});
  }
  return content;
}

/** Bytes, of a larger content no more than shows that it is larger: the Wasm need not have room for all of it. */
function encoded(content, limit) {
  if (typeof content === 'string') return encoder.encode(content.slice(0, limit + 2)).subarray(0, limit + 1);
  const bytes = ArrayBuffer.isView(content)
    ? new Uint8Array(content.buffer, content.byteOffset, content.byteLength) : new Uint8Array(content);
  return bytes.subarray(0, limit + 1);
}

function written(value, place) {
  let text;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw wrongCall(place, `no JSON can be written of it: ${error.message}`);
  }
  if (text === undefined) throw wrongCall(place, 'no JSON can be written of it');
  return text;
}

/** A fault of the calling program, so told in its programmer's language. */
function wrongCall(place, message) {
  return new EngineError({code: 'wrong-call', place, message});
}

async function ownWasm() {
  const url = new URL('./engine-package_bg.wasm', import.meta.url);
  if (url.protocol === 'file:') {
    // Not written where it is imported: bundlers for browsers would look for a package of this name.
    const files = 'node:fs/promises';
    const {readFile} = await import(files);
    return readFile(url);
  }
  const response = await fetch(url);
  if (!response.ok) throw new EngineError({code: 'not-loaded', place: 'wasm', message: `${url} answers ${response.status}`});
  return response.arrayBuffer();
}
