// The service worker: keeps one whole version of the page for work without a network, and gives the place to another one
// only when a page says so. The build puts in VERSION and FILES (each file's SHA-256), and closes all of it into one block:
// a worker that arrives cut off is then no worker.

const OURS = `tucham ${new URL(self.registration.scope).pathname} `;
const NAME = OURS + VERSION;
const PAGE = 'index.html';
/** How long a file may bring nothing before it counts as lost: a 2G line may be silent for a while. */
const SILENCE_MS = 30_000;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data?.type === 'take-over') self.skipWaiting();
  if (event.data?.type === 'version') event.ports[0]?.postMessage(VERSION);
});
self.addEventListener('fetch', (event) => {
  const {request} = event;
  const name = nameOf(request.url);
  if (request.method !== 'GET' || name === null) return;
  if (name === PAGE) {
    if (request.mode === 'navigate') event.respondWith(page(request));
  } else if (Object.hasOwn(FILES, name)) {
    event.respondWith(kept(name).then((response) => response ?? fetch(request)));
  }
});

/** The file of this page that an address names; null for everything else. */
function nameOf(address) {
  const {scope} = self.registration;
  const plain = address.split(/[?#]/)[0];
  if (plain === scope) return PAGE;
  return plain.startsWith(scope) ? plain.slice(scope.length) : null;
}

/** This version's page, if all its files are still there; a browser short of space may have thrown some away. */
async function page(request) {
  const response = await kept(PAGE);
  if (response && await isWhole()) return response;
  try {
    const answer = await fetch(request);
    if (answer.ok || !response) return answer;
  } catch (error) {
    if (!response) throw error;
  }
  return response;
}

async function isWhole() {
  const requests = await (await caches.open(NAME)).keys();
  const names = new Set(requests.map(({url}) => nameOf(url)));
  return Object.keys(FILES).every((name) => names.has(name));
}

async function kept(name) {
  return (await caches.open(NAME)).match(addressOf(name), {ignoreVary: true});
}

function addressOf(name) {
  return new URL(name, self.registration.scope).href;
}

/** All files of this version, or none. */
async function install() {
  const cache = await caches.open(NAME);
  const put = [];
  const outcomes = await Promise.allSettled(Object.keys(FILES).map(async (name) => {
    const held = await cache.match(addressOf(name));
    if (held && await isRight(name, await held.arrayBuffer())) return;
    put.push(name);
    await cache.put(addressOf(name), await found(name));
  }));
  const failure = outcomes.find(({status}) => status === 'rejected');
  if (!failure) return;
  await Promise.all(put.map((name) => cache.delete(addressOf(name))));
  if ((await cache.keys()).length === 0) await caches.delete(NAME);
  throw failure.reason;
}

/** A file, proved by its hash: from the version before if it did not change, else from the network. */
async function found(name) {
  return await fromBefore(name) ?? await fetched(name, 'default') ?? await fetched(name, 'reload') ?? refuse(name);
}

function refuse(name) {
  throw new Error(`${name} is not the file of version ${VERSION}`);
}

async function fromBefore(name) {
  // What is not named by its content may have got other headers meanwhile.
  if (!/-[0-9a-f]{16}\./.test(name)) return null;
  for (const other of await ownCaches()) {
    const response = await (await caches.open(other)).match(addressOf(name));
    if (response) return rightOrNull(name, response.headers, await response.arrayBuffer());
  }
  return null;
}

async function fetched(name, cache) {
  const control = new AbortController();
  const {signal} = control;
  const silence = () => setTimeout(() => control.abort(), SILENCE_MS);
  let timer = silence();
  try {
    const response = await fetch(addressOf(name), {cache, signal, credentials: 'same-origin'});
    if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
    const chunks = [];
    for (const reader = response.body.getReader(); ;) {
      const {done, value} = await reader.read();
      clearTimeout(timer);
      if (done) break;
      timer = silence();
      chunks.push(value);
    }
    return rightOrNull(name, response.headers, await new Blob(chunks).arrayBuffer());
  } finally {
    clearTimeout(timer);
  }
}

/** A response of its own: one that came by a redirection could answer no navigation. */
async function rightOrNull(name, headers, bytes) {
  return await isRight(name, bytes) ? new Response(bytes, {headers}) : null;
}

async function isRight(name, bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}` === FILES[name];
}

/** The version before goes, with every other that was left behind. */
async function activate() {
  for (const name of await ownCaches()) {
    if (name !== NAME) await caches.delete(name);
  }
  await self.clients.claim();
}

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS));
}
