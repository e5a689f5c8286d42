// The custom element in pages that others have made: React, another component, a sandboxed frame, foreign styles, forms, paper.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {PHONE, usesBrowser} from './browser.mjs';
import {assertNamelessMarked} from './nameless.mjs';
import {Officer} from './officer.mjs';
import {assertInside, readPaper, squeezed} from './paper.mjs';
import {controls, criterion, saved} from './sheet.mjs';
import {FORM, POLICY, UNIT, WIDGET, ask, heard, open, pageOf, widgetTest} from './widget_site.mjs';
import {COMPONENT, REACT_BODY, reactPage} from './widget_pages.mjs';

usesBrowser();

const ROW = {criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator: '12', denominator: '14'}}};
const numerator = (page) => criterion(page, '1.I.15').locator('[data-field="numerator"]');
const REACT = await reactPage();

widgetTest('the example page works under the policy of the README, which it carries itself', {headersOf: () => ({})}, async ({page, address}) => {
  const words = await readFile(join(WIDGET, 'README.md'), 'utf8');
  const example = await readFile(join(WIDGET, 'example/index.html'), 'utf8');
  const [, policy] = example.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/);
  assert.ok(words.includes(policy), 'the README says the same policy');
  assert.doesNotMatch(policy, /'unsafe-/);
  await page.goto(`${address}tucham-form/example/index.html`);
  await open(page);
  await new Officer(page).answer(ROW);
  await page.getByText('0.86 / 35 điểm, 1/35 câu').waitFor();
  await page.locator('#log', {hasText: 'draft-saved'}).waitFor();
  await page.locator('#unit').selectOption('noi-vu');
  await page.getByText('Phòng Nội vụ', {exact: true}).last().waitFor();
  await page.setViewportSize({...PHONE, width: 320});
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than a phone');
});

widgetTest('without \'wasm-unsafe-eval\' it says that it cannot start', {
  headersOf: () => ({'Content-Security-Policy': POLICY.replace(" 'wasm-unsafe-eval'", '')}), expected: /Content Security Policy|CompileError|unsafe-eval/,
}, async ({page}) => {
  await page.locator('.notice.error', {hasText: 'Không mở được phiếu'}).waitFor();
  assert.equal((await heard(page, 'value-error')).length, 1);
});

widgetTest('in a page of React: properties, events, a value that comes and goes', {body: REACT_BODY, files: {'react.js': REACT}}, async ({page}) => {
  await open(page);
  await new Officer(page).answer(ROW);
  await page.locator('#points', {hasText: '0.86 / 1'}).waitFor();
  await page.locator('#saved', {hasText: '2018'}).waitFor();
  await page.locator('#other').click();
  await page.waitForFunction(() => document.querySelector('tucham-form').value?.unit.id === 'noi-vu');
  await page.locator('#other').click();
  await page.waitForFunction(() => document.querySelector('tucham-form').score?.answered === 1);
  // React takes the element out of the page and makes another one.
  await page.locator('#hide').click();
  await page.locator('tucham-form').waitFor({state: 'detached'});
  await page.locator('#hide').click();
  await open(page);
  assert.equal(await numerator(page).inputValue(), '12');
  await page.locator('#bad').click();
  await page.locator('#error', {hasText: 'Không đọc được'}).waitFor();
  assert.equal(await numerator(page).inputValue(), '12');
});

widgetTest('inside another component\'s shadow root: answers, focus, events that leave it', {body: '<other-component></other-component>', files: {'component.js': COMPONENT}, head: '<script type="module" src="component.js"></script>'}, async ({page}) => {
  await open(page);
  await new Officer(page).answer(ROW);
  await saved(page);
  const [event] = await heard(page, 'draft-saved');
  assert.deepEqual([event.tag, event.detail.unit], ['other-component', UNIT], 'composed, seen from outside as the component\'s');
  await page.locator('[data-test="next-open"]').click();
  await page.waitForFunction(() => {
    const inner = document.querySelector('other-component').shadowRoot.querySelector('tucham-form').shadowRoot;
    return inner.activeElement?.closest('[data-criterion]')?.dataset.criterion === '1.I.16';
  });
});

