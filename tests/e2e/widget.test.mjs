// The custom element as a page uses it: an officer's answers, its events, methods and value, and what it refuses.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, readFile, readdir, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {usesBrowser} from './browser.mjs';
import {fileOf, keyOf, signed} from './engine_package_files.mjs';
import {golden} from './golden.mjs';
import {Officer, PEOPLE, takeDownload} from './officer.mjs';
import {allPoints, controls, criterion, groupSums, ledCodes, saved, sectionSums, totals} from './sheet.mjs';
import {FORM, UNIT, WIDGET, ask, heard, open, widgetTest} from './widget_site.mjs';

usesBrowser();

const CLI = process.env.TUCHAM_CLI ?? fileURLToPath(new URL('../../target/debug/tucham', import.meta.url));
const run = promisify(execFile);
const ROW = {criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator: '12', denominator: '14'}}};
const numerator = (page) => criterion(page, '1.I.15').locator('[data-field="numerator"]');

async function nameEverybody(page) {
  for (const [name, text] of Object.entries(PEOPLE)) await page.locator(`[data-test="${name}"]`).fill(text);
}

/** A complete unsigned submission of the form in the page, with one answer. */
async function submissionOf(page) {
  await open(page);
  await new Officer(page).answer(ROW);
  await nameEverybody(page);
  return ask(page, (form) => form.exportUnsigned());
}

widgetTest('an officer\'s whole sheet: points, sums, events, and a submission that the command line scores alike', {}, async ({page}) => {
  const table = await golden(UNIT);
  await open(page);
  assert.deepEqual(await ledCodes(page), table.rows.map((row) => row.criterion));
  const officer = new Officer(page);
  for (const row of table.rows) await officer.answer(row);
  const pointsOf = (sums) => Object.fromEntries(Object.entries(sums).map(([code, {points}]) => [code, points]));
  assert.deepEqual(await allPoints(page), Object.fromEntries(table.rows.map((row) => [row.criterion, row.points ?? ''])));
  assert.deepEqual(await sectionSums(page), pointsOf(table.sections));
  assert.deepEqual(await groupSums(page), pointsOf(table.groups));
  const {excluded, ...shown} = table.totals;
  assert.deepEqual(await totals(page), Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, String(value)])));
  const [last] = (await heard(page, 'score-change')).slice(-1);
  assert.deepEqual(last, {name: 'score-change', detail: {...table.totals, problems: 0}, tag: 'tucham-form', bubbles: true, composed: true});
  await nameEverybody(page);
  const submission = await ask(page, (form) => form.exportUnsigned());
  const rows = table.rows.map(({criterion, wire, points, explanation, evidence}) =>
    JSON.parse(JSON.stringify({criterion, answer: wire, points, explanation, evidence})));
  assert.deepEqual(submission.answers, rows);
  assert.deepEqual(submission.totals, table.totals);
  const file = join(await mkdtemp(join(tmpdir(), 'tucham-widget-')), 'unsigned.json');
  await writeFile(file, JSON.stringify(submission));
  const {stdout} = await run(CLI, ['score', file]);
  const scored = JSON.parse(stdout);
  assert.deepEqual([scored.totals, scored.differences], [table.totals, []]);
});

widgetTest('"draft-saved" is told of what was read back, and it is there after a reload', {}, async ({page}) => {
  await open(page);
  assert.deepEqual(await heard(page, 'draft-saved'), [], 'what nobody typed is not saved');
  await new Officer(page).answer(ROW);
  await saved(page);
  const [event] = await heard(page, 'draft-saved');
  assert.equal(event.detail.unit, UNIT);
  assert.equal(event.detail.period, 2018);
  const stored = await page.evaluate(() => localStorage.getItem('tucham/draft/nam-dong-2018/xa-huong-phu/2018'));
  assert.equal(Date.parse(event.detail.saved_at), Math.floor(JSON.parse(stored).saved_at_ms / 1000) * 1000);
  const held = await controls(page);
  await page.reload();
  await open(page);
  assert.deepEqual(await controls(page), held);
  assert.deepEqual(await heard(page, 'draft-saved'), [], 'what was saved before is no news');
});

