// Every unit sees its own criteria and no others: the counts of the dispatch, typed in here and not taken from the data.
import assert from 'node:assert/strict';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {coordinatedCodes, ledCodes, totals} from './sheet.mjs';

usesBrowser();

const COMMUNE = {led: 35, points: '35', coordinated: 11};
const UNITS = {
  'van-phong': {led: 72, points: '74', coordinated: 31},
  'hanh-chinh-cong': {led: 23, points: '23', coordinated: 8},
  'noi-vu': {led: 31, points: '32', coordinated: 24},
  'tai-chinh-ke-hoach': {led: 36, points: '37', coordinated: 27},
  'van-hoa-thong-tin': {led: 30, points: '31', coordinated: 26},
  'giao-duc-dao-tao': {led: 26, points: '27', coordinated: 26},
  'tu-phap': {led: 27, points: '28', coordinated: 26},
  'lao-dong-tbxh': {led: 28, points: '29', coordinated: 27},
  'tai-nguyen-moi-truong': {led: 35, points: '36', coordinated: 26},
  'kinh-te-ha-tang': {led: 30, points: '31', coordinated: 24},
  'nong-nghiep-ptnt': {led: 24, points: '25', coordinated: 26},
  'y-te': {led: 28, points: '29', coordinated: 26},
  'tiep-cong-dan': {led: 2, points: '2', coordinated: 0},
  'cong-an': {led: 1, points: '1', coordinated: 0},
  'thi-tran-khe-tre': COMMUNE,
  'xa-huong-phu': COMMUNE,
  'xa-huong-son': COMMUNE,
  'xa-huong-loc': COMMUNE,
  'xa-thuong-quang': COMMUNE,
  'xa-huong-hoa': COMMUNE,
  'xa-huong-giang': COMMUNE,
  'xa-huong-huu': COMMUNE,
  'xa-thuong-lo': COMMUNE,
  'xa-thuong-long': COMMUNE,
  'xa-thuong-nhat': COMMUNE,
};

pageTest('the start page offers every unit of the set and no other', {}, async ({page, origin}) => {
  await visit(page, origin, '/');
  const offered = await page.locator('[data-unit]').evaluateAll((links) => links.map((link) => link.dataset.unit));
  assert.deepEqual(offered.toSorted(), Object.keys(UNITS).toSorted());
});

pageTest('a unit is found without diacritics', {}, async ({page, origin}) => {
  await visit(page, origin, '/');
  await page.locator('[data-test="unit-search"]').fill('huong phu');
  const found = page.locator('[data-unit]:visible');
  assert.deepEqual(await found.evaluateAll((links) => links.map((link) => link.dataset.unit)), ['xa-huong-phu']);
});

for (const [unit, expected] of Object.entries(UNITS)) {
  pageTest(`${unit} sees ${expected.led} criteria to answer and ${expected.coordinated} that it coordinates`, {},
    async ({page, origin}) => {
      await visit(page, origin, `/${unit}/2018`);
      const [led, coordinated] = [await ledCodes(page), await coordinatedCodes(page)];
      assert.equal(led.length, expected.led);
      assert.equal(coordinated.length, expected.coordinated);
      assert.equal(new Set([...led, ...coordinated]).size, led.length + coordinated.length, 'no criterion stands twice');
      const shown = await totals(page);
      assert.equal(shown.maximum, expected.points);
      assert.equal(shown.assigned, String(expected.led));
      assert.equal(shown.answered, '0');
      assert.equal(shown.points, '0');
      for (const control of await page.locator('[data-coordinated] :is(input, textarea, select)').all()) {
        assert.fail(`a coordinated criterion has a control: ${await control.evaluate((element) => element.outerHTML)}`);
      }
    });
}
