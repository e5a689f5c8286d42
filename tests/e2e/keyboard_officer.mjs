// An officer without a mouse: every step is a key that a person presses; the page is only looked at, never touched by script.
import assert from 'node:assert/strict';
import {PASSPHRASE, PEOPLE, picked, takeDownload} from './officer.mjs';

/** More stops than any page has: whoever is still looking then is lost. */
const MOST_STOPS = 1500;
/** More than any scale has. */
const MOST_LEVELS = 20;

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

  /** Gives the answer of a golden row, with what stands beside it. */
  async answer({criterion: code, answer, explanation, evidence = []}) {
    const place = `[data-criterion="${code}"][data-led]`;
    if (answer.kind === 'not_applicable') {
      await this.tabTo(`${place} [data-field="not_applicable"]`);
      await this.page.keyboard.press('Space');
    } else if (answer.typed) {
      for (const [field, text] of Object.entries(answer.typed)) await this.typeInto(`${place} [data-field="${field}"]`, text);
    } else {
      await this.pick(`${place} ${picked(answer)}`);
    }
    if (explanation) {
      await this.openSupport(place);
      await this.typeInto(`${place} [data-field="explanation"]`, explanation);
    }
    for (const [index, document] of evidence.entries()) {
      await this.openSupport(place);
      await this.tabTo(`${place} [data-field="evidence"] > button`);
      await this.page.keyboard.press('Enter');
      const row = `${place} [data-field="evidence"] [role="group"]:nth-child(${index + 1})`;
      await this.page.locator(`${row} [data-evidence="title"] input:focus`).waitFor();
      for (const [part, text] of Object.entries(document)) await this.typeInto(`${row} [data-evidence="${part}"] input`, text);
    }
  }

  async openSupport(place) {
    if (await this.page.locator(`${place} [data-field="explanation"]`).isVisible()) return;
    await this.tabTo(`${place} .support-opener`);
    await this.page.keyboard.press('Enter');
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

  /** Picks a radio: Tab into its group, then arrows, or Space where it is the first. */
  async pick(wanted) {
    await this.tabTo(wanted.replace(/\[value=.*\]$/, ''));
    if (await this.isAt(wanted)) await this.page.keyboard.press('Space');
    for (let steps = 0; steps < MOST_LEVELS && !(await this.isAt(`${wanted}:checked`)); steps += 1) {
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
