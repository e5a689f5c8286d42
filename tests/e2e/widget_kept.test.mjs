// Nothing typed in the widget is lost: by values, moves, other units, other writers, where storage takes it and where not.
import assert from 'node:assert/strict';
import {usesBrowser} from './browser.mjs';
import {Officer} from './officer.mjs';
import {criterion} from './sheet.mjs';
import {FORM, UNIT, ask, open, widgetTest} from './widget_site.mjs';

usesBrowser();

const KEY = `tucham/draft/nam-dong-2018/${UNIT}/2018`;
const numerator = (page) => criterion(page, '1.I.15').locator('[data-field="numerator"]');
const typed = (numerator) => ({criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator, denominator: '14'}}});

/** Storage and its second home refuse everything. */
const refuseAll = () => {
  Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  IDBFactory.prototype.open = () => { throw new DOMException('off', 'SecurityError'); };
};

/** What lies under `aside` is not kept. */
const refuseAside = () => {
  const {setItem} = Storage.prototype;
  Storage.prototype.setItem = function (key, text) {
    if (key.startsWith('tucham/aside/')) throw new DOMException('full', 'QuotaExceededError');
    setItem.call(this, key, text);
  };
};

/** A page whose storage is as `script` makes it. */
async function openWith(page, script) {
  await page.addInitScript(script);
  await page.reload();
  await open(page);
}

/** The submission of the form in the page, with this numerator. */
const valueOf = (page, numerator) => ask(page, ({value}, numerator) => ({
  ...value, answers: value.answers.map((row) => (row.criterion === '1.I.15' ? {...row, answer: {kind: 'ratio', numerator, denominator: '14'}} : row)),
}), numerator);

const give = (page, value) => ask(page, (form, value) => { form.value = value; }, value);

/** Waits until the sheet has this numerator. */
const has = (page, numerator) => page.waitForFunction((numerator) => document.querySelector('tucham-form').shadowRoot
  .querySelector('[data-criterion="1.I.15"] [data-field="numerator"]')?.value === numerator, numerator);

/** Takes the element out of the page, and in again once its sheet has ended. */
const move = (page) => ask(page, async (form) => {
  form.remove();
  await new Promise((resolve) => setTimeout(resolve, 20));
  document.body.prepend(form);
  await form.ready;
});

/** Somebody else takes the draft, without a word, until `letGo`. */
const steal = (page, key = KEY) => page.evaluate((key) => {
  navigator.locks.request(key, {steal: true}, () => new Promise((resolve) => { window.letGo = resolve; }));
}, key);

const undo = (page) => page.locator('[data-test="value-undo"]').click();

widgetTest('without storage: what was typed and a waiting value outlive another form\'s taking over', {
  body: `${FORM}${FORM.replace('<tucham-form', '<tucham-form id="b"')}`,
}, async ({page}) => {
  await openWith(page, refuseAll);
  const a = page.locator('tucham-form').first();
  const b = page.locator('#b');
  await b.locator('[data-test="reader"]').waitFor();
  await new Officer(a).answer(typed('12'));
  await b.locator('[data-test="take-over"]').click();
  await b.locator('.finish .writers-only:enabled').first().waitFor({state: 'attached'});
  await a.locator('[data-test="reader"]').waitFor();
  await give(page, await valueOf(page, '7'));
  await a.locator('[data-test="value-waiting"]').waitFor();
  for (let time = 0; time < 2; time += 1) await move(page);
  await page.evaluate(() => document.querySelector('#b').remove());
  await open(page);
  await has(page, '7');
  await undo(page);
  assert.equal(await numerator(page).inputValue(), '12');
});

