// axe-core finds nothing to complain about, in any state of the form, in light and in forced colours, on a laptop and a phone.
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {LAPTOP, PHONE, pageTest, usesBrowser, visit} from './browser.mjs';
import {OFFICE_STATES} from './office_states.mjs';
import {STATES} from './states.mjs';

usesBrowser();

const AXE = createRequire(import.meta.url)('axe-core').source;

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

/** What axe finds, one line each. All its rules run, the one for WCAG 2.2's target size too. */
async function violations(page) {
  // Evaluated by the debugger: the page's own policy lets no script in.
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, {
    resultTypes: ['violations'], rules: {'target-size': {enabled: true}},
  }));
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.replaceAll('\n', ' ')}`));
}
