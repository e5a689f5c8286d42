// Storage that is off, full or holds what nobody can read: the page says what is true, typing goes on, export works.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {assertAccepted} from './judges.mjs';
import {Officer, takeDownload} from './officer.mjs';
import {criterion, points, totals} from './sheet.mjs';

usesBrowser();

const SHEET = '/xa-huong-phu/2018';
const DRAFT = 'tucham/draft/nam-dong-2018/xa-huong-phu/2018';

const BROKEN_STORAGES = {
  'full: every write throws': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  },
  'off: asking for it throws': () => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('off', 'SecurityError');
      },
    });
  },
  'forgetful: what is written is not there': () => {
    Storage.prototype.setItem = () => {};
  },
};

for (const [name, breakStorage] of Object.entries(BROKEN_STORAGES)) {
  pageTest(`storage ${name}; the page warns, scores and exports`, {}, async ({page, origin}) => {
    await page.addInitScript(breakStorage);
    await visit(page, origin, SHEET);
    const officer = new Officer(page);
    await officer.answer({criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator: '27', denominator: '30'}}});
    await page.locator('[data-test="saved"][data-state="failed"]').waitFor();
    await page.locator('[role="alert"]', {hasText: 'không lưu được bản nháp'}).waitFor();
    assert.equal(await points(page, '1.I.15'), '0.9');
    const {path} = await officer.exportFile();
    const file = await assertAccepted(path);
    assert.equal(file.totals.points, '0.9');
    await page.locator('.notice', {hasText: 'không lưu được khoá'}).waitFor();
  });
}

for (const [name, breakStorage] of Object.entries(BROKEN_STORAGES)) {
  pageTest(`storage ${name}; what is typed outlives a look at another unit, at the start and at the keys`, {}, async ({page, origin}) => {
    await page.addInitScript(breakStorage);
    await page.addInitScript(() => { IDBFactory.prototype.open = () => { throw new DOMException('off', 'SecurityError'); }; });
    await visit(page, origin, SHEET);
    const officer = new Officer(page);
    const field = criterion(page, '1.I.15').locator('[data-field="numerator"]');
    const go = async (hash, selector) => {
      await page.evaluate((next) => { location.hash = next; }, hash);
      await page.locator(selector).first().waitFor();
    };
    const back = () => go(SHEET, '[data-criterion="1.I.15"][data-led]');
    await officer.answer({criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator: '27', denominator: '30'}}});
    // At once, before the timer has tried to save.
    await go('/van-phong/2018', '[data-criterion="1.I.1"][data-led]');
    await page.locator('[data-field="numerator"]:enabled').first().fill('5');
    await back();
    assert.equal(await field.inputValue(), '27');
    assert.equal((await totals(page)).points, '0.9');
    await page.locator('[data-test="saved"][data-state="failed"]').waitFor();
    await go('/', '[data-test="unit-search"]');
    // Nothing on these pages would show else that there is something to lose.
    const unsaved = page.locator('[data-test="unsaved-elsewhere"]');
    assert.equal(await unsaved.count(), 2);
    const {path} = await takeDownload(page, () => unsaved.filter({hasText: 'Hương Phú, năm 2018'}).getByRole('button').click());
    assert.match(await readFile(path, 'utf8'), /"numerator": ?"27"/);
    if (name.startsWith('off')) {
      await page.locator('[data-test="criteria-panel"] summary').click();
      await page.locator('[data-test="set-open"]').waitFor();
    } else {
      await go('/khoa', '.keys:not([data-test="rest"])');
    }
    await back();
    assert.equal(await field.inputValue(), '27', 'after the rest took over');
    await go('/van-phong/2018', '[data-criterion="1.I.1"][data-led]');
    assert.equal(await page.locator('[data-field="numerator"]:enabled').first().inputValue(), '5', 'the other unit’s too');
  });
}