widgetTest('storage that keeps nothing is said, nothing is told as saved, and what is typed outlives a move', {}, async ({page}) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
    IDBFactory.prototype.open = () => { throw new DOMException('off', 'SecurityError'); };
  });
  await page.reload();
  await open(page);
  await new Officer(page).answer(ROW);
  await page.getByText('Trình duyệt không lưu được bản nháp').waitFor();
  assert.deepEqual(await heard(page, 'draft-saved'), []);
  await ask(page, async (form) => {
    // The second time before the form has asked whether it may write.
    for (let time = 0; time < 2; time += 1) {
      form.remove();
      await new Promise((resolve) => setTimeout(resolve));
      document.body.prepend(form);
      await form.ready;
    }
  });
  await open(page);
  await page.waitForFunction(() => document.querySelector('tucham-form').score?.answered === 1);
  assert.equal(await numerator(page).inputValue(), '12');
});

widgetTest('validate() says what is wrong and open, at the fields too; exportUnsigned() throws until it is mended', {}, async ({page}) => {
  await open(page);
  await numerator(page).fill('-3');
  const told = await ask(page, (form) => form.validate());
  assert.equal(told.valid, false);
  assert.deepEqual(told.problems.map(({criterion, field}) => [criterion, field]), [
    ['1.I.15', 'numerator'], [null, 'prepared_by.name'], [null, 'approved_by.name'],
  ]);
  assert.match(told.problems[0].message, /số/);
  assert.equal(told.unanswered.length, 34);
  await criterion(page, '1.I.15').locator('.problem').waitFor();
  const thrown = await ask(page, (form) => { try { return form.exportUnsigned(); } catch (error) { return [error.name, error.code, error.message]; } });
  assert.deepEqual(thrown, ['TuchamFormError', 'not-ready', 'Phiếu còn chỗ cần sửa trước khi lấy bản chưa ký.']);
  assert.deepEqual(await heard(page, 'export-ready'), []);
  // The way from the list to the field.
  await page.locator('[data-test="problems"] [data-problem="1.I.15"]').click();
  await page.waitForFunction(() => document.querySelector('tucham-form').shadowRoot.activeElement?.dataset.field === 'numerator');
  await new Officer(page).answer(ROW);
  await nameEverybody(page);
  assert.deepEqual((await ask(page, (form) => form.validate())).problems, []);
});

widgetTest('the form\'s own button downloads the submission, unless the page takes it', {}, async ({page}) => {
  const submission = await submissionOf(page);
  assert.equal(submission.proof, undefined);
  const [event] = await heard(page, 'export-ready');
  assert.deepEqual([event.detail.submission, event.detail.file_name], [submission, `tucham_2018_${UNIT}_r1.json`]);
  const button = page.locator('[data-test="export-unsigned"]');
  const {name, path} = await takeDownload(page, () => button.click());
  assert.equal(name, event.detail.file_name);
  const {id, created, ...same} = JSON.parse(await readFile(path, 'utf8'));
  const {id: otherId, created: otherCreated, ...given} = submission;
  assert.deepEqual(same, given);
  await ask(page, (form) => form.addEventListener('export-ready', (taken) => taken.preventDefault()));
  await button.click();
  await page.getByText('Đã chuyển bản chưa ký cho trang này.').waitFor();
});

widgetTest('value gives what it takes, as object and as text, signed and unsigned; the next revision follows a signed one', {}, async ({page}) => {
  const submission = await submissionOf(page);
  const {answers} = submission;
  const file = (period) => signed({...submission, period}, keyOf('widget'));
  const ways = {object: file, text: (period) => fileOf(file(period)), unsigned: (period) => ({...submission, period})};
  for (const [what, given] of Object.entries(ways)) {
    // A year of its own, for the browser keeps what was typed for the first one.
    const period = {object: 2021, text: 2022, unsigned: 2023}[what];
    await ask(page, (form, period) => { form.period = period; }, period);
    await page.waitForFunction((period) => document.querySelector('tucham-form').value?.period === period, period);
    await open(page);
    await ask(page, (form, value) => { form.value = value; }, given(period));
    await page.waitForFunction(() => document.querySelector('tucham-form').score.answered === 1);
    const value = await ask(page, (form) => form.value);
    assert.deepEqual([value.answers, value.prepared_by, value.proof], [answers, submission.prepared_by, undefined], what);
    assert.deepEqual([value.revision, value.supersedes === null], what === 'unsigned' ? [1, true] : [2, false], what);
    assert.deepEqual(await heard(page, 'value-error'), [], what);
    await saved(page);
  }
});

