// Makes a later version of the page out of the one that is handed out, with marks by which a test tells the two apart.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {cp, mkdtemp, readFile, rename, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DIST} from './server.mjs';

/** Silence after which the next version's worker gives a file up. */
export const SILENCE_MS = 1500;

/** A folder with the next version: another style sheet, program, manifest and page; its Wasm is the same. */
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

  const [name] = Object.keys(hashes).filter((file) => file.endsWith('.js'));
  const program = `globalThis.versionOfProgram="next";${await read(name)}`;
  const named = name.replace(/-[0-9a-f]{16}/, `-${createHash('sha256').update(program).digest('hex').slice(0, 16)}`);
  await rename(join(folder, name), join(folder, named));
  await write(named, program);
  page = page.replace(name, named).replace(hashes[name], sha256(program));
  delete hashes[name];
  hashes[named] = sha256(program);
  // The last one is the program's own.
  const [style] = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, content]) => content).slice(-1);
  const marked = `${style}:root{--version:next}`;
  page = page.replace(style, () => marked).replace(sha256(style), sha256(marked));
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
