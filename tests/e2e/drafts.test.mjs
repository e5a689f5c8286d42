// Drafts to files and back, between two browsers; what is set aside; reminders; the mirror.
import assert from 'node:assert/strict';
import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {newContext, pageTest, usesBrowser, visit} from './browser.mjs';
import {Officer, takeDownload} from './officer.mjs';
import {criterion, totals} from './sheet.mjs';

usesBrowser();

const SHEET = '/xa-huong-phu/2018';
const DRAFT = 'tucham/draft/nam-dong-2018/xa-huong-phu/2018';
const ratio = (numerator) => ({criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator, denominator: '30'}}});
const numerator = (page) => criterion(page, '1.I.15').locator('[data-field="numerator"]');
const saved = (page) => page.locator('[data-test="saved"][data-state="saved"]').waitFor();
const storedDraft = (page) => page.evaluate((key) => JSON.parse(localStorage[key]), DRAFT);
const setAside = (page) => page.evaluate(() => Object.entries(localStorage)
  .filter(([key]) => key.startsWith('tucham/aside/')).map(([, text]) => JSON.parse(text)));

async function download(page) {
  return takeDownload(page, () => page.locator('[data-test="draft-download"]').first().click());
}

async function choose(page, origin, path) {
  await visit(page, origin, '/ban-nhap');
  await page.locator('[data-test="draft-import"]').setInputFiles(path);
}

pageTest('a draft goes to another browser in a file, whole', {}, async ({page, origin}) => {
  await visit(page, origin, SHEET);
  const officer = new Officer(page);
  await officer.answer({...ratio('27'), explanation: 'theo sổ\nhai dòng', evidence: [{title: 'Biên bản', reference: '15/BC', place: 'trang 2'}]});
  await saved(page);
  const {path, name} = await download(page);
  assert.equal(name, 'tucham_nhap_2018_xa-huong-phu.json');
  const file = JSON.parse(await readFile(path, 'utf8'));
  assert.equal(file.unit_name, 'UBND xã Hương Phú');
  const shown = await totals(page);

  const other = await newContext({});
  try {
    const elsewhere = await other.newPage();
    await choose(elsewhere, origin, path);
    await elsewhere.locator('[data-test="incoming"]').waitFor();
    assert.match(await elsewhere.locator('[data-test="incoming"]').textContent(), /chưa trả lời.*27 \/ 30/s);
    await elsewhere.locator('[data-test="incoming-take"]').click();
    await saved(elsewhere);
    assert.deepEqual(await totals(elsewhere), shown);
    assert.equal(await numerator(elsewhere).inputValue(), '27');
    await elsewhere.reload();
    await criterion(elsewhere, '1.I.15').waitFor();
    assert.equal(await numerator(elsewhere).inputValue(), '27');
    const place = criterion(elsewhere, '1.I.15');
    await place.locator('.support-opener').click();
    assert.equal(await place.locator('[data-field="explanation"]').inputValue(), 'theo sổ\nhai dòng');
    assert.equal(await place.locator('[data-evidence="place"] input').inputValue(), 'trang 2');
  } finally {
    await other.close();
  }
});

pageTest('a file never replaces a draft unseen: the difference is shown, either choice keeps the other one', {}, async ({page, origin}) => {
  await visit(page, origin, SHEET);
  await new Officer(page).answer(ratio('11'));
  await saved(page);
  const {path} = await download(page);
  await new Officer(page).answer(ratio('12'));
  await saved(page);

  await choose(page, origin, path);
  const panel = page.locator('[data-test="incoming"]');
  await panel.waitFor();
  assert.match(await panel.textContent(), /cũ hơn bản đang mở/);
  assert.equal(await numerator(page).inputValue(), '12', 'nothing is replaced before a choice');
  await page.locator('[data-test="incoming-keep"]').click();
  await panel.waitFor({state: 'detached'});
  assert.equal((await storedDraft(page)).entries['1.I.15'].numerator, '12');

  await choose(page, origin, path);
  await page.locator('[data-test="incoming-take"]').click();
  await saved(page);
  assert.equal(await numerator(page).inputValue(), '11');
  assert.equal((await storedDraft(page)).entries['1.I.15'].numerator, '11');
  assert.ok((await setAside(page)).some((draft) => draft.entries['1.I.15'].numerator === '12'), 'the loser is set aside');

  // What was set aside can be downloaded, opened again and cleared away.
  await visit(page, origin, '/ban-nhap');
  const {path: aside} = await takeDownload(page, () => page.locator('[data-test="aside-download"]').first().click());
  await choose(page, origin, aside);
  await page.locator('[data-test="incoming-take"]').click();
  await saved(page);
  assert.equal(await numerator(page).inputValue(), '12');
  await visit(page, origin, '/ban-nhap');
  const discard = page.locator('[data-test="aside-discard"]');
  while (await discard.count()) {
    const before = await setAside(page);
    await discard.first().click();
    assert.deepEqual(await setAside(page), before, 'one press asks');
    await discard.first().click();
  }
  assert.deepEqual(await setAside(page), []);
});