widgetTest('a host that asks for faults at each event takes nothing away from the officer', {}, async ({page}) => {
  await open(page);
  await ask(page, (form) => {
    for (const type of ['input', 'click']) form.addEventListener(type, () => form.validate(), true);
  });
  await numerator(page).pressSequentially('123');
  assert.equal(await numerator(page).inputValue(), '123');
  const mark = criterion(page, '1.I.16').locator('[data-field="not_applicable"]');
  await mark.click();
  assert.equal(await mark.isChecked(), true);
});

widgetTest('two values in a row leave what was typed to be had back, and a revision is not given twice', {}, async ({page}) => {
  const submission = await submissionOf(page);
  await numerator(page).fill('7');
  const answers = (count) => submission.answers.map((row) => (row.criterion === '1.I.15' ? {...row, answer: {...row.answer, numerator: count}} : row));
  for (const count of ['1', '2']) {
    await ask(page, (form, value) => { form.value = value; }, {...submission, revision: 5, supersedes: '0'.repeat(64), answers: answers(count)});
    await page.waitForFunction((count) => document.querySelector('tucham-form').shadowRoot
      .querySelector('[data-criterion="1.I.15"] [data-field="numerator"]').value === count, count);
  }
  assert.equal(await ask(page, (form) => form.value.revision), 5);
  await ask(page, (form, value) => { form.value = value; }, submission);
  await page.waitForFunction(() => document.querySelector('tucham-form').shadowRoot
    .querySelector('[data-criterion="1.I.15"] [data-field="numerator"]').value === '12');
  assert.equal(await ask(page, (form) => form.value.revision), 5);
  await page.locator('[data-test="value-undo"]').click();
  assert.equal(await numerator(page).inputValue(), '7');
});

widgetTest('unsigned values that follow one and the same revision leave one record of it', {}, async ({page}) => {
  const submission = await submissionOf(page);
  for (const [index, count] of ['1', '2', '3'].entries()) {
    await ask(page, (form, value) => { form.value = value; }, {
      ...submission, id: submission.id.replace(/.$/, String(index)), revision: 5, supersedes: '0'.repeat(64),
      answers: submission.answers.map((row) => (row.criterion === '1.I.15' ? {...row, answer: {...row.answer, numerator: count}} : row)),
    });
    await page.waitForFunction((count) => document.querySelector('tucham-form').value
      .answers.find(({criterion}) => criterion === '1.I.15').answer?.numerator === count, count);
  }
  await saved(page);
  const stored = await page.evaluate(() => JSON.parse(localStorage.getItem('tucham/draft/nam-dong-2018/xa-huong-phu/2018')));
  assert.deepEqual(stored.exports.map(({revision}) => revision), [4]);
  assert.equal(await ask(page, (form) => form.value.revision), 5);
});

widgetTest('readonly hands on a value as it is, with the points that its answers have, whatever it claims', {}, async ({page}) => {
  const submission = await submissionOf(page);
  const given = signed({...submission, revision: 3, supersedes: 'ab'.repeat(32), totals: {...submission.totals, points: '35'}}, keyOf('widget'));
  await ask(page, async (form, value) => {
    form.readOnly = true;
    form.value = value;
    await form.ready;
  }, given);
  const {proof, ...document} = {...given, totals: submission.totals};
  assert.deepEqual(await ask(page, (form) => form.value), document);
  await page.evaluate(() => { window.heard = []; });
  assert.deepEqual(await ask(page, (form) => form.exportUnsigned()), document);
  const [event] = await heard(page, 'export-ready');
  assert.deepEqual([event.detail.file_name, event.detail.submission], [`tucham_2018_${UNIT}_r3.json`, document]);
});

widgetTest('readonly hands out nothing without names', {}, async ({page}) => {
  await open(page);
  await new Officer(page).answer(ROW);
  const thrown = await ask(page, async (form) => {
    form.value = {...form.value};
    form.readOnly = true;
    await form.ready;
    try { return form.exportUnsigned(); } catch (error) { return [error.code, form.value.prepared_by.name]; }
  });
  assert.deepEqual(thrown, ['not-ready', '']);
  assert.deepEqual(await heard(page, 'export-ready'), []);
});

