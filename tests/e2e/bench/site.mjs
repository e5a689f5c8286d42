// Serves a built page as a good web server would: text packed with brotli 11, nothing kept by the browser's own cache.
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {extname, join} from 'node:path';
import {promisify} from 'node:util';
import {brotliCompress, constants} from 'node:zlib';
import {filesOf, serve} from '../server.mjs';

const TEXT = new Set(['.html', '.js', '.mjs', '.css', '.json', '.svg', '.wasm', '.webmanifest', '.xml', '.ttf']);
const PARAMETERS = {params: {[constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24}};

/** Packs everything first, so that no visit waits for it. `isServed` says by its name whether a file is needed. */
export async function serveFolder(folder, isServed = () => true) {
  const packed = new Map();
  for (const name of await filesOf(folder)) {
    if (TEXT.has(extname(name)) && isServed(name)) packed.set(name, await pack(join(folder, name)));
  }
  const site = await serve({folder, headersOf: () => ({'Cache-Control': 'no-store'})});
  site.fault = (name, response, {headers}) => {
    const body = packed.get(name);
    if (!body) return false;
    response.writeHead(200, {...headers, 'Content-Encoding': 'br', 'Content-Length': body.length}).end(body);
    return true;
  };
  return site;
}

async function pack(file) {
  // The peers' build packs its files itself.
  if (existsSync(`${file}.br`)) return readFile(`${file}.br`);
  return promisify(brotliCompress)(await readFile(file), PARAMETERS);
}