pageTest('a file that will not do says why, and nothing changes', {}, async ({page, origin}) => {
  await visit(page, origin, SHEET);
  await new Officer(page).answer(ratio('11'));
  await saved(page);
  const {path} = await download(page);
  const text = await readFile(path, 'utf8');
  const before = await page.evaluate((key) => localStorage[key], DRAFT);
  const folder = await mkdtemp(join(tmpdir(), 'tucham-draft-'));
  const cases = [
    [text.replace('"11"', '"30"'), /không khớp mã kiểm tra/],
    [text.slice(0, text.length / 2), /bị hỏng hoặc bị cắt ngang \(dòng \d+, cột \d+\)/],
    ['{"format":"tucham/draft/9"}', /phiên bản Tự Chấm mới hơn/],
    ['{"format":"tucham/submission/1"}', /không phải là bản nháp/],
    ['', /bị hỏng/],
  ];
  for (const [content, words] of cases) {
    // The same name each time: an officer mends a file and chooses it again.
    const file = join(folder, 'tucham_nhap.json');
    await writeFile(file, content);
    await choose(page, origin, file);
    await page.locator('#tep-nhap-loi', {hasText: words}).waitFor();
  }
  assert.equal(await page.evaluate((key) => localStorage[key], DRAFT), before);
});

pageTest('a lost local storage is restored from the mirror', {}, async ({page, origin}) => {
  await visit(page, origin, SHEET);
  await new Officer(page).answer(ratio('11'));
  await saved(page);
  const older = await page.evaluate((key) => localStorage[key], DRAFT);
  await new Officer(page).answer(ratio('12'));
  await saved(page);
  await page.waitForTimeout(500);
  // As after a power cut: what local storage had not written yet is gone.
  for (const left of [older, null, '{"format":"tucham/dra']) {
    await page.evaluate(([key, text]) => (text === null ? localStorage.removeItem(key) : localStorage.setItem(key, text)), [DRAFT, left]);
    await page.reload();
    await page.locator('[data-test="restored"]').waitFor();
    await saved(page);
    assert.equal(await numerator(page).inputValue(), '12');
    assert.equal((await storedDraft(page)).entries['1.I.15'].numerator, '12');
  }
});

pageTest('where count and clock disagree the officer is asked', {}, async ({page, origin}) => {
  await visit(page, origin, SHEET);
  for (const text of ['11', '12', '13']) {
    await new Officer(page).answer(ratio(text));
    await saved(page);
    await page.waitForTimeout(300);
  }
  await page.waitForTimeout(500);
  // A draft that was written later by the clock, but less often.
  await page.evaluate((key) => {
    const draft = JSON.parse(localStorage[key]);
    draft.entries['1.I.15'].numerator = '5';
    draft.saves_count = 1;
    draft.saved_at_ms += 60_000;
    localStorage[key] = JSON.stringify(draft);
  }, DRAFT);
  await page.reload();
  const panel = page.locator('[data-test="incoming"]');
  await panel.waitFor();
  assert.match(await panel.textContent(), /Không rõ bản nào mới hơn/);
  assert.equal(await numerator(page).inputValue(), '5');
  const kept = (await setAside(page)).map((draft) => draft.entries['1.I.15'].numerator);
  assert.deepEqual(kept, ['13'], 'the next save writes over the second home, before anybody has chosen');
  await page.locator('[data-test="incoming-take"]').click();
  await saved(page);
  assert.equal(await numerator(page).inputValue(), '13');
});

const BROKEN_MIRRORS = {
  'is refused': () => {
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('off', 'SecurityError');
      },
    });
  },
  'never answers': () => {
    indexedDB.open = () => ({});
  },
  'throws at every transaction': () => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('gone', 'InvalidStateError');
    };
  },
};

for (const [name, breakMirror] of Object.entries(BROKEN_MIRRORS)) {
  pageTest(`a mirror that ${name} holds nobody up`, {}, async ({page, origin}) => {
    await page.addInitScript(breakMirror);
    await visit(page, origin, SHEET);
    await new Officer(page).answer(ratio('11'));
    await saved(page);
    assert.equal((await storedDraft(page)).entries['1.I.15'].numerator, '11');
  });
}

pageTest('a reminder comes after a day without a copy, and goes with a download', {}, async ({page, origin}) => {
  await page.clock.setFixedTime(new Date('2018-10-12T08:30:00+07:00'));
  await visit(page, origin, SHEET);
  await new Officer(page).answer(ratio('11'));
  await saved(page);
  await page.reload();
  await numerator(page).waitFor();
  assert.equal(await page.locator('[data-test="backup-due"]').count(), 0);
  await page.clock.setFixedTime(new Date('2018-10-13T09:30:00+07:00'));
  await page.reload();
  const reminder = page.locator('[data-test="backup-due"]');
  await reminder.waitFor();
  assert.match(await reminder.textContent(), /chưa được tải về máy lần nào/);
  await takeDownload(page, () => reminder.getByRole('button').click());
  await reminder.waitFor({state: 'hidden'});
  await page.reload();
  await numerator(page).waitFor();
  assert.equal(await page.locator('[data-test="backup-due"]').count(), 0);
});

pageTest('the browser is asked to keep what is stored, and its answer is shown', {}, async ({page, origin}) => {
  for (const [answer, words] of [[true, /nhận giữ: bản nháp không bị dọn/], [false, /chưa nhận giữ/]]) {
    await page.addInitScript((value) => {
      navigator.storage.persist = () => Promise.resolve(value);
    }, answer);
    await visit(page, origin, '/');
    await visit(page, origin, '/ban-nhap');
    await page.reload();
    await page.locator('[data-test="persist"]').click();
    await page.locator('[data-test="persist-answer"]', {hasText: words}).waitFor();
  }
});
