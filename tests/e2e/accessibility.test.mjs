// axe-core finds nothing to complain about, in any state of the form, in light and in forced colours, on a laptop and a phone.
import {SIZES, assertAccessible} from './axe.mjs';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {OFFICE_STATES} from './office_states.mjs';
import {STATES} from './states.mjs';

usesBrowser();

for (const [size, viewport] of SIZES) {
  for (const [state, reach] of Object.entries({...STATES, ...OFFICE_STATES})) {
    pageTest(`no violation: ${state}, ${size}`, {viewport}, async ({page, origin}) => {
      await reach(page, origin, visit);
      await assertAccessible(page);
    });
  }
}
