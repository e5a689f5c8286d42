// A part that only the network has: its glue, and where its Wasm lies. A module of its own, which the page imports when it needs it.
// The build puts in FILE and INTEGRITY, the part's Wasm and its hash.
import init from 'tucham-part';

export * from 'tucham-part';

/** Fetches the Wasm and starts it. */
export function start() {
  return init({module_or_path: fetch(new URL(FILE, document.baseURI), {integrity: INTEGRITY})});
}
