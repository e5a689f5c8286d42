// An officer with a mouse: answers the sheet and exports it as a person would, through what the page shows.
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {criterion} from './sheet.mjs';

export const PEOPLE = {
  'prepared-name': 'Trần Thị Bé', 'prepared-position': 'Công chức Văn phòng – Thống kê', 'prepared-phone': '0234 3875 000',
  'prepared-email': 'ttbe@huongphu.example', 'approved-name': 'Lê Văn Đỗ', 'approved-position': 'Chủ tịch',
};
export const PASSPHRASE = 'Bưởi thanh trà ở Hương Phú 2018';

export class Officer {
  constructor(page) {
    this.page = page;
  }

  /** Chooses the unit on the start page. */
  async chooseUnit(words, unit) {
    await this.page.locator('[data-test="unit-search"]').fill(words);
    await this.page.locator(`[data-unit="${unit}"]`).click();
    await this.page.locator('[data-led]').first().waitFor();
  }

  /** Gives the answer of a golden row, with what stands beside it. */
  async answer({criterion: code, answer, explanation, evidence = []}) {
    const place = criterion(this.page, code);
    if (answer.kind === 'not_applicable') await place.locator('[data-field="not_applicable"]').check();
    else if (answer.typed) await this.fillIn(place, answer.typed);
    else await place.locator(picked(answer)).check();
    if (explanation) await this.explain(code, explanation);
    for (const document of evidence) await this.addEvidence(code, document);
  }

  /** Writes an explanation, after opening the part where it stands. */
  async explain(code, text) {
    const field = criterion(this.page, code).locator('[data-field="explanation"]');
    await this.openSupport(code);
    await field.fill(text);
  }

  /** Names a document that proves the answer. */
  async addEvidence(code, document) {
    await this.openSupport(code);
    const list = criterion(this.page, code).locator('[data-field="evidence"]');
    const rows = list.getByRole('group');
    const number = await rows.count();
    await list.getByRole('button', {name: 'Thêm tài liệu'}).click();
    for (const [part, text] of Object.entries(document)) {
      await rows.nth(number).locator(`[data-evidence="${part}"] input`).fill(text);
    }
  }

  async fillIn(place, typed) {
    for (const [field, text] of Object.entries(typed)) await place.locator(`[data-field="${field}"]`).fill(text);
  }

  async openSupport(code) {
    const place = criterion(this.page, code);
    if (!(await place.locator('[data-field="explanation"]').isVisible())) await place.locator('.support-opener').click();
  }

  /** Fills the check page, signs and takes the file. A key is made where the device has none. */
  async exportFile() {
    const test = (name) => this.page.locator(`[data-test="${name}"]`);
    await test('to-check').click();
    for (const [name, text] of Object.entries(PEOPLE)) await test(name).fill(text);
    await test('passphrase').fill(PASSPHRASE);
    if (await test('passphrase-again').count()) await test('passphrase-again').fill(PASSPHRASE);
    if (await test('confirm-open').count()) await test('confirm-open').check();
    return takeDownload(this.page, () => test('sign').click());
  }
}

/** The radio that an answer picks, inside its criterion. */
export function picked({kind, level, value}) {
  return kind === 'choice' ? `[data-field="level"][value="${level}"]` : `[data-field="share"][value="${value}"]`;
}

/** Does what starts a download; returns where the file lies and the name that it was given. */
export async function takeDownload(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const name = download.suggestedFilename();
  const path = join(await mkdtemp(join(tmpdir(), 'tucham-export-')), name);
  await download.saveAs(path);
  return {name, path};
}