widgetTest('readonly shows who prepared and who approved it, and says once that it is only shown', {}, async ({page}) => {
  const submission = await submissionOf(page);
  await ask(page, async (form, value) => {
    form.readOnly = true;
    form.value = value;
    await form.ready;
  }, submission);
  const words = await page.locator('[data-test="signatories"]').innerText();
  for (const person of [submission.prepared_by, submission.approved_by]) {
    assert.ok(words.includes(person.name) && words.includes(person.position), words);
  }
  const all = await page.evaluate(() => document.querySelector('tucham-form').shadowRoot.querySelector('.widget').innerText);
  assert.equal(all.split('Chỉ xem').length, 2, all);
});

widgetTest('"value = null" and a reset while readonly show the draft again, and empty nothing', {body: `<form>${FORM}</form>`}, async ({page}) => {
  const submission = await submissionOf(page);
  await saved(page);
  for (const way of ['null', 'reset']) {
    await ask(page, async (form, value, way) => {
      form.readOnly = true;
      await form.ready;
      form.value = value;
      await form.ready;
      if (form.score.answered !== 0) throw new Error('the value is not shown');
      form.value = null;
      if (way === 'reset') form.form.reset();
      // A sheet that comes again and is moved has nothing of it left.
      await form.ready;
      form.remove();
      await new Promise((resolve) => setTimeout(resolve));
      document.querySelector('form').append(form);
      await form.ready;
    }, {...submission, answers: submission.answers.map(({criterion}) => ({criterion, answer: null}))}, way);
    assert.equal(await ask(page, ({score}) => score.answered), 1, way);
    await ask(page, async (form) => { form.readOnly = false; await form.ready; });
    await open(page);
    assert.equal(await numerator(page).inputValue(), '12', way);
    assert.equal(await page.locator('[data-test="value-taken"]').count(), 0, way);
  }
});

widgetTest('"ready" is of the change that was just made', {}, async ({page}) => {
  await open(page);
  assert.equal(await ask(page, async (form) => {
    form.unit = 'noi-vu';
    await form.ready;
    return form.value.unit.id;
  }), 'noi-vu');
  assert.deepEqual(await ask(page, async (form) => {
    form.unit = 'xa-khong-co';
    return [await form.ready.catch((error) => error.code), form.value, form.score];
  }), ['unknown-unit', null, null]);
});

widgetTest('"ready" is never of what was asked for before, at whatever moment of an opening something changes', {}, async ({page}) => {
  await open(page);
  const units = await ask(page, async (form) => {
    const found = [];
    for (let ticks = 0; ticks < 16; ticks += 1) {
      form.unit = 'noi-vu';
      for (let tick = 0; tick < ticks; tick += 1) await null;
      form.unit = 'van-phong';
      await form.ready;
      found.push(form.value?.unit.id);
    }
    return found;
  });
  assert.deepEqual(units, units.map(() => 'van-phong'));
  // A listener changes it at the first word of a sheet.
  assert.equal(await ask(page, async (form) => {
    form.addEventListener('score-change', () => { form.unit = 'noi-vu'; }, {once: true});
    form.unit = 'xa-huong-phu';
    await form.ready;
    const {id} = form.value.unit;
    form.unit = 'van-phong';
    await form.ready;
    return id;
  }), 'noi-vu');
  // Set and set back in such a moment it stands all the same.
  assert.deepEqual(await ask(page, async (form) => {
    const found = [];
    for (let ticks = 0; ticks < 16; ticks += 1) {
      form.period = 2019 + ticks;
      for (let tick = 0; tick < ticks; tick += 1) await null;
      form.unit = 'noi-vu';
      form.unit = 'van-phong';
      await form.ready;
      found.push(form.value?.period);
    }
    return found;
  }), Array.from({length: 16}, (_, ticks) => 2019 + ticks));
});

widgetTest('a value takes the place of what was typed, which can be had back', {}, async ({page}) => {
  const submission = await submissionOf(page);
  await numerator(page).fill('3');
  await ask(page, (form, value) => { form.value = value; }, submission);
  await page.locator('[data-test="value-taken"]').waitFor();
  assert.equal(await numerator(page).inputValue(), '12');
  await page.locator('[data-test="value-undo"]').click();
  await page.waitForFunction(() => document.querySelector('tucham-form').value.answers.find(({criterion}) => criterion === '1.I.15').answer.numerator === '3');
  assert.equal(await numerator(page).inputValue(), '3');
});

