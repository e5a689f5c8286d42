// Where the package runs: Node, a page and a worker of Chromium under the strictest policy; and the command line beside them.
import {execFile} from 'node:child_process';
import {cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {watchedContext} from './browser.mjs';
import {run} from './engine_package_calls.mjs';
import {serve} from './server.mjs';

export const PACKAGE = process.env.TUCHAM_ENGINE ?? fileURLToPath(new URL('../../dist-engine', import.meta.url));
const CLI = process.env.TUCHAM_CLI ?? fileURLToPath(new URL('../../target/debug/tucham', import.meta.url));
const OUTPUT_LIMIT = 1 << 28;

/** Nothing but the package's own files and its Wasm. */
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; img-src data:";

const PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>engine</title><link rel="icon" href="data:,">'
  + '<script type="module" src="page.js"></script></html>';
const PAGE_SCRIPT = `
import * as engine from './tucham-engine/index.js';
import {run} from './calls.js';
window.asked = {
  page: async (calls) => { await engine.init(); return run(engine, calls); },
  worker: (calls) => new Promise((resolve, reject) => {
    const worker = new Worker('worker.js', {type: 'module'});
    worker.onerror = ({message}) => reject(new Error(message));
    worker.onmessage = ({data}) => { worker.terminate(); resolve(data); };
    worker.postMessage(calls);
  }),
};
document.documentElement.dataset.ready = '';
`;
const WORKER_SCRIPT = `
import * as engine from './tucham-engine/index.js';
import {run} from './calls.js';
self.onmessage = async ({data}) => { await engine.init(); self.postMessage(run(engine, data)); };
`;

/** The package as a program in Node has it. */
export const loaded = () => import(pathToFileURL(join(PACKAGE, 'index.js')).href);

/** A folder that is taken away at the end. */
export async function inFolder(body) {
  const folder = await mkdtemp(join(tmpdir(), 'tucham-engine-'));
  try {
    return await body(folder);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** The answers of every place to the same calls, by the place's name. */
export async function everywhere(calls) {
  const engine = await loaded();
  await engine.init();
  const inNode = JSON.parse(JSON.stringify(run(engine, calls)));
  return {node: inNode, ...await inBrowser((page) => page.evaluate(async (given) =>
    ({page: await window.asked.page(given), worker: await window.asked.worker(given)}), calls))};
}

/** A page of a site that has the package, under a policy; nothing may be said to its console but what is expected. */
export function inBrowser(body, {policy = POLICY, expected} = {}) {
  return inFolder(async (folder) => {
    await mkdir(join(folder, 'tucham-engine'));
    await cp(PACKAGE, join(folder, 'tucham-engine'), {recursive: true});
    await cp(new URL('engine_package_calls.mjs', import.meta.url), join(folder, 'calls.js'));
    for (const [name, text] of [['index.html', PAGE], ['page.js', PAGE_SCRIPT], ['worker.js', WORKER_SCRIPT]]) {
      await writeFile(join(folder, name), text);
    }
    const site = await serve({folder, headersOf: () => ({'Content-Security-Policy': policy})});
    const {context, trouble} = await watchedContext(site.origin);
    try {
      const page = await context.newPage();
      await page.goto(site.address);
      await page.locator('html[data-ready]').waitFor({state: 'attached'});
      const result = await body(page);
      const unexpected = trouble.filter((line) => !expected?.test(line));
      if (unexpected.length > 0) throw new Error(`the console and the network are not quiet: ${unexpected.join('; ')}`);
      return result;
    } finally {
      await context.close();
      site.close();
    }
  });
}

/** What the command line prints and how it ends. */
export function commandLine(...given) {
  const env = {...process.env, TUCHAM_PASSPHRASE: 'Bưởi thanh trà 2018'};
  return new Promise((resolve, reject) => {
    execFile(CLI, given, {env, maxBuffer: OUTPUT_LIMIT}, (error, out, said) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({status: error?.code ?? 0, out, said});
    });
  });
}

/** Bytes as they cross. */
export const bytes = (content) => ({base64: Buffer.from(content).toString('base64')});