const UNREADABLE = {
  'cut off': '{"format":"tucham/draft/1","unit":"xa-huong-phu","entr',
  'from a newer version': '{"format":"tucham/draft/7","anything":[]}',
  'of another unit': '{"format":"tucham/draft/1","criteria_set":{"id":"nam-dong-2018","version":1,"sha256":""},"unit":"van-phong","period":2018,"saved_at_ms":1,"saves_count":1,"entries":{}}',
  'no JSON at all': 'ở đây không có gì\u0000',
};

for (const [name, text] of Object.entries(UNREADABLE)) {
  pageTest(`a draft ${name} is set aside whole and can be downloaded; the page starts and saves`, {}, async ({page, origin}) => {
    await page.goto(`${origin}/`);
    await page.evaluate(([key, value]) => localStorage.setItem(key, value), [DRAFT, text]);
    await visit(page, origin, SHEET);
    const notice = page.locator('[role="alert"]', {hasText: 'cất riêng'});
    await notice.waitFor();
    const {path} = await takeDownload(page, () => notice.getByRole('button').click());
    assert.equal(await readFile(path, 'utf8'), text);
    await new Officer(page).answer({criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator: '1', denominator: '2'}}});
    await page.locator('[data-test="saved"][data-state="saved"]').waitFor();
    const kept = await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('tucham/aside/')));
    assert.deepEqual(kept.map(([, value]) => value), [text]);
    await page.reload();
    await criterion(page, '1.I.15').waitFor();
    assert.equal((await totals(page)).points, '0.5');
  });
}

pageTest('a key that nobody can read counts as none; the sheet still opens', {}, async ({page, origin}) => {
  await page.goto(`${origin}/`);
  await page.evaluate(() => localStorage.setItem('tucham/key', '"z6Mk\\nsoon\\n-----BEGIN"'));
  await visit(page, origin, '/khoa');
  await page.locator('[data-test="key-create"]').waitFor();
  await visit(page, origin, SHEET);
  await criterion(page, '1.I.15').waitFor();
});

pageTest('an address that leads nowhere says so and offers the units', {}, async ({page, origin}) => {
  for (const hash of ['/xa-khong-co/2018', '/xa-huong-phu/1999', '/%F0%9F%92%A3/%00', '/xa-huong-phu/2018/kiem-tra/nua']) {
    await page.goto(`${origin}/#${hash}`);
    await page.locator('[role="alert"]', {hasText: 'không ứng với đơn vị'}).waitFor();
    assert.equal(await page.locator('[data-unit]').count(), 25);
  }
});

pageTest('a draft that could not be read at first is not overwritten; once it can, the officer chooses', {}, async ({page, origin}) => {
  await visit(page, origin, SHEET);
  const answer = (numerator) => ({criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator, denominator: '30'}}});
  const kept = () => page.evaluate((draft) => JSON.parse(localStorage[draft]).entries['1.I.15'].numerator, DRAFT);
  await new Officer(page).answer(answer('3'));
  await page.locator('[data-test="saved"][data-state="saved"]').waitFor();
  await page.addInitScript((draft) => {
    const read = Storage.prototype.getItem;
    window.isBroken = true;
    // The mirror would have the draft; it is off here too.
    indexedDB.open = () => {
      throw new DOMException('off', 'SecurityError');
    };
    Storage.prototype.getItem = function getItem(key) {
      if (key === draft && window.isBroken) throw new DOMException('not now', 'UnknownError');
      return read.call(this, key);
    };
  }, DRAFT);
  await page.reload();
  await new Officer(page).answer(answer('9'));
  await page.locator('[data-test="saved"][data-state="failed"]').waitFor();
  await page.waitForTimeout(400);
  await page.evaluate(() => {
    window.isBroken = false;
  });
  assert.equal(await kept(), '3');
  await new Officer(page).answer(answer('10'));
  const panel = page.locator('[data-test="incoming"]');
  await panel.waitFor();
  assert.match(await panel.textContent(), /10 \/ 30.*3 \/ 30/s);
  assert.equal(await kept(), '3');
  await page.locator('[data-test="incoming-keep"]').click();
  await page.locator('[data-test="saved"][data-state="saved"]').waitFor();
  assert.equal(await kept(), '10');
});
