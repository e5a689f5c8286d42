// Serves the page as handed out, from any free port: a plain static server, so that the page needs nothing more. Tests of the
// network give it other versions, other headers and faults.
import {createServer} from 'node:http';
import {readFile, readdir} from 'node:fs/promises';
import {extname, join, normalize, relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';

export const DIST = process.env.TUCHAM_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));

/** The names of all files that are handed out, those of the office's page as `tonghop/…`. */
export async function filesOf(folder = DIST) {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries.filter((entry) => entry.isFile()).map(({parentPath, path, name}) => relative(folder, join(parentPath ?? path, name)));
}

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Starts the server; returns its origin, the page's address and how to end it. `folder` and `fault` may be changed at any
 * time. A fault gets the file's name and the response with what it should have been, and says whether it answered itself.
 */
export async function serve({folder = DIST, under = '/', headersOf = () => ({})} = {}) {
  const site = {folder, fault: null, asked: []};
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const asked = path.slice(under.length);
    const name = asked === '' || asked.endsWith('/') ? `${asked}index.html` : asked;
    const file = normalize(join(site.folder, name));
    site.asked.push(name);
    try {
      if (!path.startsWith(under) || !file.startsWith(site.folder + sep)) throw new Error('outside the page');
      const body = await readFile(file);
      const headers = {'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', ...headersOf(name)};
      if (await site.fault?.(name, response, {body, headers})) return;
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404, {'Content-Type': 'text/plain'}).end('404');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  site.origin = `http://127.0.0.1:${server.address().port}`;
  site.address = site.origin + under;
  // Ends also what a fault left open.
  site.hangUp = () => server.closeAllConnections();
  site.close = () => {
    server.close();
    site.hangUp();
  };
  return site;
}
