// A new version is not taken while what is typed is stored nowhere.
import assert from 'node:assert/strict';
import {before} from 'node:test';
import {usesBrowser} from './browser.mjs';
import {TYPED, field, lookForUpdate, offlineIs, openSheet, siteTest} from './site_test.mjs';
import {nextVersion, versionOf} from './versions.mjs';

usesBrowser();

let next;

before(async () => {
  next = await nextVersion();
});

siteTest('an update is held back while the draft cannot be stored, and says the way out; then it goes on', {},
  async ({site, page}) => {
    await openSheet(page, site);
    await offlineIs(page, 'ready');
    const first = await versionOf(page);
    await page.evaluate(() => {
      window.isFull = true;
      const {setItem} = Storage.prototype;
      Storage.prototype.setItem = function write(key, text) {
        if (window.isFull) throw new DOMException('full', 'QuotaExceededError');
        return setItem.call(this, key, text);
      };
    });
    site.folder = next.folder;
    await lookForUpdate(page);
    const notice = page.locator('[data-test="update-notice"]');
    await notice.waitFor();
    await field(page).fill(TYPED);
    await page.locator('[data-test="saved"][data-state="failed"]').waitFor();
    await page.locator('[data-test="update"]').click();
    await notice.getByText('chưa lưu được nên chưa tải lại trang').waitFor();
    assert.deepEqual(await versionOf(page), first);
    assert.equal(await field(page).inputValue(), TYPED);
    await page.evaluate(() => {
      window.isFull = false;
    });
    await Promise.all([page.waitForEvent('load'), page.locator('[data-test="update"]').click()]);
    await field(page).waitFor();
    assert.equal((await versionOf(page)).page, next.version);
    assert.equal(await field(page).inputValue(), TYPED);
  });
