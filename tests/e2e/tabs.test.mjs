// Two tabs on one draft: one writes, the other follows and can take over; nothing is overwritten unseen.
import assert from 'node:assert/strict';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {Officer} from './officer.mjs';
import {criterion} from './sheet.mjs';

usesBrowser();

const SHEET = '/xa-huong-phu/2018';
const DRAFT = 'tucham/draft/nam-dong-2018/xa-huong-phu/2018';
const ratio = (numerator) => ({criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator, denominator: '30'}}});
const numerator = (page) => criterion(page, '1.I.15').locator('[data-field="numerator"]');
const saved = (page) => page.locator('[data-test="saved"][data-state="saved"]').waitFor();
const reads = (page) => page.locator('[data-test="reader"]').waitFor();
const writes = (page) => page.locator('.writers-only:enabled').waitFor();
const waitForValue = (page, value) => page.waitForFunction(
  ([selector, expected]) => document.querySelector(selector)?.value === expected,
  ['[data-criterion="1.I.15"] [data-field="numerator"]', value],
);

/** Opens the sheet and leaves an answer in it that is stored. */
async function answerFirst(page, origin) {
  await visit(page, origin, SHEET);
  await new Officer(page).answer(ratio('11'));
  await saved(page);
}

/** Takes the lock from whoever has it, without a word, until `letGo` is called in the page. */
function steal(page) {
  return page.evaluate((key) => new Promise((stolen) => {
    navigator.locks.request(key, {steal: true}, () => new Promise((letGo) => {
      window.letGo = letGo;
      stolen();
    }));
  }), DRAFT);
}

const LOCKS = {
  'Web Locks': () => {},
  'signs of life in storage': () => {
    Object.defineProperty(navigator, 'locks', {value: undefined});
  },
  'locks that are refused': () => {
    if (navigator.locks) navigator.locks.request = () => Promise.reject(new DOMException('not here', 'SecurityError'));
  },
};

for (const [name, breakLocks] of Object.entries(LOCKS)) {
  pageTest(`the second tab reads, follows and takes over; the first one follows then (${name})`, {}, async ({page, context, origin}) => {
    await context.addInitScript(breakLocks);
    await visit(page, origin, SHEET);
    await writes(page);
    await new Officer(page).answer(ratio('11'));
    await saved(page);

    const second = await context.newPage();
    await visit(second, origin, SHEET);
    await reads(second);
    assert.equal(await numerator(second).inputValue(), '11');
    assert.equal(await numerator(second).isDisabled(), true);
    await new Officer(page).answer(ratio('12'));
    await waitForValue(second, '12');

    // What waits to be saved in the first tab is saved before the second one writes.
    await numerator(page).fill('13');
    await second.locator('[data-test="take-over"]').click();
    await writes(second);
    assert.equal(await numerator(second).inputValue(), '13');
    await reads(page);
    assert.equal(await numerator(page).isDisabled(), true);
    await new Officer(second).answer(ratio('14'));
    await waitForValue(page, '14');

    // Once the writer is closed the reader may write, from what was left.
    await second.close();
    await writes(page);
    assert.equal(await numerator(page).inputValue(), '14');
    await new Officer(page).answer(ratio('15'));
    await saved(page);
    const kept = await page.evaluate((key) => JSON.parse(localStorage[key]).entries['1.I.15'].numerator, DRAFT);
    assert.equal(kept, '15');
  });
}

pageTest('a tab that does not answer is taken over from; when it wakes it reads', {}, async ({page, context, origin}) => {
  await visit(page, origin, SHEET);
  await writes(page);
  await new Officer(page).answer(ratio('11'));
  await saved(page);
  const second = await context.newPage();
  await visit(second, origin, SHEET);
  await reads(second);
  let isFrozen = true;
  const frozen = page.evaluate(() => {
    const end = Date.now() + 8000;
    while (Date.now() < end);
  }).then(() => {
    isFrozen = false;
  });
  await second.locator('[data-test="take-over"]').click();
  await writes(second);
  assert.equal(isFrozen, true, 'the second tab did not wait for the first one');
  await frozen;
  await reads(page);
  await new Officer(second).answer(ratio('12'));
  await saved(second);
  assert.equal(await numerator(page).isDisabled(), true);
});

pageTest('a tab that was taken over from while it still asked the mirror does not write', {}, async ({page, context, origin}) => {
  await answerFirst(page, origin);
  const second = await context.newPage();
  await visit(second, origin, SHEET);
  await reads(second);
  await second.evaluate(() => {
    const {get} = IDBObjectStore.prototype;
    IDBObjectStore.prototype.get = function (...words) {
      const late = {};
      const real = get.apply(this, words);
      real.onsuccess = () => {
        window.answerMirror = () => late.onsuccess(late.result = real.result);
      };
      return late;
    };
  });
  await page.close();
  await second.waitForFunction(() => Boolean(window.answerMirror));
  await steal(second);
  // The tab has heard of it by now: by a promise that is refused.
  await second.evaluate(() => new Promise((resolve) => setTimeout(resolve)).then(() => window.answerMirror()));
  // What an answer brings has come by then.
  await second.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.equal(await numerator(second).isDisabled(), true);
});