widgetTest('in a sandboxed frame without an origin: it says that nothing is stored, goes on, and gives files', {
  body: '<iframe sandbox="allow-scripts allow-downloads" src="inner.html" width="1200" height="700"></iframe>',
  files: {'inner.html': pageOf(FORM)},
  headersOf: () => ({'Content-Security-Policy': POLICY, 'Access-Control-Allow-Origin': '*'}),
}, async ({page}) => {
  const frame = page.frameLocator('iframe');
  await frame.getByText('Trình duyệt không lưu được bản nháp').waitFor();
  const inner = page.frames()[1];
  assert.equal(await inner.evaluate(() => window.origin), 'null');
  await new Officer(inner).answer(ROW);
  await inner.waitForFunction(() => document.querySelector('tucham-form').score.points === '0.86');
  assert.deepEqual(await inner.evaluate(() => window.heard.filter(({name}) => name === 'draft-saved')), []);
  const [download] = await Promise.all([page.waitForEvent('download'), frame.locator('[data-test="draft-download"]').first().click()]);
  assert.match(download.suggestedFilename(), /^tucham_nhap_2018_xa-huong-phu.*\.json$/);
  // Moved about in its page it keeps what no storage took.
  await inner.evaluate(async () => {
    const form = document.querySelector('tucham-form');
    form.remove();
    await new Promise((resolve) => setTimeout(resolve, 30));
    document.body.append(form);
  });
  await inner.waitForFunction(() => document.querySelector('tucham-form').score?.answered === 1
    && document.querySelector('tucham-form').value?.answers.find(({criterion}) => criterion === '1.I.15').answer?.numerator === '12');
});

const LOUD = `
* { letter-spacing: 7px !important; border-radius: 0 !important; }
html { font-size: 40px; }
body { color: rgb(255, 0, 0); font: italic 30px cursive; line-height: 3; text-transform: uppercase; direction: rtl; word-spacing: 20px; }
button, input, .criterion, .level, h1, p { display: none !important; }
:root { --ink: red; --gap-m: 9rem; }`;
/** What of the sheet's looks is compared. */
const looks = (page) => page.evaluate(() => {
  const root = document.querySelector('tucham-form').shadowRoot;
  const pick = ['h1', '.criterion', '.level', '.criterion-title', 'button.primary', 'input', '.score-bar', '.why, .hint, p'];
  const names = ['fontSize', 'fontFamily', 'fontStyle', 'color', 'display', 'letterSpacing', 'wordSpacing', 'lineHeight', 'textTransform', 'direction', 'padding', 'borderRadius', 'gap'];
  return pick.map((selector) => {
    const style = getComputedStyle(root.querySelector(selector));
    return [selector, ...names.map((name) => style[name])];
  });
});

widgetTest('the page\'s styles do not come in, and the form\'s do not go out', {
  body: `<p id="own" class="criterion notice primary"><span class="visually-hidden">x</span></p>${FORM}`,
  headersOf: () => ({'Content-Security-Policy': `${POLICY}; style-src 'self'`}),
  files: {'loud.css': LOUD, 'plain.html': pageOf(FORM), 'bare.html': '<!doctype html><meta charset="utf-8"><title>x</title><link rel="icon" href="data:,"><p id="own" class="criterion notice primary"><span class="visually-hidden">x</span></p>'},
}, async ({page, address}) => {
  await page.goto(`${address}plain.html`);
  await open(page);
  const plain = await looks(page);
  await page.evaluate(() => new Promise((resolve) => {
    const link = Object.assign(document.createElement('link'), {rel: 'stylesheet', href: 'loud.css', onload: resolve});
    document.head.append(link);
  }));
  assert.deepEqual(await looks(page), plain);
  const own = () => page.locator('#own').evaluate((element) => [element, element.firstElementChild].map((one) => {
    const style = getComputedStyle(one);
    return ['color', 'background', 'border', 'padding', 'margin', 'font', 'display', 'position', 'overflow', 'boxSizing', 'clipPath'].map((name) => style[name]);
  }));
  await page.goto(`${address}bare.html`);
  const bare = await own();
  await page.goto(address);
  await open(page);
  assert.deepEqual(await own(), bare);
  assert.equal(await page.evaluate(() => document.querySelectorAll('style, link[rel="stylesheet"]').length + document.adoptedStyleSheets.length), 0);
});

