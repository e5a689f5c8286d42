// What a unit sends: the letter with the file in it, and the evidence that the file names.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {createHash, randomBytes} from 'node:crypto';
import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {assertAccepted} from './judges.mjs';
import {Officer, PEOPLE, takeDownload} from './officer.mjs';
import {criterion, saved} from './sheet.mjs';

usesBrowser();

const SHEET = '/xa-huong-phu/2018';
const OFFICE = 'vanphong@namdong.example';
/** Reads a letter with the parser of the standard library: what is wrong with it, its heads, and the attachment as a file. */
const PARSER = `
import email, email.policy, json, sys
message = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
attachment, = message.iter_attachments()
open(sys.argv[2], 'wb').write(attachment.get_payload(decode=True))
print(json.dumps({
    'defects': [repr(defect) for part in message.walk() for defect in part.defects],
    'unsent': message['X-Unsent'], 'subject': message['Subject'], 'to': message['To'].addresses[0].addr_spec,
    'from': message['From'].addresses[0].display_name, 'body': message.get_body().get_content(),
    'name': attachment.get_filename()}))
`;

pageTest('the letter carries the exported file byte for byte, and what the office needs to know of it', {}, async ({page, origin}) => {
  await visit(page, origin, SHEET);
  const officer = new Officer(page);
  await officer.addEvidence('1.I.15', {title: 'Biên bản kiểm kê', reference: '15/BC-UBND'});
  await saved(page);
  const {name, path} = await officer.exportFile();
  const digits = await page.locator('[data-test="exported"] .digits').innerText();
  await page.locator('[data-test="office-email"]').fill(OFFICE);
  const letter = await takeDownload(page, () => page.locator('[data-test="letter"]').click());
  assert.equal(letter.name, name.replace('.json', '.eml'));

  const attached = `${letter.path}.attached.json`;
  const python = process.env.TUCHAM_PYTHON ?? 'python3';
  const {stdout} = await promisify(execFile)(python, ['-c', PARSER, letter.path, attached]);
  const {body, ...heads} = JSON.parse(stdout);
  assert.deepEqual(heads, {
    defects: [], unsent: '1', subject: 'UBND xã Hương Phú: tự chấm điểm năm 2018, lần 1', to: OFFICE,
    from: PEOPLE['prepared-name'], name,
  });
  for (const words of ['UBND xã Hương Phú', 'năm 2018, lần 1', 'Tổng điểm tự chấm: 0,00', digits]) {
    assert.ok(body.includes(words), `${words} in ${body}`);
  }
  assert.deepEqual(await readFile(attached), await readFile(path));
  await assertAccepted(attached);
  assert.match(await page.locator('[data-test="attach"]').innerText(), /1\.I\.15 Biên bản kiểm kê, 15\/BC-UBND/);
});

pageTest('a file of many slices is named by its hash, in the draft and in the export, and can be taken back', {}, async ({page, origin}) => {
  const content = randomBytes(9 * 1024 * 1024 + 7);
  const scan = join(await mkdtemp(join(tmpdir(), 'tucham-scan-')), 'Biên bản kiểm kê 2018.pdf');
  await writeFile(scan, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  await visit(page, origin, SHEET);
  const officer = new Officer(page);
  await officer.addEvidence('1.I.15', {});
  const place = criterion(page, '1.I.15');
  const chosen = place.locator('[data-evidence="file"]');
  await chosen.locator('input').setInputFiles(scan);
  await chosen.getByRole('button', {name: 'Bỏ tệp'}).waitFor();
  assert.match(await chosen.innerText(), new RegExp(`9\\.216 KB, SHA-256 ${sha256.slice(0, 8)}`));
  assert.equal(await place.locator('[data-evidence="title"] input').inputValue(), 'Biên bản kiểm kê 2018', 'its name is the title');
  await saved(page);
  await page.reload();
  await chosen.locator('button', {hasText: 'Bỏ tệp'}).waitFor({state: 'attached'});

  const {path} = await officer.exportFile();
  const {answers} = await assertAccepted(path);
  const [{evidence}] = answers.filter((row) => row.criterion === '1.I.15');
  assert.deepEqual(evidence, [{
    title: 'Biên bản kiểm kê 2018', file: {name: 'Biên bản kiểm kê 2018.pdf', size: content.length, sha256},
  }]);
  assert.match(await page.locator('[data-test="attach"]').innerText(), /Biên bản kiểm kê 2018\.pdf/);

  await visit(page, origin, SHEET);
  await officer.openSupport('1.I.15');
  await chosen.getByRole('button', {name: 'Bỏ tệp'}).click();
  await chosen.locator('input').waitFor();
  await saved(page);
  const kept = await page.evaluate(() => JSON.parse(localStorage['tucham/draft/nam-dong-2018/xa-huong-phu/2018']));
  assert.deepEqual(kept.entries['1.I.15'].evidence, [{title: 'Biên bản kiểm kê 2018', reference: '', place: ''}]);
});
