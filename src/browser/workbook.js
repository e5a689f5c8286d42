// Brings the Wasm that makes workbooks, once, when it is first needed.
import init from 'tucham-workbook';

export {make_workbook} from 'tucham-workbook';

let coming;

/** Whether this page can have it. Where it goes without, `no_workbook.js` stands in its place. */
export function is_offered() {
  return init !== null;
}

/** Calls `done` with whether it is there. A fetch that failed is tried again at the next call. */
export function ready(done) {
  coming ??= init({module_or_path: globalThis.tuchamPart('workbook')});
  coming.then(() => done(true), () => {
    coming = undefined;
    done(false);
  });
}