widgetTest('a value that will not do is refused in words, and nothing typed is lost', {}, async ({page}) => {
  const submission = await submissionOf(page);
  const file = signed(submission, keyOf('widget'));
  const bad = {
    'no JSON': ['{', 'end'],
    'another thing': [{hello: 1}, 'missing'],
    'a changed file': [{...file, revision: 7, supersedes: 'ab'.repeat(32)}, 'signature'],
    'another unit': [{...submission, unit: {id: 'xa-huong-loc', name: 'UBND xã Hương Lộc'}}, 'other-unit'],
    'another year': [{...submission, period: 2019}, 'other-period'],
    'another set': [{...submission, criteria_set: {...submission.criteria_set, version: 9}}, 'other-criteria-set'],
    'an impossible answer': [{...submission, answers: submission.answers.map((row) =>
      row.criterion === '1.I.16' ? {...row, answer: {kind: 'choice', level: 1}, points: '1'} : row)}, 'impossible-answer'],
    'a number': [17, 'invalid'],
  };
  const before = await controls(page);
  for (const [what, [value, code]] of Object.entries(bad)) {
    await page.evaluate(() => { window.heard = []; });
    await ask(page, (form, value) => { form.value = value; }, value);
    const [event, ...more] = await heard(page, 'value-error');
    assert.equal(event?.detail.code, code, what);
    assert.match(event.detail.message, /[ạậểốếệđộ]/, what);
    assert.deepEqual(more, [], what);
    const shown = await page.locator('[data-test="value-error"]').innerText();
    assert.ok(shown.includes(event.detail.message), `${what}: ${shown}`);
    assert.doesNotMatch(shown, /tệp/i, 'a page hands over no file that an officer knows of');
  }
  assert.deepEqual(await controls(page), before);
  await ask(page, (form, value) => { form.value = value; }, submission);
  await page.locator('[data-test="value-error"]').waitFor({state: 'detached'});
});

widgetTest('readonly shows a signed submission, whoever it is of, and stores nothing', {body: '<tucham-form readonly></tucham-form>'}, async ({page, context, address}) => {
  const other = await context.newPage();
  await other.goto(address);
  await ask(other, (form) => { form.readOnly = false; form.unit = 'xa-huong-phu'; });
  const file = signed(await submissionOf(other), keyOf('widget'));
  await other.close();
  await page.evaluate(() => localStorage.clear());
  await ask(page, (form, value) => { form.value = value; }, fileOf(file));
  await criterion(page, '1.I.15').waitFor();
  assert.equal(await numerator(page).inputValue(), '12');
  assert.equal(await numerator(page).isDisabled(), true);
  assert.equal(await page.locator('[data-led] :is(input, textarea, button):enabled').count(), 0);
  const {proof, ...document} = file;
  assert.deepEqual(await ask(page, (form) => form.value), document);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
});

widgetTest('attributes may change while it stands: another unit, another year, readonly, and back', {}, async ({page}) => {
  await open(page);
  await new Officer(page).answer(ROW);
  await saved(page);
  await ask(page, (form) => { form.unit = 'noi-vu'; return form.ready; });
  await page.waitForFunction(() => document.querySelector('tucham-form').value?.unit.id === 'noi-vu');
  await ask(page, (form) => { form.unit = 'xa-huong-phu'; form.period = 2019; });
  await page.waitForFunction(() => document.querySelector('tucham-form').value?.period === 2019);
  assert.equal((await ask(page, (form) => form.score)).answered, 0);
  await ask(page, (form) => { form.setAttribute('period', '2018'); form.readOnly = true; });
  await page.waitForFunction(() => document.querySelector('tucham-form').score?.answered === 1);
  assert.equal(await numerator(page).isDisabled(), true);
  await ask(page, (form) => { form.readOnly = false; });
  await open(page);
  assert.equal(await numerator(page).inputValue(), '12');
  for (const [name, value, words] of [['unit', 'xa-khong-co', 'Bộ tiêu chí không có đơn vị'], ['period', '18', 'không phải năm báo cáo']]) {
    await ask(page, (form, name, value) => { form.setAttribute('unit', 'xa-huong-phu'); form.setAttribute('period', '2018'); form.setAttribute(name, value); }, name, value);
    await page.getByText(words).waitFor();
  }
});

