// Finds the program's Wasm parts by name: beside the page where it is served.
// The build puts in PARTS, the file of each part with its hash; MODULES, the file of the glue where that is a module of its own;
// and FIRST, the part that the page begins with. The single file has parts_inside.js in this one's place.

const kept = new Map();
const modules = new Map();
let tries = 0;

/** The Wasm of a part, as a promise of what `init` takes. A part that did not come is asked for again the next time. */
export function part(name) {
  return kept.get(name)?.then((bytes) => bytes.slice(0)) ?? fetched(name);
}

/** The glue of a part. The browser keeps a failure under its address; the next try has another one. */
export function glue(name) {
  if (!modules.has(name)) {
    const module = import(`${new URL(MODULES[name], document.baseURI)}?${tries += 1}`);
    modules.set(name, module);
    module.catch(() => modules.delete(name));
  }
  return modules.get(name);
}

/** Takes the parts that were not needed so far into memory, before another version takes their files away. */
export async function keepParts() {
  for (const name of Object.keys(PARTS)) {
    if (name === FIRST || kept.has(name)) continue;
    const bytes = fetched(name).then((response) => response.arrayBuffer());
    kept.set(name, bytes);
    bytes.catch(() => kept.delete(name));
    if (MODULES[name]) glue(name);
  }
  await Promise.allSettled([...kept.values(), ...modules.values()]);
}

async function fetched(name) {
  // Another part has it inside.
  if (!PARTS[name]) return undefined;
  const {file, integrity} = PARTS[name];
  // The page's first lines have asked for it already.
  const early = name === FIRST ? globalThis.tuchamLoading.begun : null;
  const response = await (early ?? fetch(new URL(file, document.baseURI), {integrity}));
  if (!response.ok) throw new Error(`${file}: HTTP ${response.status}`);
  return response;
}
