// The office's pictures: they follow the result, are what their tables say, go out as files that need no page, and stand whole
// on paper. Lengths and corners are tested in `tests/handover_charts.rs`; axe looks at the page in `accessibility.test.mjs`.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {pageTest, usesBrowser} from './browser.mjs';
import {find, openOffice} from './office_page.mjs';
import {picturesOfAppraisal, picturesOfTwoYears} from './office_states.mjs';
import {takeDownload} from './officer.mjs';
import {assertInside, assertNumbered, readPaper, squeezed} from './paper.mjs';

usesBrowser();

const A4_POINTS = {width: 595, height: 842};

pageTest('an empty desk has every picture, and each says that there are no points', {}, async ({page, origin}) => {
  await openOffice(page, origin, '/hinh');
  const captions = await page.locator('.chart-title').allInnerTexts();
  // Groups, sections of three groups, each as bars and as a radar; three classes of units.
  assert.equal(captions.length, 2 + 3 * 2 + 3, captions.join('; '));
  for (const figure of await page.locator('.chart').all()) {
    assert.ok((await textsOf(figure)).includes('chưa có điểm') || (await figure.locator('.chart-radar').count()), await figure.innerText());
    assert.equal(await figure.locator('.chart-rows > g .chart-solid[width$="%"]').count(), 0, 'no bar for nothing');
  }
  assert.equal(await page.locator('#hinh-nam-khac, #hinh-tham-dinh').count(), 0);
});

pageTest('the pictures are those of the result, and the tables say the same', {}, async ({page, origin}) => {
  await picturesOfTwoYears(page, origin);
  const sections = page.locator('#hinh-muc-1-1');
  // The commune's ratio is 12/14 or 13/14, by which of its files was taken; 0.5 are the officer's.
  const [, first] = (await rowsOf(sections))[0];
  assert.match(first, /^1,(36|43)$/);
  assert.deepEqual((await rowsOf(sections)).map(([, points, maximum]) => [points, maximum]), [[first, '30'], ['1,00', '12'], ['chưa có điểm', '8']]);
  assert.deepEqual((await textsOf(sections)).filter((text) => / \/ |chưa/.test(text)), [`${first} / 30`, '1,00 / 12', 'chưa có điểm']);
  // One of 30 at most, in a frame of 12 of 30.
  const [, second] = await sections.locator('.chart-solid[width$="%"]').evaluateAll((bars) => bars.map((bar) => bar.getAttribute('width')));
  assert.equal(second, '3.33%');
  const measured = await sections.locator('.chart-track[width$="%"]').evaluateAll((frames) => frames.map((frame) => frame.getBoundingClientRect().width));
  assert.ok(Math.abs(measured[1] / measured[0] - 12 / 30) < 0.01, measured.join(' '));

  const communes = await rowsOf(page.locator('#hinh-xep-hang-2'));
  assert.equal(communes.length, 11);
  assert.deepEqual(communes[0].slice(0, 2), ['UBND xã Hương Phú', '1']);
  const percentage = communes[0].at(-1);
  const before = await rowsOf(page.locator('#hinh-nam-khac-2'));
  assert.deepEqual(before[0], ['UBND xã Hương Phú', percentage, percentage, '0,00']);
  assert.deepEqual(before[1].slice(1), ['chưa có điểm', 'chưa có điểm', '–']);

  await page.locator('[data-test="other-year"]').selectOption('');
  await page.locator('#hinh-nam-khac').waitFor({state: 'detached'});
});

pageTest('what the office gives stands beside what the unit gave itself, for the units that are appraised', {}, async ({page, origin}) => {
  await picturesOfAppraisal(page, origin);
  assert.deepEqual(await rowsOf(page.locator('#hinh-tham-dinh-1')), [['UBND xã Hương Phú', '35', '0,50', '0,90', '−0,40']]);
  const texts = await textsOf(page.locator('#hinh-tham-dinh-1'));
  assert.deepEqual(texts, ['Thẩm định', 'Tự chấm', 'UBND xã Hương Phú', '0,50', '0,90']);
});

