// Reads a golden table: answers for one unit with the points and sums that a person worked out from the dispatch.
import {readFile} from 'node:fs/promises';

/** `rows`, and the sums by section, by group and in all; see `tests/golden/README.md`. */
export async function golden(unit) {
  return JSON.parse(await readFile(new URL(`../golden/${unit}.json`, import.meta.url), 'utf8'));
}
