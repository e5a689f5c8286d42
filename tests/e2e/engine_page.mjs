// A page in any engine that can run a script, press keys and move a pointer: what an officer needs, and what tests read.
import assert from 'node:assert/strict';
import {readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';

/** How long a page may take to show what is waited for, on a busy machine. */
const PATIENCE_MS = 30_000;
const POLL_MS = 30;
/** Names of files that are still arriving. */
const ARRIVING = /\.(part|wkdownload)$/;

/**
 * An engine gives `navigate(address)`, `reload()`, `evaluate(script, ...args)` and `perform(actions)`, the actions as
 * WebDriver writes them, and says where its `downloads` go.
 */
export class EnginePage {
  constructor(engine) {
    this.engine = engine;
  }

  open(address) {
    return this.engine.navigate(address);
  }

  reload() {
    return this.engine.reload();
  }

  evaluate(script, ...args) {
    return this.engine.evaluate(script, ...args);
  }

  /** Clicks where a person would: the middle of what is seen, once it takes clicks and nothing lies over it. */
  async click(selector) {
    const {x, y} = await this.settled(selector);
    await this.engine.perform([{
      type: 'pointer', id: 'mouse', parameters: {pointerType: 'mouse'},
      actions: [{type: 'pointerMove', x, y, duration: 0}, {type: 'pointerDown', button: 0}, {type: 'pointerUp', button: 0}],
    }]);
  }

  /** Where to click, after it stood still: Firefox goes back to the cursor for a moment after the last key. */
  async settled(selector) {
    let place = {};
    await until(async () => {
      const before = place;
      place = await this.evaluate(middleOf, selector);
      return !place.trouble && place.x === before.x && place.y === before.y;
    }, () => `${selector} cannot be clicked: ${place.trouble ?? 'it does not stand still'}`);
    return place;
  }

  /** Clicks into a field and types, a key for each letter. */
  async type(selector, text) {
    await this.click(selector);
    const keys = [...text].flatMap((value) => [{type: 'keyDown', value}, {type: 'keyUp', value}]);
    await this.engine.perform([{type: 'key', id: 'keyboard', actions: keys}]);
    assert.equal(await this.evaluate((selector) => document.querySelector(selector).value, selector), text);
  }

  isVisible(selector) {
    return this.evaluate((selector) =>
      [...document.querySelectorAll(selector)].some((element) => element.checkVisibility()), selector);
  }

  waitFor(selector) {
    return until(() => this.isVisible(selector), () => `${selector} does not appear`);
  }

  /** What the readers of `sheet.mjs` ask of a page. */
  locator(selector) {
    const all = `(selector, ...args) => (SCRIPT)([...document.querySelectorAll(selector)], ...args)`;
    return {
      evaluateAll: (script, ...args) => this.evaluate(all.replace('SCRIPT', () => script), selector, ...args),
      getAttribute: (name) =>
        this.evaluate((selector, name) => document.querySelector(selector).getAttribute(name), selector, name),
      waitFor: ({state} = {}) => state === 'detached'
        ? until(async () => !await this.evaluate((selector) => Boolean(document.querySelector(selector)), selector), () => `${selector} does not go`)
        : this.waitFor(selector),
    };
  }

  /** Does what starts a download; returns where the file lies and the name that it was given. */
  async takeDownload(act) {
    const {downloads} = this.engine;
    const before = await readdir(downloads);
    await act();
    let name;
    await until(async () => {
      const names = (await readdir(downloads)).filter((name) => !before.includes(name));
      [name] = names;
      return names.length === 1 && !ARRIVING.test(name) && (await stat(join(downloads, name))).size > 0;
    }, () => 'no file arrives');
    return {name, path: join(downloads, name)};
  }
}

/** Waits until something holds. */
async function until(holds, complaint) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(complaint());
    await pause(POLL_MS);
  }
}

/** Runs in the page: brings an element into view; its middle, or why it cannot be clicked there. */
function middleOf(selector) {
  const element = [...document.querySelectorAll(selector)].find((element) => element.checkVisibility());
  if (!element) return {trouble: 'it does not appear'};
  if (element.matches(':disabled')) return {trouble: 'it is disabled'};
  element.scrollIntoView({block: 'center', behavior: 'instant'});
  const box = element.getClientRects()[0];
  const [x, y] = [Math.floor(box.left + box.width / 2), Math.floor(box.top + box.height / 2)];
  const met = document.elementFromPoint(x, y);
  return met && element.contains(met) ? {x, y} : {trouble: `under ${met?.outerHTML.slice(0, 200) ?? 'the edge of the window'}`};
}
