// Finds the program's Wasm parts by name: inside the page, which is a single file and unpacked by now.

/** The Wasm of a part, as a promise of what `init` takes. */
export async function part(name) {
  return globalThis.tuchamLoading.parts[name];
}

/** The glue is all here. */
export function glue() {}

/** Nothing takes them away. */
export async function keepParts() {}
