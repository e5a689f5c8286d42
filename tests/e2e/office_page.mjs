// The office's page as an officer uses it, and units that send it what their own page makes.
import {PASSPHRASE, takeDownload} from './officer.mjs';
import {whole} from './sheet.mjs';

/** Part of what an officer sees, by its `data-test`. */
export const find = (page, name) => page.locator(`[data-test="${name}"]`);

/** Opens a page of the office and waits until what was kept lies on the desk. */
export async function openOffice(page, origin, hash = '/') {
  const address = `${origin}/tonghop/#${hash}`;
  if (page.url().split('#')[0] === address.split('#')[0]) await page.evaluate((to) => (location.hash = to), hash);
  else await page.goto(address);
  await ready(page, hash);
}

/** Waits until the desk takes changes and the link of this page is the current one. */
export async function ready(page, hash = '/') {
  await page.locator(`.site-links [href="#${hash}"][aria-current="page"]`).waitFor();
  await page.locator('.writers-only:enabled, main:not(:has(.writers-only))').first().waitFor();
}

/** Hands files to the page and waits until it has read them; returns what it says. */
export async function receive(page, files) {
  await find(page, 'files-input').setInputFiles(files);
  await find(page, 'intake-said').locator('p').waitFor();
  return find(page, 'intake-said').innerText();
}

/** Waits until the browser has everything on its disk. */
export const kept = (page) => page.locator('[data-test="kept"][data-state="saved"]').waitFor();

/** Verdict and state of every file on the page, by name. */
export async function files(page) {
  const more = find(page, 'more-files');
  while (await more.count()) await more.click();
  return page.locator('[data-file]').evaluateAll((rows) => Object.fromEntries(rows.map(({dataset, innerText}) =>
    [dataset.file, {verdict: dataset.verdict, state: dataset.state, sha256: dataset.sha256, words: innerText}])));
}

/** The points of every criterion of the district as the wire writes them, empty while there are none. */
export const districtPoints = (page) => page.locator('[data-criterion]').evaluateAll((rows) =>
  Object.fromEntries(rows.map((row) =>
    [row.dataset.criterion, {points: row.querySelector('[data-points]').dataset.value, state: row.dataset.state}])));

/** A unit's device: its page, with its own key. */
export class Device {
  constructor(page, origin) {
    this.page = page;
    this.origin = origin;
    this.key = null;
  }

  /** Opens a place of the unit's page, with this device's key and no draft that another device left. */
  async visit(hash, {fresh = false} = {}) {
    const {page, origin, key} = this;
    if (!page.url().startsWith(origin)) await page.goto(origin);
    await page.goto('about:blank');
    await page.goto(`${origin}/#/khoa`);
    await page.locator('main').waitFor();
    await page.evaluate(([text, isFresh]) => {
      for (const name of Object.keys(localStorage)) {
        if (isFresh ? name !== 'tucham/key' : false) localStorage.removeItem(name);
      }
      if (text) localStorage.setItem('tucham/key', text);
      else localStorage.removeItem('tucham/key');
      // A mirror that was not gone in time would bring the other device's draft back.
      return isFresh && new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('tucham');
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      });
    }, [key, fresh]);
    await page.goto('about:blank');
    await page.goto(`${origin}/#${hash}`);
    await whole(page);
  }

  /** Takes note of the key that was made. */
  async keepKey() {
    this.key = await this.page.evaluate(() => localStorage.getItem('tucham/key'));
  }

  /** The file that enrols the key, and the digits that the officer reads over the telephone. */
  async enrolment(unit) {
    await this.visit('/khoa');
    const {page} = this;
    const digits = await find(page, 'key-digits').innerText();
    await page.locator('#don-vi-dang-ky').selectOption(unit);
    await find(page, 'contact-name').fill('Trần Thị Bé');
    await find(page, 'contact-phone').fill('0234 3875 000');
    await find(page, 'mat-khau-dang-ky').fill(PASSPHRASE);
    const file = await takeDownload(page, () => find(page, 'key-enrolment').click());
    return {...file, digits};
  }
}
