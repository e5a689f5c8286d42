// The states of the form that are looked at: by axe and, as pictures, by people.
import {appraisedUnit, contribute, takeAppraisal} from './exchange.mjs';
import {Officer, PASSPHRASE, PEOPLE} from './officer.mjs';
import {criterion, ledCodes, saved} from './sheet.mjs';

const SHEET = '/xa-huong-phu/2018';
/** A deadline that is still to come. */
const NEXT_YEAR = `/nhac-han/${new Date().getFullYear() + 1}`;

export const STATES = {
  'start': (page, origin, visit) => visit(page, origin, '/'),
  'start, a search that finds nothing': async (page, origin, visit) => {
    await visit(page, origin, '/');
    await page.locator('[data-test="unit-search"]').fill('quận 1');
  },
  'start, the criteria set': async (page, origin, visit) => {
    await visit(page, origin, '/');
    await page.locator('[data-test="criteria-panel"] summary').click();
  },
  'sheet, empty': (page, origin, visit) => visit(page, origin, SHEET),
  'sheet, half filled': async (page, origin, visit) => {
    await visit(page, origin, SHEET);
    await fillHalf(page);
    await saved(page);
  },
  'sheet, with errors': async (page, origin, visit) => {
    await visit(page, origin, SHEET);
    await makeErrors(page);
  },
  'check, nothing answered': (page, origin, visit) => visit(page, origin, `${SHEET}/kiem-tra`),
  'check, with errors': async (page, origin, visit) => {
    await visit(page, origin, SHEET);
    await makeErrors(page);
    await page.locator('[data-test="to-check"]').click();
    await page.locator('[data-test="sign"]').click();
  },
  'after export': async (page, origin, visit) => {
    await visit(page, origin, SHEET);
    await fillHalf(page);
    await new Officer(page).exportFile();
    await page.locator('[data-test="exported"][data-file]').waitFor();
  },
  'sheet, in a second tab': async (page, origin, visit) => {
    const first = await page.context().newPage();
    await visit(first, origin, SHEET);
    await fillHalf(first);
    await saved(first);
    await page.bringToFront();
    await visit(page, origin, SHEET);
    await page.locator('[data-test="reader"]').waitFor();
  },
  'sheet, storage full': async (page, origin, visit) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await visit(page, origin, SHEET);
    await fillHalf(page);
    await page.locator('[data-test="saved"][data-state="failed"]').waitFor();
  },
  'sheet, another copy': (page, origin, visit) => meetAnotherCopy(page, origin, visit),
  'sheet, a document with its file': async (page, origin, visit) => {
    await visit(page, origin, SHEET);
    await new Officer(page).addEvidence('1.I.15', {title: 'Biên bản kiểm kê'});
    const file = {name: 'bien-ban.pdf', mimeType: 'application/pdf', buffer: Buffer.from('biên bản')};
    await criterion(page, '1.I.15').locator('[data-evidence="file"] input').setInputFiles(file);
    await criterion(page, '1.I.15').getByRole('button', {name: 'Bỏ tệp'}).waitFor();
  },
  'paper, of a draft': async (page, origin, visit) => {
    await visit(page, origin, SHEET);
    await fillHalf(page);
    await visit(page, origin, `${SHEET}/in`);
    await page.locator('.paper').waitFor();
  },
  'paper, of a file': async (page, origin, visit) => {
    await visit(page, origin, SHEET);
    await new Officer(page).exportFile();
    await visit(page, origin, `${SHEET}/in`);
    await page.locator('.paper svg').waitFor();
  },
  'appraisal, none': (page, origin, visit) => visit(page, origin, `${SHEET}/tham-dinh`),
  'appraisal, a key to compare': async (page, origin) => {
    const {device, appraisal} = await appraisedUnit(page, origin);
    await device.visit(`${SHEET}/tham-dinh`);
    await page.locator('[data-test="appraisal-open"]').setInputFiles(appraisal.path);
    await page.locator('[data-test="appraisal-confirm"]').waitFor();
  },
  'appraisal, taken': async (page, origin) => {
    await takeIn(page, origin);
    await page.locator('[data-test="appraisal-all"]').check();
  },
  'sheet, appraised': async (page, origin) => {
    await takeIn(page, origin);
    await page.locator('[data-row] button').first().click();
    await page.locator('[data-appraised]').first().waitFor();
    // Where the sheet was scrolled to, half of some control lies under the bar.
    await page.evaluate(() => scrollTo(0, 0));
  },
  'figures, nothing typed': (page, origin, visit) => visit(page, origin, '/noi-vu/2018/phoi-hop'),
  'figures, sent': async (page, origin) => {
    await contribute(page, origin);
  },
  'figures, received': async (page, origin, visit) => {
    const {path} = await contribute(page, origin);
    await visit(page, origin, '/van-phong/2018/phoi-hop');
    await page.locator('.writers-only:enabled').first().waitFor();
    await page.locator('[data-test="contribution-open"]').setInputFiles(path);
    await page.locator('[data-test="contribution"]').waitFor();
  },
  'paper, its workbook taken': async (page, origin, visit) => {
    await visit(page, origin, `${SHEET}/in`);
    await page.locator('[data-test="workbook-save"]').click();
    await page.locator('.notice.good').waitFor();
  },
  'reminder': (page, origin, visit) => visit(page, origin, NEXT_YEAR),
  'reminder, taken': async (page, origin, visit) => {
    await visit(page, origin, NEXT_YEAR);
    await page.locator('[data-test="calendar-save"]').click();
    await page.locator('.notice.good').waitFor();
  },
  'reminder, too late': async (page, origin, visit) => {
    await visit(page, origin, '/nhac-han/2018');
    await page.locator('[data-test="calendar-save"]').click();
    await page.locator('.notice.error').waitFor();
  },
  'drafts, none': (page, origin, visit) => visit(page, origin, '/ban-nhap'),
  'drafts, some': async (page, origin, visit) => {
    await meetAnotherCopy(page, origin, visit);
    await page.locator('[data-test="incoming-take"]').click();
    await saved(page);
    await visit(page, origin, '/ban-nhap');
    await page.locator('[data-test="persist"]').click();
    await page.locator('[data-test="persist-answer"]', {hasText: /./}).waitFor();
  },
  'keys, none': (page, origin, visit) => visit(page, origin, '/khoa'),
  'keys, one': async (page, origin, visit) => {
    await visit(page, origin, SHEET);
    await fillHalf(page);
    await new Officer(page).exportFile();
    await page.locator('[data-test="exported"][data-file]').waitFor();
    await visit(page, origin, '/khoa');
    await page.locator('[data-test="key-digits"]').waitFor();
  },
};

