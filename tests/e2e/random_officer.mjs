// An officer who answers at random, beside a model of what the sheet must hold.
import {criterion} from './sheet.mjs';

const WORDS = ['đã có', 'chưa kiểm kê xong', 'theo Quyết định số 15/QĐ-UBND', 'máy hỏng, chờ thay'];
/** Numbers as typed, among them ones that are errors: they must come back too. */
const NUMBERS = ['0', '1', '7', '12', '30', '999', '1.234', '3,5', '12a'];

/** Picks a level or a yes or no; types where there is none. Changes `expected` alike. */
export async function answerAtRandom(page, expected, random) {
  const code = random.pick(Object.keys(expected));
  const held = expected[code];
  const place = criterion(page, code);
  const pickable = ['level', 'share'].find((field) => field in held);
  if (pickable === undefined || held.not_applicable) return typeAtRandom(page, expected, random, code);
  const radios = place.locator(`[data-field="${pickable}"]`);
  const radio = radios.nth(random.below(await radios.count()));
  await radio.check();
  held[pickable] = await radio.getAttribute('value');
}

/** Types over one text of the sheet; the last keystroke leaves the focus where it is. Changes `expected` alike. */
export async function typeAtRandom(page, expected, random, code = random.pick(Object.keys(expected))) {
  const held = expected[code];
  const place = criterion(page, code);
  const numbers = ['numerator', 'denominator', 'count'].filter((field) => field in held && !held.not_applicable);
  const field = random.pick([...numbers, 'explanation']);
  const control = place.locator(`[data-field="${field}"]`);
  // It may open by itself just before the click, when a draft comes back, and the click would close it.
  while (!(await control.isVisible())) {
    await place.locator('.support-opener').click();
    await page.waitForTimeout(20);
  }
  const text = random.pick(field === 'explanation' ? WORDS : NUMBERS);
  await control.fill(text);
  held[field] = text;
}
