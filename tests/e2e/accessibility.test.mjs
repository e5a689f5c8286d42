// axe-core finds nothing to complain about, in any state of the form, in light and in forced colours, on a laptop and a phone.
import assert from 'node:assert/strict';
import {violations} from './axe.mjs';
import {LAPTOP, PHONE, pageTest, usesBrowser, visit} from './browser.mjs';
import {OFFICE_STATES} from './office_states.mjs';
import {STATES} from './states.mjs';

usesBrowser();

for (const [size, viewport] of Object.entries({laptop: LAPTOP, phone: PHONE})) {
  for (const [state, reach] of Object.entries({...STATES, ...OFFICE_STATES})) {
    pageTest(`no violation: ${state}, ${size}`, {viewport}, async ({page, origin}) => {
      await reach(page, origin, visit);
      const found = {};
      for (const forcedColors of ['none', 'active']) {
        await page.emulateMedia({forcedColors, reducedMotion: 'reduce'});
        found[forcedColors] = await violations(page);
      }
      assert.deepEqual(found, {none: [], active: []});
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the page');
    });
  }
}
