// What the office has received and decided. A year's files have tens of megabytes, local storage takes five: so
// everything is in IndexedDB, a year's facts and its files in one transaction.

const FACTS = 'facts';
const FILES = 'files';
let opening;

/** Calls `done` with the text under `key`: null if there is none, undefined if the browser does not give it. */
export function get(key, done) {
  open().then((database) => outcome(database.transaction(FACTS).objectStore(FACTS).get(key)))
    .then((text) => done(text ?? null), () => done(undefined));
}

/** Calls `done` with the keys that begin with `prefix`; with none if the browser does not give them. */
export function keys(prefix, done) {
  open().then((database) => outcome(database.transaction(FACTS).objectStore(FACTS).getAllKeys(begins(prefix))))
    .then(done, () => done([]));
}

/** Calls `each` with the hash and text of every file of a year, then `done` with whether all of them came. */
export function files(year, each, done) {
  open().then((database) => {
    const request = database.transaction(FILES).objectStore(FILES).openCursor(begins(`${year} `));
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return done(true);
      each(cursor.key.slice(year.length + 1), cursor.value);
      cursor.continue();
    };
    request.onerror = () => done(false);
  }).catch(() => done(false));
}

/** Calls `done` with the text of one file of a year: null if there is none, undefined if the browser does not give it. */
export function file(year, hash, done) {
  open().then((database) => outcome(database.transaction(FILES).objectStore(FILES).get(`${year} ${hash}`)))
    .then((text) => done(text ?? null), () => done(undefined));
}

/**
 * Writes the facts of `year` and adds files, given as hashes and texts, all or nothing; with `isWhole` no other file of
 * the year stays. Calls `done` with whether it is on the disk.
 */
export function put(year, facts, hashes, texts, isWhole, done) {
  open().then((database) => new Promise((resolve, reject) => {
    const transaction = database.transaction([FACTS, FILES], 'readwrite', {durability: 'strict'});
    const store = transaction.objectStore(FILES);
    if (isWhole) store.delete(begins(`${year} `));
    hashes.forEach((hash, index) => store.put(texts[index], `${year} ${hash}`));
    transaction.objectStore(FACTS).put(facts, year);
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  })).then(() => done(true), () => done(false));
}

/** Writes or, with null, takes away a text under `key`. Calls `done` with whether it is on the disk. */
export function put_text(key, text, done) {
  open().then((database) => new Promise((resolve, reject) => {
    const transaction = database.transaction(FACTS, 'readwrite', {durability: 'strict'});
    const store = transaction.objectStore(FACTS);
    if (text === null) store.delete(key);
    else store.put(text, key);
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  })).then(() => done(true), () => done(false));
}

function begins(prefix) {
  return IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}

function outcome(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('tucham-tonghop', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(FACTS);
      request.result.createObjectStore(FILES);
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = forget;
      database.onversionchange = () => {
        database.close();
        forget();
      };
      resolve(database);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
  // A refusal is not for ever: the disk may have room again.
  opening.catch(forget);
  return opening;
}

function forget() {
  opening = undefined;
}
