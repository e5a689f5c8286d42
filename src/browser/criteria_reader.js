// Opens criteria-set files by a function that whoever imports this has in its own Wasm.
import init from 'tucham-criteria';

export {open_criteria} from 'tucham-criteria';

let coming;

/** Calls `done` with whether the reader is there. A fetch that failed is tried again at the next call. */
export function ready(done) {
  coming ??= init({module_or_path: globalThis.tuchamPart('criteria')});
  coming.then(() => done(true), () => {
    coming = undefined;
    done(false);
  });
}
