// The key of a device: made, backed up, opened by OpenSSL, taken to another machine, and enrolled.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {promisify} from 'node:util';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {assertAccepted} from './judges.mjs';
import {PASSPHRASE, takeDownload} from './officer.mjs';

usesBrowser();

const UNIT = 'xa-huong-phu';
/** Letters in pieces, as some input methods leave them: the passphrase must be the same one. */
const DECOMPOSED = PASSPHRASE.normalize('NFD');

const find = (page, name) => page.locator(`[data-test="${name}"]`);

async function makeKey(page, origin) {
  await visit(page, origin, '/khoa');
  await find(page, 'passphrase').fill(PASSPHRASE);
  await find(page, 'passphrase-again').fill(PASSPHRASE);
  await find(page, 'key-create').click();
  return find(page, 'key-digits').innerText();
}

pageTest('a key made here opens in OpenSSL with its passphrase, and not with another', {}, async ({page, origin}) => {
  await makeKey(page, origin);
  const {path} = await takeDownload(page, () => find(page, 'key-backup').click());
  const open = (passphrase) =>
    promisify(execFile)('openssl', ['pkey', '-in', path, '-passin', `pass:${passphrase}`, '-noout', '-text']);
  assert.match((await open(PASSPHRASE.normalize('NFC'))).stdout, /ED25519 Private-Key/);
  await assert.rejects(open('another'));
  assert.match(await readFile(path, 'utf8'), /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
});

pageTest('a backup taken to another machine is the same key there', {}, async ({page, context, origin}) => {
  const digits = await makeKey(page, origin);
  const {path} = await takeDownload(page, () => find(page, 'key-backup').click());
  // Another machine: nothing of this one is stored there.
  await page.evaluate(() => localStorage.clear());
  const other = await context.newPage();
  await visit(other, origin, '/khoa');
  assert.equal(await find(other, 'key-digits').count(), 0);
  const form = other.locator('form:has([data-test="key-import"])');
  await find(other, 'key-import').setInputFiles(path);
  await form.locator('input[autocomplete="current-password"]').fill('sai mật khẩu rồi');
  await form.locator('[type="submit"]').click();
  await other.locator('.notice.error, [role="alert"]').first().waitFor();
  assert.equal(await find(other, 'key-digits').count(), 0, 'a wrong passphrase opens nothing');
  await form.locator('input[autocomplete="current-password"]').fill(DECOMPOSED);
  await form.locator('[type="submit"]').click();
  assert.equal(await find(other, 'key-digits').innerText(), digits);
});

pageTest('the enrolment file is accepted by outside programs, and its key gives the digits on the page', {},
  async ({page, origin}) => {
    const shown = await makeKey(page, origin);
    const form = page.locator('form:has([data-test="key-enrolment"])');
    await form.locator('select').selectOption(UNIT);
    await find(page, 'contact-name').fill('Trần Thị Bé');
    await find(page, 'contact-phone').fill('0234 3875 000');
    await form.locator('input[autocomplete="current-password"]').fill(PASSPHRASE);
    const {name, path} = await takeDownload(page, () => find(page, 'key-enrolment').click());
    assert.equal(name, `tucham_dangky_${UNIT}.json`);
    const file = await assertAccepted(path);
    assert.equal(file.format, 'tucham/enrolment/1');
    assert.deepEqual(file.unit.id, UNIT);
    assert.deepEqual(file.contact, {name: 'Trần Thị Bé', phone: '0234 3875 000'});
    assert.equal(`did:key:${file.public_key}#${file.public_key}`, file.proof.verificationMethod);
    assert.equal(shown.replaceAll(/\s+/g, ' ').trim(), digitsOf(file.public_key));
  });

/** Six groups: bytes 5i to 5i + 4 of the key's SHA-256 as a number modulo 100 000. */
function digitsOf(publicKey) {
  const hash = createHash('sha256').update(rawKey(publicKey)).digest();
  const groups = [0, 1, 2, 3, 4, 5].map((group) => hash.readUIntBE(group * 5, 5) % 100_000);
  return groups.map((group) => String(group).padStart(5, '0')).join(' ');
}

/** The 32 bytes of a Multikey, after its two bytes that say Ed25519. */
function rawKey(publicKey) {
  const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  const number = [...publicKey.slice(1)].reduce((sum, letter) => sum * 58n + BigInt(letters.indexOf(letter)), 0n);
  const bytes = Buffer.from(number.toString(16).padStart(68, '0'), 'hex');
  assert.deepEqual([...bytes.subarray(0, 2)], [0xed, 0x01]);
  return bytes.subarray(2);
}