/** Each way in which a draft can stay unsaved: how it comes about after "12" was typed, and what an officer finds after it all. */
const UNSAVED = {
  'storage fails': {before: refuseAll},
  'the place holds what cannot be read': {
    before: `localStorage.setItem('${KEY}', '{"broken'); (${refuseAside})()`,
  },
  'somebody else has written': {
    first: '5', tamper: (draft) => ({...draft, saves_count: draft.saves_count + 1, saved_at_ms: draft.saved_at_ms + 1}), isCompared: true,
  },
  'a newer version has written': {
    // The second home has what was typed.
    first: '5', tamper: (draft) => ({...draft, format: draft.format.replace(/\d+$/, '99')}),
  },
  'the timer still runs': {isQuick: true},
};

for (const [why, {before, first, tamper, isCompared, isQuick}] of Object.entries(UNSAVED)) {
  widgetTest(`what was typed and a waiting value outlive a lock that is taken away and a move: ${why}`, {}, async ({page}) => {
    await (before ? openWith(page, before) : open(page));
    if (first) {
      await new Officer(page).answer(typed(first));
      await page.locator('[data-test="saved"][data-state="saved"]').waitFor();
      const draft = JSON.parse(await page.evaluate((key) => localStorage.getItem(key), KEY));
      await page.evaluate(([key, text]) => localStorage.setItem(key, text), [KEY, JSON.stringify(tamper(draft))]);
    }
    if (isQuick) {
      await new Officer(page).answer(typed('1'));
      await page.locator('[data-test="saved"][data-state="saved"]').waitFor();
      // The lock goes in the turn in which something is typed.
      await page.evaluate((key) => {
        const field = document.querySelector('tucham-form').shadowRoot.querySelector('[data-criterion="1.I.15"] [data-field="numerator"]');
        field.value = '12';
        field.dispatchEvent(new Event('input', {bubbles: true}));
        navigator.locks.request(key, {steal: true}, () => new Promise((resolve) => { window.letGo = resolve; }));
      }, KEY);
    } else {
      await new Officer(page).answer(typed('12'));
      await page.waitForTimeout(400);
      await steal(page);
    }
    await page.locator('[data-test="reader"]').waitFor();
    await give(page, await valueOf(page, '7'));
    await page.locator('[data-test="value-waiting"]').waitFor();
    await move(page);
    await page.evaluate(() => window.letGo());
    await open(page);
    await has(page, '7');
    if (isCompared) {
      const words = await page.locator('[data-test="incoming"]').innerText();
      assert.match(words, /12/, words);
      await page.locator('[data-test="incoming-take"]').click();
    } else {
      await undo(page);
    }
    await has(page, '12');
  });
}

for (const isMoved of [false, true]) widgetTest(`what was typed and not stored stays when another writer's draft is shown${isMoved ? ', and after a move' : ''}`, {}, async ({page}) => {
  await openWith(page, () => { IDBFactory.prototype.open = () => { throw new DOMException('off', 'SecurityError'); }; });
  await new Officer(page).answer(typed('5'));
  await page.locator('[data-test="saved"][data-state="saved"]').waitFor();
  await page.evaluate((key) => {
    const draft = JSON.parse(localStorage.getItem(key));
    localStorage.setItem(key, JSON.stringify({...draft, saves_count: draft.saves_count + 1, saved_at_ms: draft.saved_at_ms + 1}));
  }, KEY);
  await numerator(page).fill('12');
  await page.locator('[data-test="incoming"]').waitFor();
  await steal(page);
  await page.locator('[data-test="reader"]').waitFor();
  await has(page, '5');
  // Nobody chooses where nobody may write.
  await page.locator('[data-test="incoming"]').waitFor({state: 'detached'});
  if (isMoved) {
    await move(page);
    await page.locator('[data-test="unsaved-waiting"]').waitFor();
  }
  await page.evaluate(() => window.letGo());
  await open(page);
  assert.match(await page.locator('[data-test="incoming"]').innerText(), /mà chưa lưu được.*12 \/ 14/s);
  await has(page, '5');
  await page.locator('[data-test="incoming-take"]').click();
  await has(page, '12');
});