widgetTest('a criteria set comes from its signed file; one that was changed is refused', {}, async ({page, site}) => {
  const folder = await mkdtemp(join(tmpdir(), 'tucham-set-'));
  const [key, file] = [join(folder, 'office.pem'), join(site.folder, 'set.json')];
  const env = {...process.env, TUCHAM_PASSPHRASE: 'Bưởi thanh trà 2018'};
  await run(CLI, ['keygen', '--out', key], {env});
  await run(CLI, ['criteria-set', fileURLToPath(new URL('../../criteria/nam-dong-2020', import.meta.url)), '--key', key, '--out', file], {env});
  await writeFile(join(site.folder, 'changed.json'), (await readFile(file, 'utf8')).replace('"version": 1', '"version": 2'));
  await ask(page, (form) => { form.unit = 'xa-huong-xuan'; form.removeAttribute('period'); form.criteriaSrc = 'set.json'; });
  await page.waitForFunction(() => document.querySelector('tucham-form').value?.criteria_set.id === 'nam-dong-2020');
  assert.deepEqual(await ask(page, ({value}) => [value.unit.id, value.period]), ['xa-huong-xuan', 2020]);
  await ask(page, (form) => { form.criteriaSrc = 'changed.json'; });
  await page.getByText('Không mở được bộ tiêu chí: Chữ ký không khớp').waitFor();
});

widgetTest('of a criteria set without an end no more is read than a set may have', {}, async ({page}) => {
  await open(page);
  const told = await ask(page, async (form) => {
    const {fetch} = window;
    let sent = 0;
    window.fetch = (url) => {
      if (!String(url).endsWith('endless.json')) return fetch(url);
      const pull = (stream) => {
        sent += 1;
        if (sent > 40) stream.close();
        else stream.enqueue(new Uint8Array(1024 * 1024));
      };
      return Promise.resolve(new Response(new ReadableStream({pull})));
    };
    form.criteriaSrc = 'endless.json';
    return [await form.ready.catch((error) => [error.code, error.place]), sent];
  });
  assert.deepEqual(told[0], ['too-large', 'criteria-src']);
  assert.ok(told[1] < 12, `${told[1]} MB`);
});

test('the package has all that it names, and says what it weighs', async () => {
  const manifest = JSON.parse(await readFile(join(WIDGET, 'package.json'), 'utf8'));
  const [, version] = (await readFile(new URL('../../Cargo.toml', import.meta.url), 'utf8')).match(/^version = "(.+)"$/m);
  assert.deepEqual([manifest.name, manifest.type, manifest.version], ['tucham-form', 'module', version]);
  assert.deepEqual((await readdir(WIDGET)).sort(), [
    'LICENSE', 'README.md', 'example', 'package.json', 'tucham-form.d.ts', 'tucham-form.js', 'tucham-form.wasm',
  ]);
  const words = await readFile(join(WIDGET, 'README.md'), 'utf8');
  assert.match(words, new RegExp(`\\| \`tucham-form.wasm\` \\| ${(await readFile(join(WIDGET, 'tucham-form.wasm'))).length} \\| \\d+ \\|`));
  assert.doesNotMatch(words, /\{\{/);
});

test('a page in TypeScript compiles against the package\'s types', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tucham-widget-'));
  await writeFile(join(folder, 'page.ts'), `
import {TuchamForm, type ScoreDetail, type UnsignedSubmission} from '${WIDGET}/tucham-form.js';
const form: TuchamForm = document.querySelector('tucham-form')!;
form.addEventListener('score-change', ({detail}) => { const score: ScoreDetail = detail; console.log(score.points.length); });
form.value = '{}';
const value: UnsignedSubmission | null = form.value;
const signer: string | null = form.criteriaSigner;
console.log(signer, form.validate().problems[0]?.message, value?.answers[0]?.criterion, form.exportUnsigned().totals.points);
// @ts-expect-error there is no such event detail
form.addEventListener('draft-saved', ({detail}) => detail.points);
// @ts-expect-error a number is no submission
form.value = 7;
`);
  const compilerOptions = {noEmit: true, strict: true, noUncheckedIndexedAccess: true, target: 'es2022', lib: ['es2022', 'dom'], module: 'nodenext', types: []};
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({compilerOptions, files: ['page.ts']}));
  const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', import.meta.url));
  const compiled = await run(process.execPath, [compiler], {cwd: folder}).catch((error) => error);
  assert.equal(compiled.stdout, '');
});

