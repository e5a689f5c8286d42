// What stands in the memory of a page's first Wasm. Both functions run in the page.

/** Before the program: keeps what its Wasm hands out. */
export function keepWasm() {
  const {instantiate, instantiateStreaming} = WebAssembly;
  const keep = (made) => {
    window.wasm ??= made.instance.exports;
    return made;
  };
  WebAssembly.instantiate = (...given) => instantiate.apply(WebAssembly, given).then(keep);
  WebAssembly.instantiateStreaming = (...given) => instantiateStreaming.apply(WebAssembly, given).then(keep);
}

/**
 * The bytes in use. The memory's pages tell the most that ever stood there, which some rounds that come at a bad moment raise
 * without leaving anything; so what is free is taken in the allocator's smallest pieces until there is no more, and given back.
 */
export function bytesInUse() {
  const TAKEN_BYTES = 8;
  /** With the allocator's own. */
  const PIECE_BYTES = 16;
  const {memory, __wbindgen_malloc: take, __wbindgen_free: free} = window.wasm;
  const all = memory.buffer.byteLength;
  const pieces = [];
  while (memory.buffer.byteLength === all) pieces.push(take(TAKEN_BYTES, 1));
  for (const piece of pieces) free(piece, TAKEN_BYTES, 1);
  // The last one came from what was added for it.
  return all - (pieces.length - 1) * PIECE_BYTES;
}
