// Starts the program: its parts, the style sheet, the Wasm of the page. The build puts in FIRST, the name of that part.
import init from 'tucham-first';
import {glue, keepParts, part} from 'tucham-parts';

const loading = globalThis.tuchamLoading;

globalThis.tuchamPart = part;
globalThis.tuchamGlue = glue;
globalThis.tuchamKeepParts = keepParts;
if (loading.isSupported && !loading.hasFailed) start();

async function start() {
  try {
    const style = document.querySelector('link[rel="stylesheet"]');
    // The browser runs this once the style sheet has come or failed; a form without it would hardly be readable. A sheet
    // that failed is none to some browsers, and an empty one to others.
    if (style && !style.sheet?.cssRules.length) throw new Error(style.getAttribute('href'));
    await init({module_or_path: part(FIRST)});
    document.documentElement.dataset.started = '';
  } catch (error) {
    loading.failed(error?.message ?? error);
  }
}