widgetTest('without storage: what "undo" would bring back outlives a move, and a value is not taken for typed text by it', {}, async ({page}) => {
  await openWith(page, refuseAll);
  await new Officer(page).answer(typed('12'));
  await give(page, await valueOf(page, '7'));
  await has(page, '7');
  await move(page);
  await open(page);
  await has(page, '7');
  // What was given is nothing that anybody typed, after a move too.
  await give(page, await valueOf(page, '8'));
  await has(page, '8');
  await undo(page);
  await has(page, '12');
  assert.equal(await page.locator('[data-test="value-taken"]').count(), 0);
});

widgetTest('without storage and without attributes: values of other units and years leave each what was typed in it', {body: '<tucham-form></tucham-form>'}, async ({page, context, address}) => {
  const other = await context.newPage();
  await other.goto(address);
  const empty = {};
  for (const unit of [UNIT, 'noi-vu']) {
    empty[unit] = await ask(other, async (form, unit) => { form.unit = unit; await form.ready; return form.value; }, unit);
  }
  await other.close();
  await page.addInitScript(refuseAll);
  await page.reload();
  const values = {a: empty[UNIT], b: empty['noi-vu'], c: {...empty[UNIT], period: 2019}};
  const show = async (name) => {
    const {unit, period} = values[name];
    await give(page, values[name]);
    await page.waitForFunction(([unit, period]) => {
      const {value} = document.querySelector('tucham-form');
      return value?.unit.id === unit && value.period === period;
    }, [unit.id, period]);
    await open(page);
  };
  const name = page.locator('[data-test="prepared-name"]');
  for (const one of Object.keys(values)) {
    await show(one);
    await name.fill(`Người ${one}`);
  }
  await ask(page, async (form) => {
    form.readOnly = true;
    await form.ready;
    form.readOnly = false;
    await form.ready;
  });
  for (const one of Object.keys(values)) {
    await show(one);
    // The value, an empty sheet, has taken the place of what was typed.
    await undo(page);
    assert.equal(await name.inputValue(), `Người ${one}`);
  }
});

widgetTest('a value that comes while a field is typed in takes the caret out of it; what was half typed can be had back', {}, async ({page}) => {
  await open(page);
  await new Officer(page).answer(typed('1'));
  const value = await valueOf(page, '7');
  await numerator(page).focus();
  await page.keyboard.press('End');
  await page.keyboard.type('2');
  await give(page, value);
  await page.locator('[data-test="value-taken"]').waitFor();
  await page.waitForFunction(() => document.querySelector('tucham-form').shadowRoot.activeElement?.dataset.test === 'value-taken');
  await page.keyboard.type('3');
  assert.equal(await numerator(page).inputValue(), '7', 'nobody\'s number');
  await undo(page);
  assert.equal(await numerator(page).inputValue(), '12');
  // So can what an input method is still composing.
  await new Officer(page).explain('1.I.15', 'Đã nối ');
  const explanation = criterion(page, '1.I.15').locator('[data-field="explanation"]');
  await explanation.focus();
  await page.keyboard.press('End');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Input.imeSetComposition', {text: 'mạ', selectionStart: 2, selectionEnd: 2});
  await give(page, value);
  await has(page, '7');
  assert.equal(await explanation.inputValue(), '');
  await undo(page);
  assert.equal(await explanation.inputValue(), 'Đã nối mạ');
  // The same value again is none: whoever types goes on typing.
  await numerator(page).focus();
  await give(page, await valueOf(page, '12'));
  await page.keyboard.press('End');
  await page.keyboard.type('0');
  assert.equal(await numerator(page).inputValue(), '120');
});

widgetTest('names alone are typed text too', {}, async ({page}) => {
  await open(page);
  const value = await ask(page, (form) => form.value);
  await page.locator('[data-test="prepared-name"]').fill('Trần Thị Bé');
  await give(page, value);
  await undo(page);
  assert.equal(await page.locator('[data-test="prepared-name"]').inputValue(), 'Trần Thị Bé');
});
