// Takes a picture of every state at both sizes, for people to look at: npm run screenshots [words of a state]
import {mkdir} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {LAPTOP, PHONE, newContext, origin, start, stop, visit} from './browser.mjs';
import {STATES} from './states.mjs';

const OUT = fileURLToPath(new URL('out/', import.meta.url));
const wanted = process.argv.slice(2).join(' ');

await mkdir(OUT, {recursive: true});
await start();
try {
  for (const [size, viewport] of Object.entries({laptop: LAPTOP, phone: PHONE})) {
    for (const [state, reach] of Object.entries(STATES)) {
      if (!state.includes(wanted)) continue;
      const context = await newContext({viewport});
      const page = await context.newPage();
      const name = `${state.replaceAll(/[^a-z]+/g, '-')}-${size}`;
      try {
        await reach(page, origin(), visit);
        await page.screenshot({path: `${OUT}${name}.png`});
        await page.screenshot({path: `${OUT}${name}-whole.png`, fullPage: true});
        console.log(`${OUT}${name}.png`);
      } catch (error) {
        console.log(`${name}: ${error.message}`);
        process.exitCode = 1;
      } finally {
        await context.close();
      }
    }
  }
} finally {
  await stop();
}
