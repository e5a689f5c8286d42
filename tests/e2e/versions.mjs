// Makes a later version of the page out of the one that is handed out, with marks by which a test tells the two apart.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {cp, mkdtemp, readFile, rename, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DIST} from './server.mjs';

/** Silence after which the next version's worker gives a file up. */
export const SILENCE_MS = 1500;

/** A custom section by the name "next": one more byte than its name for the length of that, and nothing inside. */
const SECTION = Buffer.from('\x00\x05\x04next', 'latin1');

/** What stands inside the page; of the style sheets the last one is the program's. */
export const PIECES = {
  floor: /<script>([^]*?)<\/script>/g,
  program: /<script type="module" id="app">([^]*?)<\/script>/g,
  style: /<style>([^]*?)<\/style>/g,
};

/** The page with another text for one of its pieces, which its policy lets in. */
export function changed(page, piece, text) {
  const [, before] = [...page.matchAll(piece)].at(-1);
  const after = text(before);
  return page.replace(before, () => after).replace(sha256(before), sha256(after));
}

/** A folder with the next version: another page, style sheet, program, Wasm, module and manifest; the rest is the same. */
export async function nextVersion() {
  const folder = await mkdtemp(join(tmpdir(), 'tucham-next-'));
  await cp(DIST, folder, {recursive: true});
  const read = (name) => readFile(join(folder, name), 'utf8');
  const write = (name, text) => writeFile(join(folder, name), text);
  const worker = await read('sw.js');
  const [list] = worker.match(/\{[^{}]*"index\.html":"sha256-[^{}]*\}/);
  const hashes = JSON.parse(list.replace(/([{,])(\w+):/g, '$1"$2":'));
  let page = await read('index.html');
  const version = page.match(/data-version="(\w+)"/)[1];

  /** Adds to a file that is named by its content; gives how a text that names it changes. */
  const added = async (pattern, more) => {
    const name = Object.keys(hashes).find((file) => pattern.test(file));
    const content = Buffer.concat([await readFile(join(folder, name)), more]);
    const named = name.replace(/-[0-9a-f]{16}/, `-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`);
    await rename(join(folder, name), join(folder, named));
    await write(named, content);
    const before = hashes[name];
    delete hashes[name];
    hashes[named] = sha256(content);
    return (text) => text.replaceAll(name, named).replaceAll(before, hashes[named]);
  };
  const withModule = await added(/\.js$/, Buffer.from('\n// next'));
  const withWasm = await added(/^form-.*\.wasm$/, SECTION);
  page = changed(page, PIECES.floor, withWasm);
  page = changed(page, PIECES.program, (program) => `globalThis.versionOfProgram="next";${withModule(withWasm(program))}`);
  page = changed(page, PIECES.style, (style) => `${style}:root{--version:next}`);
  const manifest = (await read('manifest.webmanifest')).replace('"Tự Chấm"', '"Tự Chấm mới"');
  await write('manifest.webmanifest', manifest);
  hashes['manifest.webmanifest'] = sha256(manifest);
  // As the build does: the list has the hash of the page with its version.
  const next = createHash('sha256').update(JSON.stringify(hashes) + page).digest('hex').slice(0, 16);
  page = page.replace(version, next);
  await write('index.html', page);
  hashes['index.html'] = sha256(page);

  const silence = /\b3e4\b/g;
  assert.equal(worker.match(silence)?.length, 1, 'the worker has one bound on silence');
  // Before the new hashes are in it: one of them may have the same three letters.
  const hasty = worker.replace(silence, SILENCE_MS);
  await write('sw.js', hasty.replace(list, JSON.stringify(hashes)).replaceAll(version, next));
  return {folder, version: next, files: Object.keys(hashes)};
}

/** Which version the page is of: by the page itself, its style sheet and its program. */
export function versionOf(page) {
  return page.evaluate(() => ({
    page: document.documentElement.dataset.version,
    style: getComputedStyle(document.documentElement).getPropertyValue('--version').trim() || 'first',
    program: globalThis.versionOfProgram ?? 'first',
  }));
}

function sha256(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
