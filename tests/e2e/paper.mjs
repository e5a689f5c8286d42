// Reads printed documents as people do: the text of each page with its places, and pictures of the pages.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, readFile, readdir, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import jsQR from 'jsqr';
import {PNG} from 'pngjs';

const run = promisify(execFile);
const POINTS_PER_MM = 72 / 25.4;
/** No printer reaches farther out. */
const UNPRINTABLE_MM = 5;
const DOTS_PER_INCH = 150;

/** A document's pages: the words of each with their boxes in points, and the text in the order in which it was written. */
export async function readPaper(bytes) {
  const path = join(await mkdtemp(join(tmpdir(), 'tucham-paper-')), 'paper.pdf');
  await writeFile(path, bytes);
  const {stdout: boxes} = await run('pdftotext', ['-bbox', path, '-'], {maxBuffer: 1 << 26});
  const {stdout: texts} = await run('pdftotext', ['-raw', path, '-'], {maxBuffer: 1 << 26});
  // Every page ends with a form feed.
  const textOf = texts.split('\f');
  const pages = [...boxes.matchAll(/<page width="([\d.]+)" height="([\d.]+)">([^]*?)<\/page>/g)].map(
    ([, width, height, words], index) => ({
      width: Number(width),
      height: Number(height),
      words: [...words.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^]*?)<\/word>/g)]
        .map(([, left, top, right, bottom, text]) =>
          ({left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom), text})),
      text: textOf[index],
    }));
  return {path, pages};
}

/** The document's text without spaces, which columns and line ends break at will, and without the ligatures of its font. */
export function squeezed(text) {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

/** Nothing stands where a printer does not reach, or beyond the paper. */
export function assertInside({pages}) {
  const margin = UNPRINTABLE_MM * POINTS_PER_MM;
  for (const [index, {width, height, words}] of pages.entries()) {
    assert.ok(words.length > 0, `page ${index + 1} is empty`);
    for (const {left, top, right, bottom, text} of words) {
      const isInside = left >= margin && top >= margin && right <= width - margin && bottom <= height - margin;
      assert.ok(isInside, `page ${index + 1}: "${text}" at ${left}, ${top}, ${right}, ${bottom} of ${width} × ${height}`);
    }
  }
}

/** What every printed document has: the national title, nothing cut off, each row's title whole, and on every page with such a
 * row the columns' names and the foot. */
export function assertDocument(paper, {titles, head, foot}) {
  assertInside(paper);
  const text = textOf(paper);
  for (const words of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập – Tự do – Hạnh phúc', ...titles]) {
    assert.ok(text.includes(squeezed(words)), words);
  }
  for (const [index, {text: words}] of paper.pages.entries()) {
    const page = squeezed(words);
    if (!titles.some((title) => page.includes(squeezed(title)))) continue;
    for (const name of head) assert.ok(page.includes(squeezed(name)), `page ${index + 1} has no "${name}"`);
    assert.ok(page.includes(squeezed(foot)), `page ${index + 1} has no foot`);
  }
}

/** The browser writes each page's number and how many there are. */
export function assertNumbered({pages}) {
  for (const [index, {text}] of pages.entries()) assert.match(text, new RegExp(`Trang ${index + 1}/${pages.length}`), 'pages are numbered');
}

/** The document's whole text, without spaces. */
export const textOf = ({pages}) => squeezed(pages.map(({text}) => text).join(''));

/** Prints as Firefox does, on A4 in landscape. */
export async function printInFirefox({engine}) {
  const landscape = {context: engine.context, orientation: 'landscape', page: {width: 21, height: 29.7}, shrinkToFit: false};
  return Buffer.from((await engine.send('browsingContext.print', landscape)).data, 'base64');
}

/** Pictures of the pages, as files. */
export async function drawPages({path}) {
  const folder = await mkdtemp(join(tmpdir(), 'tucham-pages-'));
  await run('pdftoppm', ['-png', '-r', String(DOTS_PER_INCH), path, join(folder, 'page')]);
  return (await readdir(folder)).sort().map((name) => join(folder, name));
}

/** What a QR code on a picture says; null where there is none. */
export async function readQr(picture) {
  const {data, width, height} = PNG.sync.read(await readFile(picture));
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? null;
}
