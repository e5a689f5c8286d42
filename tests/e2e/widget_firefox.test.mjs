// The custom element in Firefox: a plain page, another component's shadow root, a page made with React.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {EngineOfficer} from './engine_officer.mjs';
import {EnginePage} from './engine_page.mjs';
import {startFirefox} from './firefox.mjs';
import {golden} from './golden.mjs';
import {PEOPLE} from './officer.mjs';
import {allPoints, ledCodes, saved, totals} from './sheet.mjs';
import {COMPONENT, REACT_BODY, reactPage} from './widget_pages.mjs';
import {FORM, UNIT, pageOf, widgetSite} from './widget_site.mjs';

const PLACES = {
  'a plain page': {files: {'index.html': pageOf(FORM)}, host: 'document.querySelector("tucham-form")'},
  'another component': {
    files: {'index.html': pageOf('<other-component></other-component>', '<script type="module" src="component.js"></script>'), 'component.js': COMPONENT},
    host: 'document.querySelector("other-component").shadowRoot.querySelector("tucham-form")',
  },
  'a page of React': {
    files: {'index.html': pageOf(REACT_BODY), 'react.js': await reactPage()}, host: 'document.querySelector("tucham-form")',
  },
};

/** The page as seen from inside the element: its shadow root is where everything is looked for. */
class Inside extends EnginePage {
  constructor(outer, host) {
    super({
      ...outer.engine, navigate: (address) => outer.open(address), reload: () => outer.reload(),
      perform: (actions) => outer.engine.perform(actions),
      evaluate: (script, ...args) => outer.evaluate(
        `(...args) => ((document) => (${script})(...args))(${host}?.shadowRoot ?? window.document.createElement("div"))`, ...args),
    });
  }
}

for (const [place, {files, host}] of Object.entries(PLACES)) {
  test(`Firefox, ${place}: an officer's answers, the draft, the submission`, async () => {
    const {site, stop} = await widgetSite(files);
    const firefox = await startFirefox();
    try {
      const page = new Inside(firefox.page, host);
      const asked = (script, ...args) => firefox.page.evaluate(`(...args) => (${script})(${host}, ...args)`, ...args);
      await page.open(site.address);
      await page.waitFor('.finish input:enabled');
      const table = await golden(UNIT);
      assert.deepEqual(await ledCodes(page), table.rows.map((row) => row.criterion));
      const officer = new EngineOfficer(page);
      for (const row of table.rows.slice(0, 12)) await officer.answer(row);
      const expected = Object.fromEntries(table.rows.map((row, index) => [row.criterion, index < 12 ? row.points ?? '' : '']));
      assert.deepEqual(await allPoints(page), expected);
      await saved(page);
      const before = await totals(page);
      assert.equal(before.answered, String(table.rows.slice(0, 12).filter(({points, answer}) => points !== undefined || answer.kind === 'not_applicable').length));
      await page.reload();
      await page.waitFor('.finish input:enabled');
      assert.deepEqual(await totals(page), before);
      await officer.fillIn('[data-test="FIELD"]', PEOPLE);
      const submission = await asked((form) => form.exportUnsigned());
      assert.equal(submission.totals.points, before.points);
      const heard = await firefox.page.evaluate(() => window.heard.map(({name}) => name));
      assert.ok(heard.includes('score-change') && heard.includes('export-ready'), String(heard));
      await asked((form) => { form.value = '{"format"'; });
      await page.waitFor('[data-test="value-error"]');
      assert.deepEqual(await totals(page), before);
      assert.deepEqual(firefox.trouble, [], 'the console stays quiet');
    } finally {
      await firefox.stop();
      await stop();
    }
  });
}
