// The office's page where things go wrong: storage that refuses, two tabs, a run that is stopped, files by strangers.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {pageTest, usesBrowser} from './browser.mjs';
import {Device, files, find, kept, openOffice, receive} from './office_page.mjs';
import {Officer, takeDownload} from './officer.mjs';

usesBrowser();

const STRINGS = JSON.parse(await readFile(new URL('../vectors/unicode/hostile_text.json', import.meta.url), 'utf8'));

/** Texts that the page is asked to show: whatever a stranger may have written. */
function hostileTexts(value) {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value ? Object.values(value).flatMap(hostileTexts) : [];
}

/** A commune's enrolment and submission, out of its own page. */
async function commune(page, origin, unit = 'xa-huong-phu') {
  const device = new Device(await page.context().newPage(), origin);
  await device.visit(`/${unit}/2018`, {fresh: true});
  await device.page.locator('.writers-only:enabled').waitFor();
  const officer = new Officer(device.page);
  await officer.answer({criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator: '12', denominator: '14'}}});
  const submission = (await officer.exportFile()).path;
  await device.keepKey();
  const enrolment = (await device.enrolment(unit)).path;
  await device.page.close();
  return {submission, enrolment};
}

async function enrolFirst(page, origin) {
  await openOffice(page, origin, '/khoa');
  const row = find(page, 'pending-key').first();
  await find(row, 'compared').check();
  await find(row, 'enrol').click();
  await find(page, 'roster-line').first().waitFor();
}

const points = (page) => find(page, 'status-points').innerText();

for (const [name, fault] of Object.entries({
  'is not there': () => {
    Object.defineProperty(window, 'indexedDB', {get: () => undefined});
  },
  'is forbidden': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError');
    };
  },
  'is full': () => {
    const {put} = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      const request = put.apply(this, given);
      this.transaction.abort();
      return request;
    };
  },
  'throws at each write': () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  },
})) {
  pageTest(`where storage ${name}, nothing is said to be kept, the work goes on, and a file keeps it`, {}, async ({page, origin}) => {
    const {submission, enrolment} = await commune(page, origin);
    await page.addInitScript(fault);
    await openOffice(page, origin);
    await receive(page, [submission, enrolment]);
    await page.locator('[data-test="kept"][data-state="refused"]').waitFor();
    await page.getByText('chưa lưu được vào trình duyệt').waitFor();
    await enrolFirst(page, origin);
    assert.match(await points(page), /^0,86 \/ 178$/);
    assert.equal(await find(page, 'kept').getAttribute('data-state'), 'refused');
    await openOffice(page, origin);
    const {path} = await takeDownload(page, () => find(page, 'workspace-save').click());
    const workspace = JSON.parse(await readFile(path, 'utf8'));
    assert.deepEqual([workspace.files.length, workspace.roster.length], [2, 1]);
  });
}

pageTest('the first write that succeeds after a full disk has everything', {}, async ({page, origin}) => {
  const {submission, enrolment} = await commune(page, origin);
  await page.addInitScript(() => {
    const {put} = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      if (window.isFull ?? true) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  await openOffice(page, origin);
  await receive(page, [submission, enrolment]);
  await page.locator('[data-test="kept"][data-state="refused"]').waitFor();
  await page.evaluate(() => (window.isFull = false));
  await enrolFirst(page, origin);
  await kept(page);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('[data-test="status-points"]')?.textContent.startsWith('0,86'));
});

pageTest('kept facts that are damaged are said and can be downloaded; the files are there', {}, async ({page, origin}) => {
  const {submission, enrolment} = await commune(page, origin);
  await openOffice(page, origin);
  await receive(page, [submission, enrolment]);
  await enrolFirst(page, origin);
  await kept(page);
  await page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.open('tucham-tonghop');
    request.onerror = reject;
    request.onsuccess = () => {
      const transaction = request.result.transaction('facts', 'readwrite');
      transaction.objectStore('facts').put('{"format": "tucham/workspace/1"', 'nam-dong-2018/1/2018');
      transaction.oncomplete = () => {
        request.result.close();
        resolve();
      };
    };
  }));
  await page.goto('about:blank');
  await openOffice(page, origin);
  await page.getByText('đã lưu bị hỏng, không đọc được').waitFor();
  const {path} = await takeDownload(page, () => find(page, 'damaged-download').click());
  assert.equal(await readFile(path, 'utf8'), '{"format": "tucham/workspace/1"');
  assert.equal(Object.keys(await files(page)).length, 2);
});