widgetTest('part of a form: what is sent, what may not be sent, disabled, reset', {
  body: `<form id="own" action="other.html"><fieldset><tucham-form name="phieu" unit="${UNIT}" period="2018" required></tucham-form></fieldset><button>Gửi</button></form>`,
}, async ({page}) => {
  await open(page);
  assert.equal(await ask(page, (form) => form.form.id), 'own');
  const state = () => ask(page, ({validity, validationMessage, willValidate}) =>
    [validity.valueMissing, validity.customError, validationMessage, willValidate]);
  assert.deepEqual(await state(), [true, false, 'Phiếu còn 35 tiêu chí chưa trả lời.', true]);
  await page.getByText('Gửi', {exact: true}).click();
  assert.match(page.url(), /\/$/, 'the browser does not send it');
  await numerator(page).fill('x');
  await page.waitForFunction(() => document.querySelector('tucham-form').validity.customError);
  assert.equal((await state())[2], 'Phiếu còn 1 tiêu chí cần sửa.');
  await new Officer(page).answer(ROW);
  await ask(page, (form) => { form.required = false; });
  assert.deepEqual((await state()).slice(0, 2), [false, false]);
  assert.equal(await ask(page, (form) => form.checkValidity()), true);
  const sent = JSON.parse(await page.evaluate(() => new FormData(document.querySelector('form')).get('phieu')));
  assert.deepEqual(sent, await ask(page, (form) => form.value));
  await page.evaluate(() => { document.querySelector('fieldset').disabled = true; });
  await page.locator('tucham-form [data-field]:enabled').first().waitFor({state: 'detached'});
  assert.equal(await page.evaluate(() => new FormData(document.querySelector('form')).has('phieu')), false);
  await page.evaluate(() => { document.querySelector('fieldset').disabled = false; });
  await open(page);
  await page.evaluate(() => document.querySelector('form').reset());
  await page.waitForFunction(() => document.querySelector('tucham-form').score.answered === 0);
  await page.locator('[data-test="value-undo"]').click();
  await page.waitForFunction(() => document.querySelector('tucham-form').score.answered === 1);
});

widgetTest('part of a form: after an opening that failed nothing is sent, and "required" keeps the form from going', {
  body: `<form id="own" action="other.html"><tucham-form name="phieu" unit="${UNIT}" period="2018"></tucham-form><button>Gửi</button></form>`,
}, async ({page}) => {
  await open(page);
  const sent = () => page.evaluate(() => new FormData(document.querySelector('form')).get('phieu'));
  assert.ok(await sent());
  assert.equal(await ask(page, async (form) => {
    form.unit = 'xa-khong-co';
    return form.ready.catch((error) => error.code);
  }), 'unknown-unit');
  assert.equal(await sent(), null);
  assert.equal(await ask(page, (form) => form.checkValidity()), true);
  await ask(page, (form) => { form.required = true; });
  assert.deepEqual(await ask(page, (form) => [form.checkValidity(), form.validity.valueMissing, form.validationMessage]), [false, true, 'Phiếu chưa mở.']);
  await page.getByText('Gửi', {exact: true}).click();
  assert.match(page.url(), /\/$/, 'the browser does not send it');
  await page.waitForFunction(() => document.querySelector('tucham-form').shadowRoot.activeElement?.textContent === 'Thử lại');
  await ask(page, async (form, unit) => { form.required = false; form.unit = unit; await form.ready; }, UNIT);
  assert.ok(await sent());
});

widgetTest('a document without a name is marked at its field, and at no other', {}, async ({page}) => {
  await open(page);
  await assertNamelessMarked(page, ROW.criterion);
});

