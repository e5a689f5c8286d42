// Stands in the place of the part that makes workbooks, in a page that fetches glue and Wasm only when somebody asks for one.
// The build puts in MODULES, the file of `network_module.js` made for each such part.

let tries = 0;
let part;

/** Starts the part. The browser keeps a failure under its address; the next try has another one. */
export default async function init() {
  part = await import(`${new URL(MODULES.workbook, document.baseURI)}?${tries += 1}`);
  await part.start();
}

export const make_workbook = (...tables) => part.make_workbook(...tables);
