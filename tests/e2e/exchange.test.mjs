// The two-way hand-over, with both pages: submission, appraisal, second revision and back to the office; documents that came
// with the mail; figures from a unit that coordinates to one that leads.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, open, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {
  DOCUMENTS, PERIOD, RATIO, REMARK, SHEET, UNIT, appraise, appraisedUnit, contribute, firstRevision, officeReady, officeRow,
  openAppraising, takeAppraisal,
} from './exchange.mjs';
import {assertAccepted} from './judges.mjs';
import {Device, find, kept, openOffice, receive} from './office_page.mjs';
import {Officer, PEOPLE, takeDownload} from './officer.mjs';
import {assertDocument, assertNumbered, drawPages, readPaper, readQr, squeezed, textOf} from './paper.mjs';
import {criterion, saved} from './sheet.mjs';

usesBrowser();

const LETTER = `
import base64, email, json, sys
from email import policy
letter = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=policy.default)
defects = [str(defect) for part in letter.walk() for defect in part.defects]
part = next(letter.iter_attachments())
print(json.dumps({'defects': defects, 'unsent': letter['X-Unsent'], 'to': letter['To'], 'subject': letter['Subject'],
                  'name': part.get_filename(), 'file': base64.b64encode(part.get_content()).decode()}))
`;

const FILE_HASH = `
import hashlib, json, rfc8785, sys
print(hashlib.sha256(rfc8785.dumps(json.loads(sys.argv[1]))).hexdigest())
`;

pageTest('submission, appraisal, second revision, and what the office sees of it', {}, async ({page, context, origin}) => {
  const device = new Device(page, origin);
  const first = await firstRevision(device);
  const enrolment = await device.enrolment(UNIT);
  const office = await context.newPage();
  const officeDigits = await officeReady(office, origin, [first.path, enrolment.path]);

  // The office: points that cannot be are refused at their field, and what can be is there after a reload.
  await openAppraising(office, origin);
  const points = find(officeRow(office), 'appraised-points');
  await points.fill('7');
  await officeRow(office).getByText('từ 0 đến điểm tối đa').waitFor();
  await points.fill('0.5');
  await officeRow(office).getByText('phần thập phân viết sau dấu phẩy').waitFor();
  const appraisal = await appraise(office);
  assert.equal(appraisal.name, `tucham_${PERIOD}_${UNIT}_thamdinh_r1.json`);
  const signed = await assertAccepted(appraisal.path);
  const submission = JSON.parse(await readFile(first.path, 'utf8'));
  assert.deepEqual(signed.rows.map((row) => row.criterion), submission.answers.map((row) => row.criterion));
  assert.deepEqual(signed.rows.find((row) => row.criterion === RATIO), {criterion: RATIO, self: '0.9', appraised: '0.5', remark: REMARK});
  assert.deepEqual(signed.totals, {self: '0.9', appraised: '0.5', maximum: '35', excluded: '0', converted: '0.5'});
  assert.equal(signed.submission.id, submission.id);
  await assertLetter(office, appraisal);
  await office.reload();
  await officeRow(office).waitFor();
  assert.equal(await find(officeRow(office), 'appraised-points').inputValue(), '0,5');
  assert.equal(await find(officeRow(office), 'remark').inputValue(), REMARK);
  assert.equal(await find(office, 'sum-difference').innerText(), '−0,40');

  // The unit: the key is compared once, then the sheet has the office's points beside its own.
  await device.visit(`${SHEET}/tham-dinh`);
  await find(page, 'appraisal-open').setInputFiles(appraisal.path);
  await find(page, 'appraisal-confirm').waitFor();
  assert.ok((await find(page, 'appraisal-confirm').innerText()).includes(officeDigits), 'the digits are those of the office');
  await find(page, 'appraisal-take').click();
  await page.getByText('Đánh dấu đã đối chiếu dãy số').waitFor();
  assert.equal(await find(page, 'appraisal').count(), 0);
  await takeAppraisal(page, appraisal.path);
  assert.match(await page.locator(`[data-row="${RATIO}"]`).innerText(), /0,90\s+0,50\s+−0,40/);
  assert.equal(await page.locator('[data-row]').count(), 1, 'only what the office sees otherwise');
  await page.locator(`[data-row="${RATIO}"] button`).click();
  const beside = page.locator(`[data-appraised="${RATIO}"]`);
  await beside.waitFor();
  assert.match(await beside.innerText(), /Thẩm định: 0,50 điểm \(tự chấm 0,90, chênh lệch −0,40\)/);
  assert.equal(await beside.locator('.remark').textContent(), `Nhận xét: ${REMARK}`, 'a remark is text, whatever is in it');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.field), 'explanation', 'a remark is answered there');

  // On paper the code names the appraisal's file.
  await device.visit(`${SHEET}/tham-dinh`);
  await find(page, 'appraisal-print').click();
  await assertPrinted(page, signed);
  await find(page, 'paper-back').click();
  await find(page, 'appraisal').waitFor();
  await page.locator(`[data-row="${RATIO}"] button`).click();
  await beside.waitFor();
  await page.locator(`[data-criterion="${RATIO}"] [data-field="explanation"]`).focus();

  // Its second revision says which file it takes the place of.
  await page.keyboard.type('Đã bổ sung biên bản, trang 2');
  await criterion(page, RATIO).locator('[data-field="numerator"]').fill('28');
  await saved(page);
  const second = await new Officer(page).exportFile();
  const revised = await assertAccepted(second.path);
  assert.deepEqual([revised.revision, revised.supersedes], [2, signed.submission.sha256]);

  // The office sees what changed, and takes over what it said of the rest.
  await openOffice(office, origin);
  await receive(office, [second.path]);
  await openAppraising(office, origin);
  await find(office, 'changes').waitFor();
  assert.equal(await office.locator('[data-change]').count(), 1);
  assert.match(await office.locator(`[data-change="${RATIO}"]`).innerText(), /trả lời: 27\/30 → 28\/30; giải trình/);
  assert.match(await officeRow(office).innerText(), /đã thay đổi[^]*Đã bổ sung biên bản[^]*Lần trước: 0,50 điểm/);
  assert.equal(await find(officeRow(office), 'appraised-points').inputValue(), '', 'what was said of the old answer is not said of the new');
  await find(officeRow(office), 'say-again').click();
  await find(officeRow(office), 'remark').waitFor();
  assert.equal(await find(officeRow(office), 'remark').inputValue(), REMARK);
  const again = await takeDownload(office, () => find(office, 'appraisal-again').click());
  assert.equal(await readFile(again.path, 'utf8'), await readFile(appraisal.path, 'utf8'), 'what went out can be taken again');
});

