// axe-core finds nothing to complain about in the widget, in light and in forced colours, on a laptop and a phone.
import {SIZES, assertAccessible} from './axe.mjs';
import {usesBrowser} from './browser.mjs';
import {criterion} from './sheet.mjs';
import {UNIT, ask, open, widgetTest} from './widget_site.mjs';

usesBrowser();

const form = (attributes) => `<main><h1>Trang của cơ quan</h1><tucham-form ${attributes}></tucham-form></main>`;
const SHEET = form(`unit="${UNIT}" period="2018"`);

const STATES = {
  'empty': {body: SHEET, reach: open},
  'with problems and a refused value': {
    body: SHEET,
    reach: async (page) => {
      await open(page);
      await criterion(page, '1.I.15').locator('[data-field="numerator"]').fill('-1');
      await ask(page, (element) => { element.value = '{'; return element.validate(); });
      await page.locator('[data-test="problems"]').waitFor();
      await page.locator('[data-test="value-error"]').waitFor();
      // What lies half under the bar is no target.
      await page.evaluate(() => scrollTo(0, 0));
    },
  },
  'readonly': {body: form(`unit="${UNIT}" readonly`), reach: (page) => page.locator('[data-led]').first().waitFor()},
  'not opened': {body: form('unit="xa-khong-co"'), reach: (page) => page.locator('.notice.error').waitFor()},
};

for (const [size, viewport] of SIZES) {
  for (const [state, {body, reach}] of Object.entries(STATES)) {
    widgetTest(`no violation: ${state}, ${size}`, {body, viewport, head: '<meta name="viewport" content="width=device-width">'}, async ({page}) => {
      await reach(page);
      await assertAccessible(page);
    });
  }
}
