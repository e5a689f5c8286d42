// Brings the Wasm that signs, once, when it is first needed. `tuchamPart` is the loader's: it knows where the parts lie.
import init from 'tucham-signer';

export {make, import_key, open, sign, close} from 'tucham-signer';

let coming;

/** Calls `done` with whether the signer is there. A fetch that failed is tried again at the next call. */
export function ready(done) {
  coming ??= init({module_or_path: globalThis.tuchamPart('signer')});
  coming.then(() => done(true), () => {
    coming = undefined;
    done(false);
  });
}