pageTest('the unit refuses what is not the office\'s appraisal of this sheet, and a changed key takes a second press', {},
  async ({page, origin}) => {
    const {device, office, appraisal} = await appraisedUnit(page, origin);
    const text = await readFile(appraisal.path, 'utf8');
    const changed = `${appraisal.path}.changed.json`;
    const refused = async (hash, path, words) => {
      await device.visit(hash);
      await find(page, 'appraisal-open').setInputFiles(path);
      await page.locator('#tep-tham-dinh-loi', {hasText: words}).waitFor();
      assert.equal(await find(page, 'appraisal').count() + await find(page, 'appraisal-confirm').count(), 0);
    };
    await writeFile(changed, text.replace('"appraised": "0.5"', '"appraised": "0.9"'));
    await refused(`${SHEET}/tham-dinh`, changed, 'đã bị sửa sau khi ký');
    await writeFile(changed, '{"format": "x"}');
    await refused(`${SHEET}/tham-dinh`, changed, 'chưa ký');
    await refused(`/xa-huong-son/${PERIOD}/tham-dinh`, appraisal.path, 'UBND xã Hương Phú');
    await refused(`/${UNIT}/2019/tham-dinh`, appraisal.path, 'của năm 2018');

    await device.visit(`${SHEET}/tham-dinh`);
    await page.evaluate(() => localStorage.setItem('tucham/office-key-pinned', JSON.stringify('z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd')));
    await find(page, 'appraisal-open').setInputFiles(appraisal.path);
    assert.match(await find(page, 'appraisal-confirm').innerText(), /KHÁC/);
    await find(page, 'appraisal-compared').check();
    await find(page, 'appraisal-take').click();
    await page.getByText('bấm lần nữa để dùng').waitFor();
    assert.equal(await find(page, 'appraisal').count(), 0);
    await find(page, 'appraisal-take').click();
    await find(page, 'appraisal').waitFor();
    // A newer one takes its place at once; the older one asks before it comes back.
    const newer = await appraise(office);
    await page.bringToFront();
    await find(page, 'appraisal-open').setInputFiles(newer.path);
    await page.getByRole('heading', {name: 'Thẩm định lần 2'}).waitFor();
    await find(page, 'appraisal-open').setInputFiles(appraisal.path);
    await find(page, 'appraisal-confirm').getByText('Máy này đang có thẩm định lần 2').waitFor();
    await find(page, 'appraisal-confirm').getByRole('button', {name: 'Không dùng'}).click();
    await page.getByRole('heading', {name: 'Thẩm định lần 2'}).waitFor();
    // It is there after a reload; a machine without the draft goes on from the file that was appraised.
    await page.evaluate((unit) => localStorage.removeItem(`tucham/draft/nam-dong-2018/${unit}/2018`), UNIT);
    await page.goto('about:blank');
    await page.goto(`${origin}/#${SHEET}/tham-dinh`);
    await find(page, 'appraisal').waitFor();
    const {submission} = JSON.parse(text);
    await page.evaluate(() => indexedDB.deleteDatabase('tucham'));
    await visit(page, origin, SHEET);
    await page.locator('.writers-only:enabled').first().waitFor();
    const next = JSON.parse(await readFile((await new Officer(page).exportFile()).path, 'utf8'));
    assert.deepEqual([next.revision, next.supersedes], [submission.revision + 1, submission.sha256]);
    // It is gone when it is put away, at the second press.
    await visit(page, origin, `${SHEET}/tham-dinh`);
    await find(page, 'appraisal-discard').click();
    await find(page, 'appraisal').waitFor();
    await find(page, 'appraisal-discard').click();
    await find(page, 'appraisal').waitFor({state: 'detached'});
    assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('tucham/appraisal')).length), 0);
  });

