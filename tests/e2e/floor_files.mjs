// Every Wasm, script and style sheet that a browser gets from a built page: served, inline, or packed into the single file.
import {readFile} from 'node:fs/promises';
import {extname, join} from 'node:path';
import {createContext, runInContext} from 'node:vm';
import {filesOf} from './server.mjs';

/** The pieces of a folder's files: `{kind, name, content}`, kind being wasm, module, script or style. */
export async function piecesOf(folder) {
  const pieces = [];
  for (const name of await filesOf(folder)) {
    const read = (encoding) => readFile(join(folder, name), encoding);
    const kind = extname(name);
    if (kind === '.wasm') pieces.push({kind: 'wasm', name, content: await read()});
    if (kind === '.css') pieces.push({kind: 'style', name, content: await read('utf8')});
    if (kind === '.js') pieces.push({kind: name.endsWith('sw.js') ? 'script' : 'module', name, content: await read('utf8')});
    if (kind === '.html') pieces.push(...piecesOfPage(name, await read('utf8')));
  }
  return pieces;
}

function piecesOfPage(name, html) {
  const scripts = inside(html, 'script').map(({attributes, content}) => {
    const type = /type="([^"]*)"/.exec(attributes)?.[1] ?? 'script';
    return {kind: type, name: `${name}: ${type}`, content, id: /id="([^"]*)"/.exec(attributes)?.[1]};
  });
  const packed = scripts.find(({kind}) => kind === 'text/plain');
  const unpacker = scripts.find(({id}) => id === 'app');
  return [
    ...scripts.filter((piece) => piece !== packed),
    ...inside(html, 'style').map(({content}) => ({kind: 'style', name: `${name}: style`, content})),
    ...packed ? unpack(name, packed.content, unpacker.content) : [],
  ];
}

/** What stands between an element's tags, where anything does. */
function inside(html, element) {
  const found = html.matchAll(new RegExp(`<${element}(\\s[^>]*)?>([^]*?)</${element}>`, 'g'));
  return [...found].map(([, attributes = '', content]) => ({attributes, content})).filter(({content}) => content !== '');
}

/** Lets the page's own script unpack, with as much of a page around it as it needs. */
function unpack(name, packed, script) {
  const pieces = [];
  const loading = {
    isSupported: true,
    failed(reason) {
      throw new Error(reason);
    },
  };
  const document = {
    getElementById: () => ({textContent: packed}),
    createElement: (element) => ({element}),
    head: {append: ({element, textContent}) => pieces.push({kind: element, name: `${name}, packed: ${element}`, content: textContent})},
  };
  runInContext(script, createContext({tuchamLoading: loading, document, TextDecoder, TextEncoder}));
  const isWasm = ([, content]) => Buffer.from(content.subarray(0, 4)).toString('latin1') === '\0asm';
  const parts = Object.entries(loading.parts).filter(isWasm);
  return [...pieces, ...parts.map(([part, content]) => ({kind: 'wasm', name: `${name}, packed: ${part}`, content: new Uint8Array(content)}))];
}
