// Brings the rest of the program, a Wasm with every page, and gives it the place of the one that runs.

let coming;
let isGone = false;

/**
 * `settle` gives what the next program has to know, or null if the one that runs wants to stay; `end` then ends it. A fetch
 * that failed is tried again at the next call.
 */
export async function bring(settle, end, failed) {
  let carried = null;
  try {
    coming ??= compiled();
    const [{default: init}, module] = await coming;
    // An earlier call may have been quicker.
    if (!isGone) carried = settle();
    if (carried === null) return;
    isGone = true;
    // What follows its signals has its turn before they go.
    await new Promise((resolve) => setTimeout(resolve));
    end();
    // The style sheet and the scripts are for both.
    for (const element of document.body.querySelectorAll(':scope > :not(style, script)')) element.remove();
    globalThis.tuchamCarried = carried;
    await init({module_or_path: module});
  } catch {
    coming = undefined;
    if (carried === null) failed();
    else sayLost(carried);
  }
}

function compiled() {
  return Promise.all([globalThis.tuchamGlue('rest'), globalThis.tuchamPart('rest').then(bytesOf).then(WebAssembly.compile)]);
}

function bytesOf(part) {
  return part instanceof Response ? part.arrayBuffer() : part;
}

/** No memory for the rest, and the part before has ended: what is stored is there after the next start, the rest is given. */
function sayLost(unsaved) {
  const words = document.createElement('p');
  words.append('Máy thiếu bộ nhớ nên chưa mở được trang. Bản nháp đã lưu trên máy này còn nguyên: hãy đóng bớt cửa sổ rồi tải lại trang. ');
  // As `BETWEEN` in rest.rs parts them. It may also have the word for a page that was to be opened.
  const drafts = unsaved.split('\u001e').filter((text) => text.startsWith('{'));
  for (const [index, draft] of drafts.entries()) {
    const number = drafts.length > 1 ? index + 1 : '';
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([draft], {type: 'application/json'}));
    link.download = `tucham_nhap${number}.json`;
    link.textContent = `Trước đó hãy tải về phần chưa lưu được${number && ` (${number})`}.`;
    words.append(link, ' ');
  }
  document.body.append(words);
}