pageTest('where the mirror throws, the page starts and writes all the same', {}, async ({page, context, origin}) => {
  await answerFirst(page, origin);
  await page.close();
  const second = await context.newPage();
  await second.addInitScript(() => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('no longer here', 'InvalidStateError');
    };
  });
  await visit(second, origin, SHEET);
  await writes(second);
  assert.equal(await numerator(second).inputValue(), '11');
});

pageTest('two units at once: each tab writes its own draft', {}, async ({page, context, origin}) => {
  await visit(page, origin, SHEET);
  const second = await context.newPage();
  await visit(second, origin, '/xa-huong-son/2018');
  await writes(page);
  await writes(second);
});

/** Types what cannot be stored, for another program's draft is in the place, and lets another tab take over. */
async function displace(page, origin) {
  await answerFirst(page, origin);
  await page.evaluate((key) => {
    const draft = JSON.parse(localStorage[key]);
    draft.entries['1.I.15'].numerator = '29';
    draft.saves_count += 5;
    localStorage[key] = JSON.stringify(draft);
  }, DRAFT);
  await new Officer(page).answer(ratio('12'));
  await page.locator('[data-test="incoming"]').waitFor();
  await steal(page);
  await reads(page);
  await page.locator('[data-test="unsaved-waiting"]').waitFor();
}

pageTest('what a tab could not store stays when it is taken over from and shows what the other one has written', {}, async ({page, origin}) => {
  await displace(page, origin);
  const panel = page.locator('[data-test="incoming"]');
  assert.equal(await numerator(page).inputValue(), '29');
  await panel.waitFor({state: 'detached'});
  await page.evaluate(() => window.letGo());
  await writes(page);
  assert.match(await panel.textContent(), /Những gì đã nhập ở đây mà chưa lưu được.*12 \/ 30/s);
  await page.locator('[data-test="incoming-take"]').click();
  await saved(page);
  assert.equal(await page.evaluate((key) => JSON.parse(localStorage[key]).entries['1.I.15'].numerator, DRAFT), '12');
});

pageTest('what waits to be compared is set aside when the page goes', {}, async ({page, origin}) => {
  await displace(page, origin);
  await page.goto('about:blank');
  await visit(page, origin, '/ban-nhap');
  const kept = await page.evaluate(() => Object.entries(localStorage)
    .filter(([key]) => key.startsWith('tucham/aside/')).map(([, text]) => JSON.parse(text).entries['1.I.15'].numerator));
  assert.deepEqual(kept, ['12']);
  await page.locator('[data-test="aside-download"]').waitFor();
});

pageTest('a draft that another program wrote meanwhile is not overwritten; the officer chooses', {}, async ({page, origin}) => {
  await answerFirst(page, origin);
  // As a tab without locks, an old version or a copy of the profile would.
  const theirs = await page.evaluate((key) => {
    const draft = JSON.parse(localStorage[key]);
    draft.entries['1.I.15'].numerator = '29';
    draft.saves_count += 5;
    localStorage[key] = JSON.stringify(draft);
    return localStorage[key];
  }, DRAFT);
  await new Officer(page).answer(ratio('12'));
  const panel = page.locator('[data-test="incoming"]');
  await panel.waitFor();
  assert.match(await panel.textContent(), /12 \/ 30.*29 \/ 30/s);
  await page.locator('[data-test="saved"][data-state="failed"]').waitFor();
  assert.equal(await page.evaluate((key) => localStorage[key], DRAFT), theirs, 'theirs is still there');
  await page.locator('[data-test="incoming-keep"]').click();
  await saved(page);
  const state = await page.evaluate((key) => ({
    kept: JSON.parse(localStorage[key]).entries['1.I.15'].numerator,
    aside: Object.entries(localStorage).filter(([name]) => name.startsWith('tucham/aside/')).map(([, text]) => text),
  }), DRAFT);
  assert.equal(state.kept, '12');
  assert.ok(state.aside.some((text) => JSON.parse(text).entries['1.I.15'].numerator === '29'), 'theirs is set aside');
});

pageTest('who only reads can open an explanation', {}, async ({page, context, origin}) => {
  await visit(page, origin, SHEET);
  await writes(page);
  await new Officer(page).explain('1.I.15', 'theo sổ');
  await saved(page);
  const second = await context.newPage();
  await visit(second, origin, SHEET);
  await reads(second);
  const text = criterion(second, '1.I.15').locator('[data-field="explanation"]');
  assert.equal(await text.isVisible(), false);
  await criterion(second, '1.I.15').locator('.support-opener').click();
  assert.equal(await text.isVisible(), true);
  assert.deepEqual([await text.inputValue(), await text.isDisabled()], ['theo sổ', true]);
});
