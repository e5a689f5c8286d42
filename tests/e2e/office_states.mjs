// The states of the office's page that are looked at: by axe and, as pictures, by people.
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {tmpdir} from 'node:os';
import {appraise, firstRevision, officeReady, officeRow, openAppraising} from './exchange.mjs';
import {Device, find, kept, openOffice, receive} from './office_page.mjs';
import {Officer, takeDownload} from './officer.mjs';

export const OFFICE_STATES = {
  'office, empty': (page, origin) => openOffice(page, origin),
  'office, files of many kinds': async (page, origin) => {
    await takeMail(page, origin);
    await openOffice(page, origin);
  },
  'office, a key to compare': async (page, origin) => {
    await takeMail(page, origin);
    await openOffice(page, origin, '/khoa');
    await find(page, 'pending-key').waitFor();
  },
  'office, keys enrolled': async (page, origin) => {
    await takeMail(page, origin);
    await enrolAll(page, origin);
  },
  'office, units in conflict': async (page, origin) => {
    await takeMail(page, origin);
    await enrolAll(page, origin);
    await openOffice(page, origin, '/don-vi');
    await find(page, 'conflict').waitFor();
  },
  'office, points, a criterion open': async (page, origin) => {
    await openOffice(page, origin, '/diem');
    const row = page.locator('[data-criterion="1.I.16"]');
    await row.locator('summary').click();
    await find(row, 'override-points').fill('7');
    await find(row, 'override-save').click();
    await row.locator('.problem', {hasText: 'điểm tối đa'}).waitFor();
  },
  'office, comparison': (page, origin) => openOffice(page, origin, '/so-sanh'),
  'office, pictures, nothing in them': (page, origin) => openOffice(page, origin, '/hinh'),
  'office, pictures of a year and another': picturesOfTwoYears,
  'office, pictures, numbers open': async (page, origin) => {
    await picturesOfTwoYears(page, origin);
    for (const summary of await page.locator('.chart-numbers > summary').all()) await summary.click();
  },
  'office, units to appraise': async (page, origin) => {
    await appraisedOffice(page, origin);
    await openOffice(page, origin, '/tham-dinh');
    await page.locator('[data-unit="xa-huong-phu"]').waitFor();
  },
  'office, appraising a unit': async (page, origin) => {
    await appraisedOffice(page, origin);
    await find(officeRow(page), 'appraised-points').fill('7');
    await officeRow(page).locator('.problem', {hasText: 'điểm tối đa'}).waitFor();
  },
  'office, pictures of an appraisal': picturesOfAppraisal,
  'office, results': (page, origin) => openOffice(page, origin, '/xuat'),
  'office, paper of nothing': async (page, origin) => {
    await openOffice(page, origin, '/in');
    await page.locator('.paper').waitFor();
  },
  'office, paper with files': async (page, origin) => {
    await takeMail(page, origin);
    await enrolAll(page, origin);
    await openOffice(page, origin, '/in');
    await page.locator('.paper-files').waitFor();
  },
  'office, criteria': (page, origin) => openOffice(page, origin, '/bo-tieu-chi'),
  'office, another workspace': async (page, origin) => {
    await takeMail(page, origin);
    await openOffice(page, origin);
    const [download] = await Promise.all([page.waitForEvent('download'), find(page, 'workspace-save').click()]);
    const path = join(tmpdir(), `tucham-${process.pid}-${Math.random()}.json`);
    await download.saveAs(path);
    await find(page, 'workspace-open').setInputFiles(path);
    await find(page, 'workspace-confirm').waitFor();
  },
  'office, in a second tab': async (page, origin) => {
    const first = await page.context().newPage();
    await openOffice(first, origin);
    await page.bringToFront();
    await page.goto(`${origin}/tonghop/`);
    await find(page, 'reader').waitFor();
  },
};

/** The office gives a commune half a point where it gave itself 0.9. */
export async function picturesOfAppraisal(page, origin) {
  await appraisedOffice(page, origin);
  await openOffice(page, origin, '/hinh');
  await page.locator('#hinh-tham-dinh').waitFor();
}

/** One commune's report counts, two sections have points of the officer's, and the same work stands for another year. */
export async function picturesOfTwoYears(page, origin) {
  await takeMail(page, origin);
  await enrolAll(page, origin);
  await openOffice(page, origin, '/don-vi');
  await find(page, 'conflict').locator('[data-test="settle"]').first().click();
  // It came years after it was due.
  await page.locator('tr[data-unit="xa-huong-phu"][data-state="late"]').waitFor();
  await openOffice(page, origin, '/diem');
  for (const [code, points] of Object.entries({'1.I.16': '0,5', '1.II.1': '1', '3.IV.9': '1,25'})) {
    const row = page.locator(`[data-criterion="${code}"]`);
    await row.locator('summary').click();
    await find(row, 'override-points').fill(points);
    await find(row, 'override-reason').fill('theo kiểm tra thực tế');
    await find(row, 'override-save').click();
    await row.locator(`[data-points][data-value="${points.replace(',', '.')}"]`).waitFor();
  }
  await kept(page);
  await openOffice(page, origin);
  const {path} = await takeDownload(page, () => find(page, 'workspace-save').click());
  await openOffice(page, origin, '/hinh');
  await find(page, 'other-year-file').setInputFiles(path);
  await page.locator('#hinh-nam-khac').waitFor();
}

/** One commune's mail: two files with the same revision, its key, and things that are no reports. */
async function takeMail(page, origin) {
  const device = new Device(await page.context().newPage(), origin);
  const paths = [];
  for (const numerator of ['12', '13']) {
    await device.visit('/xa-huong-phu/2018', {fresh: true});
    await device.page.locator('.writers-only:enabled').waitFor();
    const officer = new Officer(device.page);
    await officer.answer({criterion: '1.I.15', answer: {kind: 'ratio', typed: {numerator, denominator: '14'}}});
    paths.push((await officer.exportFile()).path);
    await device.keepKey();
  }
  paths.push((await device.enrolment('xa-huong-phu')).path);
  await device.page.close();
  const broken = join(tmpdir(), `tucham-${process.pid}-${Math.random()}.json`);
  await writeFile(broken, '{"a": [1,');
  await openOffice(page, origin);
  await receive(page, [...paths, broken]);
  await kept(page);
}

/** A commune's submission is appraised, in the tab that is looked at. */
async function appraisedOffice(page, origin) {
  const device = new Device(await page.context().newPage(), origin);
  const first = await firstRevision(device);
  const enrolment = await device.enrolment('xa-huong-phu');
  await device.page.close();
  await officeReady(page, origin, [first.path, enrolment.path]);
  await openAppraising(page, origin);
  await appraise(page);
}

async function enrolAll(page, origin) {
  await openOffice(page, origin, '/khoa');
  const row = find(page, 'pending-key').first();
  await find(row, 'compared').check();
  await find(row, 'enrol').click();
  await find(page, 'roster-line').waitFor();
}
