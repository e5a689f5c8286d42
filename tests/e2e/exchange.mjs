// What goes between a commune, the office, and units that help each other: the steps that several tests take.
import {Device, find, kept, openOffice, receive} from './office_page.mjs';
import {Officer, PASSPHRASE, takeDownload} from './officer.mjs';
import {criterion, ledCodes, saved} from './sheet.mjs';

export const UNIT = 'xa-huong-phu';
export const PERIOD = 2018;
export const SHEET = `/${UNIT}/${PERIOD}`;
/** Scored 27/30 × 1 by the unit, and otherwise by the office. */
export const RATIO = '1.I.15';
export const REMARK = 'Thiếu biên bản kiểm kê\nBổ sung trang 2 <b>"có dấu"</b>';
export const DOCUMENTS = [
  {name: 'bien-ban.pdf', mimeType: 'application/pdf', buffer: Buffer.from('biên bản kiểm kê')},
  {name: 'so-theo-doi.pdf', mimeType: 'application/pdf', buffer: Buffer.from('sổ theo dõi')},
];

/** The commune answers, names documents with their files, and exports its first revision. */
export async function firstRevision(device) {
  await device.visit(SHEET);
  const {page} = device;
  await page.locator('.writers-only:enabled').waitFor();
  const officer = new Officer(page);
  await officer.answer({criterion: RATIO, answer: {kind: 'ratio', typed: {numerator: '27', denominator: '30'}}});
  for (const [index, file] of DOCUMENTS.entries()) {
    await officer.addEvidence(RATIO, {title: `Tài liệu ${index + 1}`});
    await criterion(page, RATIO).locator('[data-evidence="file"] input').setInputFiles(file);
    await criterion(page, RATIO).getByRole('button', {name: 'Bỏ tệp'}).nth(index).waitFor();
  }
  await saved(page);
  const file = await officer.exportFile();
  await find(page, 'exported').waitFor();
  await device.keepKey();
  return file;
}

/** The office takes the commune's mail, enrols its key and makes one of its own; returns the digits of that. */
export async function officeReady(page, origin, paths) {
  await openOffice(page, origin);
  await receive(page, paths);
  await openOffice(page, origin, '/khoa');
  const pending = find(page, 'pending-key').first();
  await find(pending, 'compared').check();
  await find(pending, 'enrol').click();
  await find(page, 'roster-line').waitFor();
  if (await find(page, 'key-create').count()) {
    await find(page, 'passphrase').fill(PASSPHRASE);
    await find(page, 'passphrase-again').fill(PASSPHRASE);
    await find(page, 'key-create').click();
  }
  const digits = await page.locator('.keys-content [data-test="key-digits"]').innerText();
  await kept(page);
  return digits;
}

/** The office opens the appraising of the commune. */
export async function openAppraising(page, origin) {
  await openOffice(page, origin, '/tham-dinh');
  await page.locator(`[data-unit="${UNIT}"] a`).click();
  await officeRow(page).waitFor();
}

/** The row of the criterion that the office sees otherwise. */
export const officeRow = (page, code = RATIO) => page.locator(`.appraisal-row[data-criterion="${code}"]`);

/** The office gives half a point and says why, signs, and takes the file. */
export async function appraise(page) {
  await find(officeRow(page), 'appraised-points').fill('0,5');
  await find(officeRow(page), 'remark').fill(REMARK);
  await kept(page);
  await page.locator('#mat-khau-tham-dinh').fill(PASSPHRASE);
  return takeDownload(page, () => find(page, 'appraisal-save').click());
}

/** All of it on one machine: an appraisal of the commune, whose page is left on its sheet. */
export async function appraisedUnit(page, origin) {
  const device = new Device(page, origin);
  const first = await firstRevision(device);
  const enrolment = await device.enrolment(UNIT);
  const office = await page.context().newPage();
  const digits = await officeReady(office, origin, [first.path, enrolment.path]);
  await openAppraising(office, origin);
  const appraisal = await appraise(office);
  return {device, office, digits, appraisal};
}

/** The unit opens the office's file and, after the telephone call, takes it. */
export async function takeAppraisal(page, path) {
  await find(page, 'appraisal-open').setInputFiles(path);
  await find(page, 'appraisal-compared').check();
  await find(page, 'appraisal-take').click();
  await find(page, 'appraisal').waitFor();
}

/** A division gives figures for criteria that the office of the council leads too, and exports them. */
export async function contribute(page, origin, {from = 'noi-vu', lead = 'van-phong'} = {}) {
  await page.goto(`${origin}/#/${lead}/${PERIOD}`);
  const led = new Set(await ledCodes(page));
  await page.goto('about:blank');
  await page.goto(`${origin}/#/${from}/${PERIOD}/phoi-hop`);
  await page.locator('[data-helping]').first().waitFor();
  await page.locator('.helping').locator('xpath=ancestor::fieldset[not(@disabled)]').first().waitFor();
  const codes = await page.locator('[data-helping]:has([data-field="numerator"])').evaluateAll((all) =>
    all.map((one) => one.dataset.criterion));
  const shared = codes.filter((code) => led.has(code)).slice(0, 2);
  for (const code of shared) {
    const card = page.locator(`[data-helping][data-criterion="${code}"]`);
    await card.locator('[data-field="numerator"]').fill('1.234');
    await card.locator('[data-field="denominator"]').fill('2.000');
    await card.locator('[data-field="explanation"]').fill('Theo sổ theo dõi');
  }
  await find(page, 'prepared-name').fill('Nguyễn Văn Tám');
  await find(page, 'passphrase').fill(PASSPHRASE);
  if (await find(page, 'passphrase-again').count()) await find(page, 'passphrase-again').fill(PASSPHRASE);
  const file = await takeDownload(page, () => find(page, 'sign').click());
  await find(page, 'contributed').waitFor();
  return {...file, codes: shared};
}
