// Starts the program: its parts, the Wasm of the page. The build puts in FIRST, the name of that part.
import init from 'tucham-first';
import {glue, keepParts, part} from 'tucham-parts';

const loading = globalThis.tuchamLoading;

globalThis.tuchamPart = part;
globalThis.tuchamGlue = glue;
globalThis.tuchamKeepParts = keepParts;
if (loading.isSupported && !loading.hasFailed) start();

async function start() {
  try {
    await init({module_or_path: part(FIRST)});
    document.documentElement.dataset.started = '';
  } catch (error) {
    loading.failed(error?.message ?? error);
  }
}
