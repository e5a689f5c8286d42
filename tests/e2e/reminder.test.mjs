// The deadline: the days left, the entry for a calendar, and the words that the office sends to those who have not reported.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {pageTest, usesBrowser, visit} from './browser.mjs';
import {find, openOffice} from './office_page.mjs';
import {Officer, takeDownload} from './officer.mjs';
import {saved} from './sheet.mjs';

usesBrowser();

const LINK = 'a[href^="#/nhac-han/"]';
const NOW = new Date('2018-10-12T08:30:00+07:00');
const LATE = new Date('2018-10-30T00:00:00+07:00');
/** Reads a calendar; every error in it ends the reader. */
const READER = `
import json, sys
from icalendar import Calendar
with open(sys.argv[1], 'rb') as file:
    calendar = Calendar.from_ical(file.read())
event, = calendar.events
assert not [part.errors for part in calendar.walk() if part.errors]
print(json.dumps({'uid': event['UID'], 'start': event.DTSTART.isoformat(), 'end': event.DTEND.isoformat(),
    'stamp': event.DTSTAMP.isoformat(), 'summary': event['SUMMARY'], 'description': event['DESCRIPTION'],
    'hours': [alarm.TRIGGER.total_seconds() / 3600 for alarm in event.walk('VALARM')]}))
`;

async function takeCalendar(page) {
  const {name, path} = await takeDownload(page, () => find(page, 'calendar-save').click());
  const {stdout} = await promisify(execFile)(process.env.TUCHAM_PYTHON ?? 'python3', ['-W', 'error', '-c', READER, path]);
  return {name, ...JSON.parse(stdout)};
}

pageTest('from the start page to the deadline in a calendar, for the unit and the year that were chosen', {}, async ({page, origin}) => {
  await page.clock.setFixedTime(NOW);
  // The address that the officer gave for the letter is the one to send the file to.
  await visit(page, origin, '/xa-huong-phu/2018');
  await new Officer(page).explain('1.I.15', 'Theo sổ');
  await saved(page);
  await new Officer(page).exportFile();
  await find(page, 'office-email').fill('vanphong@namdong.example');

  await visit(page, origin, '/');
  assert.match(await page.locator('.deadline').innerText(), /^Còn 17 ngày: hạn gửi trước ngày 30\/10\/2018\.$/);
  await page.locator(LINK).click();
  assert.equal(new URL(page.url()).hash, '#/nhac-han/2018');
  assert.equal(await find(page, 'calendar-unit').inputValue(), 'xa-huong-phu', 'the unit that was open last');
  assert.deepEqual(await takeCalendar(page), {
    name: 'tucham_han-nop_2018_xa-huong-phu.ics', uid: 'han-nop.nam-dong-2018.xa-huong-phu.2018@tucham.invalid',
    start: '2018-10-29', end: '2018-10-30', stamp: '2018-10-12T01:30:00+00:00', hours: [-160, -16],
    summary: 'Hạn gửi tệp tự chấm điểm năm 2018: UBND xã Hương Phú',
    description: 'Bộ tiêu chí ứng dụng công nghệ thông tin huyện Nam Đông, năm 2018.\nNgày cuối còn đúng hạn: 29/10/2018.\n' +
      'Đơn vị: UBND xã Hương Phú.\nGửi tệp đã ký về Văn phòng HĐND và UBND huyện Nam Đông, thư điện tử vanphong@namdong.example.',
  });
  await page.locator('.notice.good', {hasText: 'Đã tải tucham_han-nop_2018_xa-huong-phu.ics.'}).waitFor();

  await find(page, 'calendar-unit').selectOption('');
  await find(page, 'period').fill('2019');
  const {name, start, summary} = await takeCalendar(page);
  assert.deepEqual([name, start, summary], ['tucham_han-nop_2019.ics', '2019-10-29', 'Hạn gửi tệp tự chấm điểm năm 2019']);
});

pageTest('the year on the start page goes along, the last day counts, and of a deadline that is past there is no entry', {},
  async ({page, origin}) => {
    await page.clock.setFixedTime(new Date(LATE - 1));
    await visit(page, origin, '/');
    assert.match(await page.locator('.deadline').innerText(), /^Hôm nay là ngày cuối: /);
    await page.locator(LINK).click();
    assert.equal((await takeCalendar(page)).start, '2018-10-29');

    await page.clock.setFixedTime(LATE);
    await find(page, 'calendar-save').click();
    await page.locator('.notice.error', {hasText: 'hạn nộp của năm 2018 đã qua'}).waitFor();
    await find(page, 'period').fill('201');
    await find(page, 'calendar-save').click();
    await page.locator('.notice.error', {hasText: 'sửa năm báo cáo'}).waitFor();

    await visit(page, origin, '/');
    assert.match(await page.locator('.deadline').innerText(), /^Đã quá hạn 1 ngày: /);
    await find(page, 'period').fill('2027');
    await page.locator(LINK).click();
    assert.equal(new URL(page.url()).hash, '#/nhac-han/2027');
    assert.equal((await takeCalendar(page)).start, '2027-10-29');
  });

pageTest('the office has the deadline for its calendar, and words by class that go into a message as they are', {},
  async ({page, context, origin}) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.clock.setFixedTime(NOW);
    await openOffice(page, origin, '/don-vi');
    const entry = await takeCalendar(page);
    assert.deepEqual([entry.name, entry.start, entry.summary],
      ['tucham_han-nop_2018_tong-hop.ics', '2018-10-29', 'Hạn các đơn vị gửi tệp tự chấm điểm năm 2018']);

    const words = await find(page, 'reminder').inputValue();
    const lines = words.split('\n');
    assert.equal(lines[0],
      'Đến ngày 12/10/2018 còn 25 đơn vị chưa gửi tệp tự chấm điểm năm 2018. Hạn gửi: trước ngày 30/10/2018 (còn 17 ngày).');
    assert.deepEqual(lines.filter((line) => line.endsWith(':')), [
      'Các cơ quan, đơn vị trực thuộc UBND huyện (11):', 'UBND các xã, thị trấn (11):', 'Các đơn vị khác (3):',
    ]);
    assert.equal(lines.filter((line) => line.startsWith('- ')).length, 25);
    await find(page, 'reminder-copy').click();
    await page.locator('.notice.good', {hasText: 'Đã chép'}).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), words);

    await page.clock.setFixedTime(LATE);
    await find(page, 'calendar-save').click();
    await page.locator('.notice.error', {hasText: 'hạn nộp của năm 2018 đã qua'}).waitFor();
  });
