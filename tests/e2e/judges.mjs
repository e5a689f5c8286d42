// The outside judges of an exported file: two verifiers and the published schema.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {signer} from './verify/verify.mjs';

const PYTHON = process.env.TUCHAM_PYTHON ?? 'python3';
const PYTHON_VERIFIER = fileURLToPath(new URL('verify/verify.py', import.meta.url));
const SCHEMAS = new URL('../../schemas/', import.meta.url);

/** Every judge accepts the file, and both verifiers refuse it once a single letter is changed. */
export async function assertAccepted(path) {
  const text = await readFile(path, 'utf8');
  const file = JSON.parse(text);
  const validate = await schemaOf(file.format);
  assert.ok(validate(file), `the schema refuses the file: ${JSON.stringify(validate.errors)}`);
  const [first, second] = [await signer(path), await pythonSigner(path)];
  assert.equal(first, second);
  assert.equal(`did:key:${first}#${first}`, file.proof.verificationMethod);

  const changed = `${path}.changed.json`;
  await writeFile(changed, text.replace(file.unit.name, `${file.unit.name} `));
  await assert.rejects(signer(changed), 'a changed file must not verify');
  await assert.rejects(pythonSigner(changed), /InvalidSignature/);
  return file;
}

async function pythonSigner(path) {
  const {stdout} = await promisify(execFile)(PYTHON, [PYTHON_VERIFIER, path]);
  return stdout.trim();
}

/** The published schema of a format: `schemas/<format>.schema.json`. */
async function schemaOf(format) {
  const schema = JSON.parse(await readFile(new URL(`${format}.schema.json`, SCHEMAS), 'utf8'));
  assert.equal(schema.properties.format.const, format);
  const ajv = new Ajv2020({strict: true, strictTypes: false, strictRequired: false, allErrors: true});
  addFormats(ajv);
  return ajv.compile(schema);
}
