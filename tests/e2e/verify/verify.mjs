// Judges a signed file with Digital Bazaar's libraries, which share no code with this project.
// usage: node verify/verify.mjs FILE   exit 0: the signature is good
import {readFile} from 'node:fs/promises';
import {pathToFileURL} from 'node:url';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {createVerifyCryptosuite} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import jsonldSignatures from 'jsonld-signatures';

const MULTIKEY_CONTEXT = 'https://w3id.org/security/multikey/v1';

/** The key that signed the file; throws where the signature is not good. */
export async function signer(path) {
  const document = JSON.parse(await readFile(path, 'utf8'));
  const {verified, error} = await jsonldSignatures.verify(document, {
    suite: new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()}),
    purpose: new jsonldSignatures.purposes.AssertionProofPurpose(),
    documentLoader: resolveKey,
  });
  if (!verified) throw error.errors?.[0] ?? error;
  return document.proof.verificationMethod.split('#')[1];
}

/** A did:key holds its own key, so nothing is fetched for it. */
async function resolveKey(url) {
  const [did, fragment] = url.split('#');
  const key = did.replace(/^did:key:/, '');
  if (!/^did:key:z6Mk\w+$/.test(did)) throw new Error(`${url} is no Ed25519 key`);
  const method = {
    '@context': MULTIKEY_CONTEXT, id: `${did}#${key}`, type: 'Multikey', controller: did, publicKeyMultibase: key,
  };
  const controller = {
    '@context': ['https://www.w3.org/ns/did/v1', MULTIKEY_CONTEXT], id: did, assertionMethod: [method],
  };
  return {documentUrl: url, document: fragment === undefined ? controller : method};
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(await signer(process.argv[2]));
}