widgetTest('several on one page look only in themselves; two on one draft take turns', {
  body: `<tucham-form id="a" unit="${UNIT}" period="2018"></tucham-form><tucham-form id="b" unit="${UNIT}" period="2019"></tucham-form><tucham-form id="c" unit="${UNIT}" period="2018"></tucham-form>`,
}, async ({page}) => {
  const [a, b, c] = ['#a', '#b', '#c'].map((id) => page.locator(id));
  const field = (form) => form.locator('[data-criterion="1.I.15"] [data-field="numerator"]');
  const writes = (form) => form.locator('.finish .writers-only:enabled').first().waitFor({state: 'attached'});
  await Promise.all([writes(a), writes(b), c.locator('[data-test="reader"]').waitFor()]);
  const words = await c.locator('[data-test="reader"]').innerText();
  assert.match(words, /chỗ khác trên trang này.*Nhập ở đây/s);
  assert.doesNotMatch(words, /Cửa sổ này/);
  assert.equal(await page.evaluate(() => performance.getEntriesByType('resource').filter(({name}) => name.endsWith('.wasm')).length), 1, 'one Wasm for all');
  await b.locator('[data-test="next-open"]').click();
  await page.waitForFunction(() => document.activeElement.id === 'b' && document.activeElement.shadowRoot.activeElement?.matches('[data-criterion="1.I.5"] input'));
  await field(a).fill('11');
  await page.waitForFunction(() => document.querySelector('#c').shadowRoot.querySelector('[data-criterion="1.I.15"] [data-field="numerator"]').value === '11');
  assert.equal(await field(b).inputValue(), '');
  assert.equal(await field(c).isDisabled(), true);
  // What b finds on its own time it shows and focuses in itself, though something has happened in a since.
  await field(b).fill('5');
  await b.locator('[data-test="saved"][data-state="saved"]').waitFor();
  await page.evaluate((key) => {
    const draft = JSON.parse(localStorage.getItem(key));
    localStorage.setItem(key, JSON.stringify({...draft, saves_count: draft.saves_count + 1, saved_at_ms: draft.saved_at_ms + 1}));
  }, `tucham/draft/nam-dong-2018/${UNIT}/2019`);
  await page.evaluate(() => {
    const [a, b] = ['#a', '#b'].map((id) => document.querySelector(id).shadowRoot.querySelector('[data-criterion="1.I.15"] [data-field="numerator"]'));
    b.value = '6';
    b.dispatchEvent(new Event('input', {bubbles: true}));
    a.focus();
  });
  await b.locator('[data-test="incoming"]').waitFor();
  await page.waitForFunction(() => document.querySelector('#b').shadowRoot.activeElement?.dataset.test === 'incoming');
  await b.locator('[data-test="incoming-keep"]').click();
  await field(a).fill('12');
  await c.locator('[data-test="take-over"]').click();
  await writes(c);
  assert.equal(await field(c).inputValue(), '12', 'what waited was saved before');
  await a.locator('[data-test="reader"]').waitFor();
  await page.evaluate(() => document.querySelector('#c').remove());
  await writes(a);
  // Moved within one turn it never ends: focus goes, nothing else.
  const same = await page.evaluate(async () => {
    const form = document.querySelector('#a');
    const sheet = form.shadowRoot.querySelector('.sheet');
    document.body.append(form);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return sheet === form.shadowRoot.querySelector('.sheet') && sheet.isConnected;
  });
  assert.equal(same, true);
});

widgetTest('on paper every criterion is there, and nothing to press', {}, async ({page}) => {
  await open(page);
  const lines = Array.from({length: 12}, (_, index) => `Dòng thứ ${index + 1} của giải trình.`);
  await new Officer(page).answer({...ROW, explanation: lines.join('\n'), evidence: [{title: 'Báo cáo kết nối'}]});
  await criterion(page, ROW.criterion).locator('.support-opener').click();
  await page.locator('[data-test="prepared-name"]').fill('Trần Thị Bé');
  const before = await controls(page);
  await page.emulateMedia({media: 'print'});
  const seen = await page.evaluate(() => {
    const root = document.querySelector('tucham-form').shadowRoot;
    const isSeen = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 0;
    const count = (selector) => [...root.querySelectorAll(selector)].filter(isSeen).length;
    return {criteria: count('[data-led]'), buttons: count('button'), side: count('.sheet-side'), fixed: [...root.querySelectorAll('*')].filter((element) => /fixed|sticky/.test(getComputedStyle(element).position) && isSeen(element)).length};
  });
  assert.deepEqual(seen, {criteria: 35, buttons: 0, side: 0, fixed: 0});
  await page.emulateMedia({media: null});
  // As browsers have it that do not know "until-found".
  await page.evaluate(() => {
    const style = new CSSStyleSheet();
    style.replaceSync('@media screen { [hidden] { display: none; } }');
    document.querySelector('tucham-form').shadowRoot.adoptedStyleSheets.push(style);
  });
  // The margins are the page's own; a browser's default is wide enough for any printer.
  const margin = '10mm';
  const paper = await readPaper(await page.pdf({format: 'A4', margin: {top: margin, bottom: margin, left: margin, right: margin}}));
  assertInside(paper);
  const text = squeezed(paper.pages.map((one) => one.text).join(''));
  for (const code of Object.keys(before)) {
    const title = squeezed(await criterion(page, code).locator('h4').innerText());
    assert.ok(text.includes(title), `${code}: ${title}`);
  }
  for (const words of [...lines, 'Báo cáo kết nối', 'Trần Thị Bé']) assert.ok(text.includes(squeezed(words)), words);
  const room = criterion(page, ROW.criterion).locator('.support-room');
  assert.equal(await room.getAttribute('hidden'), 'until-found', 'the screen is as before');
  assert.equal(await room.locator('textarea').evaluate(({style}) => style.blockSize), '');
});
