// What axe-core finds wrong with a page, in its document and in the shadow roots of it.
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {LAPTOP, PHONE} from './browser.mjs';

const AXE = createRequire(import.meta.url)('axe-core').source;

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

/** The widths that pages are looked at in. */
export const SIZES = Object.entries({laptop: LAPTOP, phone: PHONE});

/** Sees that axe finds nothing, in light and in forced colours, and that nothing is wider than the page. */
export async function assertAccessible(page) {
  const found = {};
  for (const forcedColors of ['none', 'active']) {
    await page.emulateMedia({forcedColors, reducedMotion: 'reduce'});
    found[forcedColors] = await violations(page);
  }
  assert.deepEqual(found, {none: [], active: []});
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the page');
}
