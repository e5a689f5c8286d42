// Starts the program: its parts, the Wasm of the page. The build puts in FIRST, the name of that part.
import init from 'tucham-first';
import {glue, keepParts, part} from 'tucham-parts';

const loading = globalThis.tuchamLoading;
// The page's first lines ask, once it is there.
loading.hasRun = true;

globalThis.tuchamPart = part;
globalThis.tuchamGlue = glue;
globalThis.tuchamKeepParts = keepParts;
if (loading.isSupported && !loading.hasFailed) start();

async function start() {
  try {
    // The form would hardly be readable without its style sheet, which the page's policy refuses where it is not as it was made.
    const style = document.querySelector('body > style');
    if (style && !style.sheet?.cssRules.length) throw new Error('style');
    await init({module_or_path: part(FIRST)});
    document.documentElement.dataset.started = '';
  } catch (error) {
    loading.failed(error?.message ?? error);
  }
}