export {PASSPHRASE, PEOPLE};

/** The office has appraised the sheet, and the unit has taken that in. */
async function takeIn(page, origin) {
  const {device, appraisal} = await appraisedUnit(page, origin);
  await device.visit(`${SHEET}/tham-dinh`);
  await takeAppraisal(page, appraisal.path);
}

/** Another program writes the draft while it is open. */
async function meetAnotherCopy(page, origin, visit) {
  await visit(page, origin, SHEET);
  await fillHalf(page);
  await saved(page);
  await page.evaluate(() => {
    const key = 'tucham/draft/nam-dong-2018/xa-huong-phu/2018';
    const draft = JSON.parse(localStorage[key]);
    draft.entries['1.I.15'] = {numerator: '12', denominator: '30', explanation: 'Kiểm kê lại tháng 10'};
    draft.entries['2.I.37'] = {share: true};
    draft.prepared_by.name = 'Trần Thị Bé';
    draft.saves_count += 3;
    localStorage[key] = JSON.stringify(draft);
  });
  await new Officer(page).explain('1.I.10', 'Theo sổ');
  await page.locator('[data-test="incoming"]').waitFor();
}

/** Answers every second criterion, whatever its kind. */
async function fillHalf(page) {
  for (const [index, code] of (await ledCodes(page)).entries()) {
    if (index % 2 === 1) continue;
    const place = criterion(page, code);
    const radio = place.locator('[data-field="level"], [data-field="share"]').first();
    if (await radio.count()) {
      await radio.check();
      continue;
    }
    for (const [field, text] of [['numerator', '27'], ['denominator', '30'], ['count', '3']]) {
      const control = place.locator(`[data-field="${field}"]`);
      if (await control.count()) await control.fill(text);
    }
  }
  const [first] = await ledCodes(page);
  await new Officer(page).explain(first, 'Theo biên bản kiểm kê năm 2018');
}

/** One error of each kind that a hand can make: a dot for a comma, too large a numerator, "không phát sinh" without a reason. */
async function makeErrors(page) {
  const ratios = page.locator('[data-led]:has([data-field="numerator"])');
  await ratios.nth(0).locator('[data-field="numerator"]').fill('1.5');
  await ratios.nth(1).locator('[data-field="numerator"]').fill('31');
  await ratios.nth(1).locator('[data-field="denominator"]').fill('30');
  await ratios.nth(2).locator('[data-field="numerator"]').fill('3');
  await ratios.nth(2).locator('[data-field="denominator"]').fill('0');
  const last = page.locator('[data-led]').last();
  await last.locator('[data-field="not_applicable"]').check();
  await last.locator('[data-field="explanation"]').focus();
  await page.locator('[data-test="saved"]').waitFor();
  await last.locator('[data-field="explanation"]').blur();
}
