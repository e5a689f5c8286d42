// An officer without a mouse: every step is a key that a person presses; the page is only looked at, never touched by script.
import assert from 'node:assert/strict';
import {PASSPHRASE, PEOPLE, asTyped, takeDownload} from './officer.mjs';

/** More stops than any page has: whoever is still looking then is lost. */
const MOST_STOPS = 1500;

export class KeyboardOfficer {
  constructor(page) {
    this.page = page;
  }

  async chooseUnit(words, unit) {
    await this.tabTo('[data-test="unit-search"]');
    await this.page.keyboard.type(words);
    await this.tabTo(`[data-unit="${unit}"]`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('[data-led]').first().waitFor();
  }

  async answer(code, answer, explanation) {
    const place = (field) => `[data-criterion="${code}"][data-led] [data-field="${field}"]`;
    switch (answer.kind) {
      case 'choice':
        await this.pick(place('level'), String(answer.level));
        break;
      case 'share':
        await this.pick(place('share'), String(answer.value));
        break;
      case 'count':
        await this.typeInto(place('count'), asTyped(answer.value));
        break;
      case 'ratio':
      case 'ratio_bands':
        await this.typeInto(place('numerator'), asTyped(answer.numerator));
        await this.typeInto(place('denominator'), asTyped(answer.denominator));
        break;
      case 'not_applicable':
        await this.tabTo(place('not_applicable'));
        await this.page.keyboard.press('Space');
        break;
      default:
        throw new Error(`no such kind of answer: ${answer.kind}`);
    }
    if (explanation) await this.explain(code, explanation);
  }

  async explain(code, text) {
    const field = `[data-criterion="${code}"][data-led] [data-field="explanation"]`;
    if (!(await this.page.locator(field).isVisible())) {
      await this.tabTo(`[data-criterion="${code}"][data-led] details > summary`);
      await this.page.keyboard.press('Enter');
    }
    await this.typeInto(field, text);
  }

  async exportFile() {
    await this.tabTo('[data-test="to-check"]');
    await this.page.keyboard.press('Enter');
    await this.page.locator('[data-test="sign"]').waitFor();
    for (const [name, text] of Object.entries(PEOPLE)) await this.typeInto(`[data-test="${name}"]`, text);
    await this.typeInto('[data-test="passphrase"]', PASSPHRASE);
    if (await this.page.locator('[data-test="passphrase-again"]').count()) {
      await this.typeInto('[data-test="passphrase-again"]', PASSPHRASE);
    }
    if (await this.page.locator('[data-test="confirm-open"]').count()) {
      await this.tabTo('[data-test="confirm-open"]');
      await this.page.keyboard.press('Space');
    }
    await this.tabTo('[data-test="sign"]');
    return takeDownload(this.page, () => this.page.keyboard.press('Enter'));
  }

  /** Presses Tab until the focus is where it is wanted; over the end of the page it begins at the top again. */
  async tabTo(selector) {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await this.isAt(selector)) return;
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`Tab never reaches ${selector}`);
  }

  /** Picks a radio: Tab into the group, then arrows, or Space where it is the first. */
  async pick(selector, value) {
    await this.tabTo(selector);
    const wanted = `${selector}[value="${value}"]`;
    if (await this.isAt(wanted)) {
      await this.page.keyboard.press('Space');
    }
    for (let steps = 0; steps < 20 && !(await this.isAt(`${wanted}:checked`)); steps += 1) {
      await this.page.keyboard.press('ArrowDown');
    }
    assert.ok(await this.isAt(`${wanted}:checked`), `the arrows never reach ${wanted}`);
  }

  async typeInto(selector, text) {
    await this.tabTo(selector);
    await this.page.keyboard.type(text);
  }

  isAt(selector) {
    return this.page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector);
  }
}