pageTest('documents that came are compared by their bytes, slice by slice', {}, async ({page, context, origin}) => {
  const device = new Device(page, origin);
  const first = await firstRevision(device);
  const enrolment = await device.enrolment(UNIT);
  const office = await context.newPage();
  await officeReady(office, origin, [first.path, enrolment.path]);
  await openAppraising(office, origin);
  assert.match(await find(office, 'evidence-sums').innerText(), /2 tệp nêu trong phiếu: 0 khớp, 0 khác nội dung, 2 chưa nhận/);
  const other = {...DOCUMENTS[1], buffer: Buffer.from('bản khác')};
  const extra = {name: 'thua.txt', mimeType: 'text/plain', buffer: Buffer.alloc(9 * 1024 * 1024, 'x')};
  await find(office, 'evidence-input').setInputFiles([{...DOCUMENTS[0], name: 'doi-ten.pdf'}, other, extra]);
  await office.getByText('thua.txt').waitFor();
  assert.match(await find(office, 'evidence-sums').innerText(), /1 khớp, 1 khác nội dung, 0 chưa nhận/);
  const arrivals = await office.locator('[data-arrival]').evaluateAll((rows) => rows.map((row) => row.dataset.arrival));
  assert.deepEqual(arrivals, ['matches', 'differs']);
  await kept(office);
  await office.reload();
  await officeRow(office).waitFor();
  assert.match(await find(office, 'evidence-sums').innerText(), /1 khớp, 1 khác nội dung/);
});

pageTest('a window that has lost the office\'s desk while it reads changes nothing there, and reading can be stopped', {},
  async ({page, context, origin}) => {
    const {office} = await appraisedUnit(page, origin);
    const large = join(await mkdtemp(join(tmpdir(), 'tucham-scan-')), 'quet.pdf');
    await (await open(large, 'w')).truncate(1_200_000_000);
    await office.bringToFront();
    await find(office, 'evidence-input').setInputFiles(large);
    await find(office, 'evidence-stop').click();
    await find(office, 'evidence-stop').waitFor({state: 'hidden'});
    await find(office, 'evidence-input').setInputFiles(large);
    await find(office, 'evidence-stop').waitFor();
    const second = await context.newPage();
    await second.goto(`${origin}/tonghop/#/tham-dinh/${UNIT}`);
    await find(second, 'take-over').click();
    await second.locator('.writers-only:enabled').first().waitFor();
    await officeRow(second).waitFor();
    await find(officeRow(second, '1.I.16'), 'remark').fill('Gõ ở cửa sổ hai');
    await kept(second);
    await find(office, 'evidence-stop').waitFor({state: 'hidden'});
    await second.reload();
    await officeRow(second).waitFor();
    assert.equal(await find(officeRow(second, '1.I.16'), 'remark').inputValue(), 'Gõ ở cửa sổ hai');
    await rm(dirname(large), {recursive: true});
  });

