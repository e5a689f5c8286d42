// Files by the hundred: chosen, a folder, or dropped. Each is read in a task of its own, so that the page stays usable.

/** How long files are read before the page is painted. */
const SLICE_MS = 30;
const UNSEEN_MS = 100;

/** Whether a folder can be chosen here. */
export function takes_folders() {
  return 'webkitdirectory' in document.createElement('input');
}

/** The files that were chosen in an input. */
export function chosen(input) {
  const files = [...input.files];
  // The same files may be chosen again.
  input.value = '';
  return files;
}

/** Calls `done` with the files that were dropped, those in dropped folders too. */
export function dropped(event, done) {
  // The entries are there only during the event.
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile()).filter(Boolean);
  Promise.all(entries.map(filesOf)).then((lists) => done(lists.flat()), () => done([...event.dataTransfer.files]));
}

async function filesOf(entry) {
  if (entry instanceof File) return [entry];
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    // A folder is read a hundred entries at a time.
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!entries.length) return files;
    for (const inner of entries) files.push(...await filesOf(inner));
  }
}

/**
 * Calls `each` with name and bytes of every file, at most `limit` + 1 bytes of each and null for one that cannot
 * be read, until all are read or `each` gives false; then `done`.
 */
export async function read_all(files, limit, each, done) {
  let paintedAt = performance.now();
  for (const file of files) {
    let bytes = null;
    try {
      bytes = new Uint8Array(await file.slice(0, limit + 1).arrayBuffer());
    } catch {
      // Gone, or forbidden: said with its name.
    }
    if (!each(file.name, bytes)) break;
    // Reading alone gives the browser its turn now and then, but it may put off painting for long.
    if (performance.now() - paintedAt > SLICE_MS) {
      await painted();
      paintedAt = performance.now();
    }
  }
  done();
}

/** Waits until the page was painted; a page that nobody sees is not. */
function painted() {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, UNSEEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}
