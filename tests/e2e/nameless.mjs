// A document with a number and no name: the sheet says so where the name is missing.
import assert from 'node:assert/strict';
import {Officer} from './officer.mjs';
import {criterion} from './sheet.mjs';

/** Adds two documents to a criterion, the second without a name, and sees that its name alone is marked until it has one. */
export async function assertNamelessMarked(page, code) {
  const officer = new Officer(page);
  await officer.addEvidence(code, {title: 'Báo cáo', reference: '15/BC-UBND'});
  await officer.addEvidence(code, {reference: '16/BC-UBND'});
  const place = criterion(page, code);
  const marked = () => place.locator('[aria-invalid="true"]').evaluateAll((fields) => fields.map((field) => field.closest('[data-evidence]').dataset.evidence));
  const [, name] = await place.locator('[data-evidence="title"] input').all();
  await name.focus();
  await name.blur();
  await place.locator('.problem').waitFor();
  assert.deepEqual(await marked(), ['title']);
  assert.equal(await name.getAttribute('aria-invalid'), 'true');
  const words = await name.evaluate((field) => field.getRootNode().getElementById(field.getAttribute('aria-describedby')).innerText);
  assert.match(words, /ghi tên tài liệu/);
  await name.fill('Biên bản');
  assert.deepEqual(await marked(), []);
}
