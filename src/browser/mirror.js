// A second home for drafts. Browsers write local storage to disk seconds later; a transaction with strict durability
// is on the disk before it ends.

const STORE = 'drafts';
/** What waits while a write is under way: only the newest text of a key is worth writing. */
const waiting = new Map();
let opening;
let isWriting = false;

/** Writes the text in the background. Local storage is where "saved" is judged; here no failure is told. */
export function put(key, text) {
  waiting.set(key, text);
  if (!isWriting) write();
}

/** Calls `done` once: with the text, or with null if there is none, it cannot be read, or it takes too long. */
export function get(key, limitMs, done) {
  let isDone = false;
  const finish = (text) => {
    if (!isDone) done(typeof text === 'string' ? text : null);
    isDone = true;
  };
  setTimeout(finish, limitMs);
  open().then((database) => {
    const request = database.transaction(STORE).objectStore(STORE).get(key);
    request.onsuccess = () => finish(request.result);
    request.onerror = () => finish();
  }).catch(() => finish());
}

/** Asks the browser to keep what is stored when the disk runs low; `say` gets "kept", "maybe" or "unknown". */
export function persist(say) {
  const {storage} = navigator;
  if (!storage?.persist) return say('unknown');
  storage.persist().then((isKept) => say(isKept ? 'kept' : 'maybe'), () => say('unknown'));
}

async function write() {
  isWriting = true;
  for (const [key, text] of waiting) {
    waiting.delete(key);
    try {
      await stored(await open(), key, text);
    } catch {
      // A disk that is full or a database that is gone: the next save tries again.
    }
  }
  isWriting = false;
}

function stored(database, key, text) {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, 'readwrite', {durability: 'strict'});
    transaction.objectStore(STORE).put(text, key);
    transaction.oncomplete = resolve;
    transaction.onabort = reject;
  });
}

function open() {
  opening ??= new Promise((resolve, reject) => {
    const forget = () => {
      opening = undefined;
    };
    const request = indexedDB.open('tucham', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = forget;
      // A newer version of the program in another tab must not wait for this one.
      database.onversionchange = () => {
        database.close();
        forget();
      };
      resolve(database);
    };
    request.onerror = (event) => {
      // Some browsers tell the page of each error that nobody prevents.
      event.preventDefault();
      forget();
      reject(request.error);
    };
  });
  // Where asking for the database throws, the promise is there and refused.
  opening.catch(() => {
    opening = undefined;
  });
  return opening;
}

// While the Wasm is on its way: a sheet takes no input before the mirror was asked.
open();
