// An officer in any engine: the same steps with a mouse and keys, through what the page shows.
import {PASSPHRASE, PEOPLE, picked} from './officer.mjs';

export class EngineOfficer {
  constructor(page) {
    this.page = page;
  }

  /** Chooses the unit on the start page. */
  async chooseUnit(words, unit) {
    await this.page.type('[data-test="unit-search"]', words);
    await this.page.click(`[data-unit="${unit}"]`);
    await this.page.waitFor('[data-led]');
  }

  /** Gives the answer of a golden row, with what stands beside it. */
  async answer({criterion, answer, explanation, evidence = []}) {
    const place = `[data-criterion="${criterion}"][data-led]`;
    if (answer.kind === 'not_applicable') await this.page.click(`${place} [data-field="not_applicable"]`);
    else if (answer.typed) await this.fillIn(`${place} [data-field="FIELD"]`, answer.typed);
    else await this.page.click(`${place} ${picked(answer)}`);
    if (explanation || evidence.length > 0) await this.openSupport(place);
    if (explanation) await this.page.type(`${place} [data-field="explanation"]`, explanation);
    for (const [index, document] of evidence.entries()) {
      await this.page.click(`${place} [data-field="evidence"] > button`);
      const row = `${place} [data-field="evidence"] [role="group"]:nth-child(${index + 1})`;
      await this.fillIn(`${row} [data-evidence="FIELD"] input`, document);
    }
  }

  async fillIn(pattern, texts) {
    for (const [field, text] of Object.entries(texts)) await this.page.type(pattern.replace('FIELD', field), text);
  }

  async openSupport(place) {
    const isOpen = await this.page.isVisible(`${place} [data-field="explanation"]`);
    if (!isOpen) await this.page.click(`${place} .support-opener`);
  }

  /** Fills the check page, makes a key, signs and takes the file. */
  async exportFile() {
    const test = (name) => `[data-test="${name}"]`;
    await this.page.click(test('to-check'));
    await this.fillIn(test('FIELD'), PEOPLE);
    await this.fillIn(test('FIELD'), {'passphrase': PASSPHRASE, 'passphrase-again': PASSPHRASE});
    if (await this.page.isVisible(test('confirm-open'))) await this.page.click(test('confirm-open'));
    return this.page.takeDownload(() => this.page.click(test('sign')));
  }
}
