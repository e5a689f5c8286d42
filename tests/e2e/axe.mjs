// What axe-core finds wrong with a page, in its document and in the shadow roots of it.
import {createRequire} from 'node:module';

const AXE = createRequire(import.meta.url)('axe-core').source;

/** What axe finds, one line each. All its rules run, the one for WCAG 2.2's target size too. */
export async function violations(page) {
  // Evaluated by the debugger: the page's own policy lets no script in.
  await page.evaluate(AXE);
  const found = await page.evaluate(() => window.axe.run(document, {
    resultTypes: ['violations'], rules: {'target-size': {enabled: true}},
  }));
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.replaceAll('\n', ' ')}`));
}
