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

  /** Gives an answer in the form of the signed file; the explanation beside it. */
  async answer(code, answer, explanation) {
    const place = criterion(this.page, code);
    switch (answer.kind) {
      case 'choice':
        await place.locator(`[data-field="level"][value="${answer.level}"]`).check();
        break;
      case 'share':
        await place.locator(`[data-field="share"][value="${answer.value}"]`).check();
        break;
      case 'count':
        await place.locator('[data-field="count"]').fill(asTyped(answer.value));
        break;
      case 'ratio':
      case 'ratio_bands':
        await place.locator('[data-field="numerator"]').fill(asTyped(answer.numerator));
        await place.locator('[data-field="denominator"]').fill(asTyped(answer.denominator));
        break;
      case 'not_applicable':
        await place.locator('[data-field="not_applicable"]').check();
        break;
      default:
        throw new Error(`no such kind of answer: ${answer.kind}`);
    }
    if (explanation) await this.explain(code, explanation);
  }

  /** Writes an explanation, after opening the part where it stands. */
  async explain(code, text) {
    const field = criterion(this.page, code).locator('[data-field="explanation"]');
    if (!(await field.isVisible())) await criterion(this.page, code).locator('details > summary').click();
    await field.fill(text);
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

/** The wire's decimal as it is typed in Việt Nam. */
export function asTyped(decimal) {
  return decimal.replace('.', ',');
}

/** Does what starts a download; returns where the file lies and the name that it was given. */
export async function takeDownload(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const name = download.suggestedFilename();
  const path = join(await mkdtemp(join(tmpdir(), 'tucham-export-')), name);
  await download.saveAs(path);
  return {name, path};
}
