// Brings the Wasm that makes workbooks, once, when it is first needed.
import init from 'tucham-workbook';

export {make_workbook} from 'tucham-workbook';

let coming;

/** Calls `done` with whether it is there. A fetch that failed is tried again at the next call. */
export function ready(done) {
  coming ??= init({module_or_path: globalThis.tuchamPart('workbook')});
  coming.then(() => done(true), () => {
    coming = undefined;
    done(false);
  });
}