pageTest('a file that came after its key was ended is to be asked about, whatever day it gives', {}, async ({page, origin}) => {
  const {submission, enrolment} = await commune(page, origin);
  await openOffice(page, origin);
  await receive(page, [submission, enrolment]);
  await enrolFirst(page, origin);
  const words = 'người giữ khoá cũ có thể ghi lùi ngày';
  await openOffice(page, origin);
  assert.equal(await page.getByText(words).count(), 0);
  await openOffice(page, origin, '/khoa');
  const day = await page.evaluate(() => new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10));
  await find(page, 'roster-until').fill(day);
  await openOffice(page, origin);
  const row = page.locator('[data-verdict="trusted"][data-file]');
  assert.equal(await row.getByText(words).count(), 0);
  await find(row, 'received').fill(day);
  await row.getByText(words).waitFor();
  // Ended before it says that it was signed, the key signs for nobody.
  await openOffice(page, origin, '/khoa');
  await find(page, 'roster-until').fill('2018-01-02');
  await openOffice(page, origin);
  await page.locator('[data-verdict="changed-key"]').getByText('chưa có hoặc đã hết hiệu lực').waitFor();
});

pageTest('one tab works, the other looks on, and takes over with all that the first one did', {}, async ({page, origin, context}) => {
  const {submission, enrolment} = await commune(page, origin);
  await openOffice(page, origin);
  await receive(page, [submission, enrolment]);
  await kept(page);
  const second = await context.newPage();
  await second.goto(`${origin}/tonghop/`);
  await find(second, 'reader').waitFor();
  assert.equal(await find(second, 'files-input').isEnabled(), false);
  await page.bringToFront();
  await enrolFirst(page, origin);
  await kept(page);
  await second.bringToFront();
  await find(second, 'take-over').click();
  await second.locator('[data-test="files-input"]:enabled').waitFor();
  await second.waitForFunction(() => document.querySelector('[data-test="status-points"]').textContent.startsWith('0,86'));
  await find(page, 'reader').waitFor();
  assert.equal(await find(page, 'revoke').isDisabled(), true);
});

pageTest('a long run shows how far it is, can be stopped, and keeps what was read', {}, async ({page, origin}) => {
  await openOffice(page, origin);
  // Each one is another file, and slow to read as JSON: it takes a while to see that nobody signed it.
  const many = Array.from({length: 400}, (_, number) => ({
    name: `tep-${number}.json`, mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({number, list: Array.from({length: 4000}, (_, index) => `${number} ${index}`)})),
  }));
  await find(page, 'files-input').setInputFiles(many);
  await page.locator('progress[value]').first().waitFor();
  await find(page, 'intake-cancel').click();
  const said = await find(page, 'intake-said').locator('p').innerText();
  const [, read, fresh, left] = said.match(/Đã đọc (\d+) tệp: (\d+) tệp mới. Đã dừng, còn (\d+) tệp chưa đọc/).map(Number);
  assert.equal(read, fresh);
  assert.equal(read + left, 400);
  assert.ok(left > 0, said);
  assert.equal(Object.keys(await files(page)).length, read);
  await kept(page);
  await receive(page, many);
  assert.match(await find(page, 'intake-said').innerText(), new RegExp(`Đã đọc 400 tệp: ${left} tệp mới, ${read} tệp đã có`));
});

pageTest('whatever a stranger writes is shown as text, and no element comes of it', {}, async ({page, origin}) => {
  const texts = [...new Set(hostileTexts(STRINGS))];
  assert.ok(texts.length > 20);
  const {submission} = await commune(page, origin);
  const document = JSON.parse(await readFile(submission, 'utf8'));
  await openOffice(page, origin);
  const before = await page.evaluate(() => document.querySelectorAll('script, iframe, object, embed, img, svg, a[href^="javascript"]').length);
  const mail = texts.flatMap((text, number) => {
    const changed = {...document, unit: {id: 'xa-huong-phu', name: text}, prepared_by: {name: text, position: text}, [text]: text};
    return [
      // The browser keeps a name as it is given here; on a disk some of them could not even be written.
      {name: `${text}.json`.slice(0, 200), mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({[text]: number}))},
      {name: `ký-${number}.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(changed))},
    ];
  });
  await page.evaluate(async (given) => {
    const transfer = new DataTransfer();
    for (const {name, text} of given) transfer.items.add(new File([text], name));
    document.querySelector('[data-test="files-input"]').files = transfer.files;
    document.querySelector('[data-test="files-input"]').dispatchEvent(new Event('change'));
  }, mail.map(({name, buffer}) => ({name, text: buffer.toString('utf8')})));
  await find(page, 'intake-said').locator('p').waitFor();
  const found = await files(page);
  assert.ok(Object.keys(found).length > texts.length);
  for (const {verdict} of Object.values(found)) assert.equal(verdict, 'invalid');
  const after = await page.evaluate(() => document.querySelectorAll('script, iframe, object, embed, img, svg, a[href^="javascript"]').length);
  assert.equal(after, before);
  // Nothing turns the line around or hides in it.
  const shown = await page.locator('.file-list').innerText();
  assert.doesNotMatch(shown, /[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
  await kept(page);
  await page.reload();
  await page.waitForFunction((count) => document.querySelectorAll('[data-file]').length >= Math.min(count, 50), Object.keys(found).length);
});
