// Reads a file slice by slice: a scan of hundreds of megabytes must not fill the memory.

const SLICE_BYTES = 4 * 1024 * 1024;

/** Gives the bytes of each slice to `take`, which says whether to go on; then calls `done` with whether all were read. */
export async function read_slices(file, take, done) {
  let isWhole = true;
  try {
    for (let from = 0; from < file.size && isWhole; from += SLICE_BYTES) {
      isWhole = take(new Uint8Array(await file.slice(from, from + SLICE_BYTES).arrayBuffer()));
    }
  } catch {
    // A file that was moved or changed meanwhile.
    isWhole = false;
  }
  done(isWhole);
}
