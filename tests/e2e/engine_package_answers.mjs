// What the tests of the package share: answers of every place, held against their schemas, and criteria sets in signed files.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import {CriteriaSet} from './engine_package_files.mjs';
import {commandLine, everywhere, inFolder} from './engine_package_places.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** A file of the checkout; some vectors have names that are no addresses. */
export const read = (path) => readFile(join(ROOT, path));
export const readJson = async (path) => JSON.parse(await read(path));

let schemas;

/** The signed files of two criteria sets, `{text, set}` by their year. */
export async function criteriaSets() {
  return inFolder(async (folder) => {
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
}

async function schemaOf(definition) {
  schemas ??= await allSchemas();
  return schemas.getSchema(definition.startsWith('urn:') ? definition : `urn:tucham:engine:1#/$defs/${definition}`);
}

async function allSchemas() {
  const all = new Ajv2020({strict: true, strictTypes: false, strictRequired: false, allErrors: true});
  for (const name of ['engine', 'submission', 'consolidation']) all.addSchema(await readJson(`schemas/tucham/${name}/1.schema.json`));
  return all;
}

/** The same answers in every place, described by their schema. */
export async function answers(calls, definition) {
  const {node, page, worker} = await everywhere(calls);
  assert.deepEqual(page, node, 'a page answers as Node does');
  assert.deepEqual(worker, node, 'a worker answers as Node does');
  for (const {answer, error} of node) {
    if (error) await assertFits({code: error.code, place: error.place, message: error.message}, 'fault');
    else if (definition) await assertFits(answer, definition);
  }
  return node;
}

/** Holds a value against a definition of the package's schema, or against a whole schema. */
export async function assertFits(value, definition) {
  const validate = await schemaOf(definition);
  assert.ok(validate(value), `${definition}: ${JSON.stringify(validate.errors)} of ${JSON.stringify(value).slice(0, 400)}`);
}
