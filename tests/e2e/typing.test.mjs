// What Vietnamese input methods type stays as typed while the field has focus, and is put in order when it is left.
import assert from 'node:assert/strict';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {assertNamelessMarked} from './nameless.mjs';
import {criterion, points, saved} from './sheet.mjs';

usesBrowser();

const SHEET = '/xa-huong-phu/2018';
/** Máy tính per cán bộ, công chức cấp xã: a ratio that every commune leads. */
const RATIO = '1.I.15';

/** Composes as an input method does: each state replaces the one before, the last is committed. */
async function compose(page, field, states) {
  const session = await page.context().newCDPSession(page);
  const before = await field.inputValue();
  for (const text of states) {
    await session.send('Input.imeSetComposition', {text, selectionStart: text.length, selectionEnd: text.length});
    assert.equal(await field.inputValue(), before + text, 'the text that is being composed stays as composed');
  }
  await session.send('Input.insertText', {text: states.at(-1)});
  assert.equal(await field.inputValue(), before + states.at(-1));
  await session.detach();
}

pageTest('a number composed by an input method is left alone until the field is left', {}, async ({page, origin}) => {
  await openSheet(page, origin);
  const field = criterion(page, RATIO).locator('[data-field="numerator"]');
  await field.focus();
  await compose(page, field, ['1', '12']);
  await page.keyboard.type(' 500');
  assert.equal(await field.inputValue(), '12 500');
  await saved(page);
  assert.equal(await field.inputValue(), '12 500', 'saving does not rewrite the field');
  await field.blur();
  assert.equal(await field.inputValue(), '12.500');
});

pageTest('points follow each keystroke while a field has focus', {}, async ({page, origin}) => {
  await openSheet(page, origin);
  const place = criterion(page, RATIO);
  await place.locator('[data-field="denominator"]').fill('30');
  await place.locator('[data-field="numerator"]').focus();
  assert.equal(await points(page, RATIO), '');
  await page.keyboard.type('2');
  assert.equal(await points(page, RATIO), '0.07');
  await page.keyboard.type('7');
  assert.equal(await points(page, RATIO), '0.9');
});

pageTest('the points of the sheet stand there once a key is handled, those of the criterion before the next frame', {}, async ({page, origin}) => {
  await openSheet(page, origin);
  const place = criterion(page, RATIO);
  const field = place.locator('[data-field="numerator"]');
  await place.locator('[data-field="denominator"]').fill('30');
  await field.fill('2');
  assert.equal(await points(page, RATIO), '0.07');
  await place.evaluate((criterion) => {
    const shown = () => [document.querySelector('[data-total="points"]'), criterion.querySelector('[data-points]')]
      .map((element) => element.dataset.value);
    const told = new Promise((resolve) => {
      const observer = new MutationObserver(() => resolve(shown()));
      observer.observe(document.querySelector('[data-total="points"]'), {subtree: true, childList: true, characterData: true});
    });
    const frame = new Promise((resolve) => {
      addEventListener('input', () => requestAnimationFrame(() => resolve(shown())), {capture: true, once: true});
    });
    window.told = Promise.all([told, frame]);
  });
  await field.press('End');
  await page.keyboard.press('0');
  assert.deepEqual(await page.evaluate(() => window.told), [['0.67', '0.07'], ['0.67', '0.67']]);
});

pageTest('a letter that Telex leaves in a number is an error at the field, and the text stays', {}, async ({page, origin}) => {
  await openSheet(page, origin);
  const place = criterion(page, RATIO);
  const field = place.locator('[data-field="numerator"]');
  await field.focus();
  await compose(page, field, ['1', '1d', '1đ']);
  await field.blur();
  assert.equal(await field.inputValue(), '1đ');
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.equal(await points(page, RATIO), '');
});

pageTest('a click below a wrong number is not lost to the words that push it down', {}, async ({page, origin}) => {
  await openSheet(page, origin);
  const field = criterion(page, RATIO).locator('[data-field="numerator"]');
  await field.fill('1đ');
  const below = criterion(page, '1.I.16').locator('[data-field="not_applicable"]');
  await below.scrollIntoViewIfNeeded();
  const {x, y, width, height} = await below.boundingBox();
  await field.focus();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  assert.equal(await field.getAttribute('aria-invalid'), null, 'nothing moves under the button that is down');
  await page.mouse.up();
  assert.equal(await below.isChecked(), true);
  await criterion(page, RATIO).locator('[aria-invalid="true"]').waitFor();
});

pageTest('a document without a name is marked at its field, and at no other', {}, async ({page, origin}) => {
  await openSheet(page, origin);
  await assertNamelessMarked(page, RATIO);
});

pageTest('an explanation composed with Telex stays as composed', {}, async ({page, origin}) => {
  await openSheet(page, origin);
  const place = criterion(page, RATIO);
  await place.locator('.support-opener').click();
  const field = place.locator('[data-field="explanation"]');
  await field.focus();
  await compose(page, field, ['d', 'đ', 'đu', 'đuo', 'đươ', 'đươc', 'được']);
  await page.keyboard.type(' ');
  await compose(page, field, ['c', 'ca', 'câ', 'câp', 'cấp']);
  assert.equal(await field.inputValue(), 'được cấp');
  await saved(page);
  await field.blur();
  assert.equal(await field.inputValue(), 'được cấp');
  await page.reload();
  await place.locator('.support-opener').click();
  assert.equal(await field.inputValue(), 'được cấp');
});

pageTest('typing in the middle of a text keeps the caret there', {}, async ({page, origin}) => {
  await openSheet(page, origin);
  const field = criterion(page, RATIO).locator('[data-field="denominator"]');
  await field.focus();
  await page.keyboard.type('1999');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('23');
  assert.equal(await field.inputValue(), '123999');
  await field.blur();
  assert.equal(await field.inputValue(), '123.999');
});

// Pasted as a person pastes: the clipboard's text arrives in one piece.
const PASTED = [
  ['1.234', '1.234'], [' 1 234 ', '1.234'], ['1\u00a0234', '1.234'], ['30\t', '30'], ['007', '7'],
  ['1.5', '1.5'], ['1,2,3', '1,2,3'], ['12.34', '12.34'], ['-3', '-3'], ['１２', '１２'], ['85%', '85%'],
];

for (const [pasted, shown] of PASTED) {
  pageTest(`a pasted ${JSON.stringify(pasted)} becomes ${JSON.stringify(shown)}`, {}, async ({page, origin}) => {
    await openSheet(page, origin);
    const field = criterion(page, RATIO).locator('[data-field="denominator"]');
    await field.focus();
    await page.keyboard.insertText(pasted);
    await field.blur();
    assert.equal(await field.inputValue(), shown);
    const isWrong = !/^[0-9]+(\.[0-9]{3})*$/.test(shown);
    assert.equal(await field.getAttribute('aria-invalid'), isWrong ? 'true' : null);
  });
}

/** Opens the sheet and waits until it takes input: keys that come before go nowhere. */
async function openSheet(page, origin) {
  await visit(page, origin, SHEET);
  await page.locator('.writers-only:enabled').waitFor();
}