pageTest('a unit that coordinates sends figures, and the lead takes them over one by one, and back', {}, async ({page, context, origin}) => {
  const contribution = await contribute(page, origin);
  assert.equal(contribution.name, `tucham_${PERIOD}_noi-vu_gop_r1.json`);
  assert.equal(contribution.codes.length, 2);
  const file = await assertAccepted(contribution.path);
  assert.deepEqual(file.items.map((item) => item.criterion), contribution.codes);
  assert.deepEqual(file.items[0].answer, {kind: 'ratio', numerator: '1234', denominator: '2000'});
  // What was typed is there tomorrow, and the next file is the second revision.
  await page.reload();
  const typed = page.locator(`[data-helping][data-criterion="${contribution.codes[0]}"] [data-field="numerator"]`);
  assert.equal(await typed.inputValue(), '1.234');
  await page.getByText('Lần 1').first().waitFor();

  const lead = await context.newPage();
  await visit(lead, origin, `/van-phong/${PERIOD}`);
  await new Officer(lead).explain(contribution.codes[0], 'Lời của văn phòng');
  await saved(lead);
  await visit(lead, origin, `/van-phong/${PERIOD}/phoi-hop`);
  await find(lead, 'contribution-open').setInputFiles(contribution.path);
  const item = lead.locator(`[data-item="${contribution.codes[0]}"]`);
  await item.waitFor();
  assert.match(await find(lead, 'contribution').innerText(), /Phòng Nội vụ, lần 1[^]*Nguyễn Văn Tám/);
  await find(item, 'contribution-take').click();
  await item.getByText('Đã lấy vào phiếu').waitFor();
  await find(item, 'contribution-undo').click();
  assert.match(await item.innerText(), /Trong phiếu hiện có: Lời của văn phòng/);
  await find(item, 'contribution-take').click();
  await visit(lead, origin, `/van-phong/${PERIOD}`);
  const place = criterion(lead, contribution.codes[0]);
  assert.equal(await place.locator('[data-field="numerator"]').inputValue(), '1.234');
  assert.equal(await place.locator('[data-field="explanation"]').inputValue(),
    'Lời của văn phòng\nSố liệu phối hợp của Phòng Nội vụ, lần 1: Theo sổ theo dõi');
  assert.equal(await criterion(lead, contribution.codes[1]).locator('[data-field="numerator"]').inputValue(), '', 'the other one was not taken');
});

async function assertPrinted(page, signed) {
  const titles = await page.locator('.paper [data-code] td:nth-child(2)').allTextContents();
  assert.equal(titles.length, signed.rows.length);
  const paper = await readPaper(await page.pdf({preferCSSPageSize: true}));
  assertDocument(paper, {titles, head: ['STT', 'Tiêu chí', 'Điểm tự chấm', 'Điểm thẩm định', 'Nhận xét'], foot: 'UBND xã Hương Phú'});
  assertNumbered(paper);
  for (const line of REMARK.split('\n')) assert.ok(textOf(paper).includes(squeezed(line)), line);
  const codes = (await Promise.all((await drawPages(paper)).map(readQr))).filter(Boolean);
  const {stdout: sha256} = await promisify(execFile)(process.env.TUCHAM_PYTHON ?? 'python3', ['-c', FILE_HASH, JSON.stringify(signed)]);
  assert.deepEqual(codes, [`tucham:${UNIT}/${PERIOD}/thamdinh/r1/sha256:${sha256.trim()}`]);
}

async function assertLetter(page, appraisal) {
  const {name, path} = await takeDownload(page, () => find(page, 'appraisal-letter').click());
  assert.equal(name, appraisal.name.replace('.json', '.eml'));
  const {stdout} = await promisify(execFile)(process.env.TUCHAM_PYTHON ?? 'python3', ['-c', LETTER, path]);
  const letter = JSON.parse(stdout);
  assert.deepEqual([letter.defects, letter.unsent, letter.name], [[], '1', appraisal.name]);
  assert.ok(letter.to.includes(PEOPLE['prepared-email']), letter.to);
  assert.match(letter.subject, /UBND xã Hương Phú: kết quả thẩm định năm 2018, lần 1/);
  assert.equal(Buffer.from(letter.file, 'base64').toString(), await readFile(appraisal.path, 'utf8'));
}