pageTest('each picture goes out as a file that needs nothing else', {}, async ({page, context, origin}) => {
  await openOffice(page, origin, '/hinh');
  const buttons = find(page, 'picture-save');
  const names = [];
  // Of every kind; Chromium takes no more than ten files in a moment.
  for (const place of [0, 1, 2, 3, 8]) {
    const {name, path} = await takeDownload(page, () => buttons.nth(place).click());
    names.push(name);
    const text = await readFile(path, 'utf8');
    const {error, root, external} = await page.evaluate(examine, text);
    assert.equal(error, null, name);
    assert.equal(root, 'http://www.w3.org/2000/svg svg');
    assert.deepEqual(external, [], 'it refers to itself alone');
  }
  assert.equal(new Set(names).size, names.length, names.join(' '));
  assert.ok(names.includes('tucham_hinh_2018_nam-dong-2018_muc-1-1.svg'), names.join(' '));

  // As any program shows it: its letters lie inside and apart.
  const {path} = await takeDownload(page, () => buttons.nth(3).click());
  const alone = await context.newPage();
  await alone.setContent(`<body style="margin: 0">${(await readFile(path, 'utf8')).replace(/^<\?xml.*\?>/, '')}`);
  assert.deepEqual(await alone.evaluate(misplaced), []);
});

for (const viewport of [{width: 1366, height: 768}, {width: 360, height: 740}, {width: 320, height: 568}]) {
  pageTest(`nothing in a picture is cut or lies on something else, ${viewport.width} wide`, {viewport}, async ({page, origin}) => {
    await openOffice(page, origin, '/hinh');
    await page.locator('.chart').nth(10).waitFor();
    assert.deepEqual(await page.evaluate(misplaced), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the page');
  });
}

pageTest('on paper every picture stands whole on one upright page, without what belongs to the screen', {}, async ({page, origin}) => {
  await picturesOfTwoYears(page, origin);
  await page.locator('.chart-numbers > summary').first().click();
  const figures = [];
  for (const figure of await page.locator('.chart').all()) {
    figures.push([await figure.locator('.chart-title').innerText(), ...await textsOf(figure)].map(squeezed));
  }
  const paper = await readPaper(await page.pdf({preferCSSPageSize: true}));
  assertInside(paper);
  assertNumbered(paper);
  const pages = paper.pages.map(({text}) => squeezed(text));
  for (const {width, height} of paper.pages) {
    assert.ok(Math.abs(width - A4_POINTS.width) < 1 && Math.abs(height - A4_POINTS.height) < 1, `${width} × ${height}`);
  }
  for (const texts of figures) {
    assert.ok(pages.some((text) => texts.every((one) => text.includes(one))), `cut: ${texts.join(' | ')}`);
  }
  const all = pages.join('');
  for (const words of ['Tệp nhận', 'Bảng số liệu', 'Tải hình', 'In các hình', 'So với năm khác', 'Không so sánh']) {
    assert.ok(!all.includes(squeezed(words)), words);
  }
  assert.ok(all.includes(squeezed('Đến nay 1/25 đơn vị đã gửi')));
});

/** The texts that are drawn. */
const textsOf = (figure) => figure.locator('svg text').allTextContents();

/** The table behind a picture. */
const rowsOf = (figure) => figure.locator('tbody tr').evaluateAll((rows) =>
  rows.map((row) => [...row.children].map((cell) => cell.textContent)));

/** What an SVG file is, by a strict reader. */
function examine(text) {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  const {namespaceURI, localName} = parsed.documentElement;
  const values = [...parsed.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
  const external = values.filter(({name, value}) => /^(href|src|style|on)/.test(name) || /url\((?!#hinh-)/.test(value)).map(({name}) => name);
  return {error: parsed.querySelector('parsererror')?.textContent ?? null, root: `${namespaceURI} ${localName}`, external};
}

/** Texts of pictures that lie outside of their place, or on each other. */
function misplaced() {
  const found = [];
  for (const svg of document.querySelectorAll('svg:not(svg svg)')) {
    // The panel's own margin takes what a wider font needs.
    const room = svg.closest('.panel')?.getBoundingClientRect() ?? svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('text')].map((text) => ({words: text.textContent, box: text.getBoundingClientRect()}));
    for (const [place, {words, box}] of boxes.entries()) {
      if (box.left < room.left || box.right > room.right) found.push(`outside: ${words}`);
      for (const other of boxes.slice(0, place)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // Lines of one text touch.
        if (across > 1 && down > 3) found.push(`${words} on ${other.words}`);
      }
    }
  }
  return found;
}
