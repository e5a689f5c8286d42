// Reads the sheet as it stands on the page, by its data attributes and never by its looks.

const VALUE = 'data-value';

/** The container of a criterion. */
export const criterion = (page, code) => page.locator(`[data-criterion="${code}"][data-led]`);

/** Waits until every criterion of a sheet that stands there is made. */
export const whole = (page) => page.locator('[data-making]').waitFor({state: 'detached'});

/** The codes of the criteria that the unit leads, in the order of the page. */
export const ledCodes = (page) => codes(page, '[data-led][data-criterion]');

/** The codes of those that it coordinates. */
export const coordinatedCodes = (page) => codes(page, '[data-coordinated][data-criterion]');

/** A criterion's points as the wire writes them; empty while there are none. */
export const points = (page, code) => criterion(page, code).locator('[data-points]').getAttribute(VALUE);

/** Every criterion's points by code. */
export async function allPoints(page) {
  await whole(page);
  return page.locator('[data-led][data-criterion]').evaluateAll((containers) => Object.fromEntries(containers.map((container) =>
    [container.dataset.criterion, container.querySelector('[data-points]').dataset.value])));
}

/** Sums by section code, `1.I`. */
export const sectionSums = (page) => sums(page, 'section');

/** Sums by group number. */
export const groupSums = (page) => sums(page, 'group');

/** `points`, `maximum`, `answered`, `assigned`, `converted`. */
export const totals = (page) => sums(page, 'total');

/** What every control of the sheet holds, by criterion and field. */
export async function controls(page) {
  await whole(page);
  return page.locator('[data-led][data-criterion]').evaluateAll((containers) =>
    Object.fromEntries(containers.map((container) => {
      const held = {};
      for (const control of container.querySelectorAll(':is(input, textarea)[data-field]')) {
        const {field} = control.dataset;
        if (control.type === 'radio') {
          held[field] ??= null;
          if (control.checked) held[field] = control.value;
        } else {
          held[field] = control.type === 'checkbox' ? control.checked : control.value;
        }
      }
      for (const [index, control] of container.querySelectorAll('[data-evidence] input').entries()) {
        held[`evidence ${index}`] = control.value;
      }
      return [container.dataset.criterion, held];
    })));
}

/** Waits until the app says that everything is stored. */
export const saved = (page) => page.locator('[data-test="saved"][data-state="saved"]').waitFor();

async function codes(page, selector) {
  return page.locator(selector).evaluateAll((containers) => containers.map((container) => container.dataset.criterion));
}

async function sums(page, kind) {
  return page.locator(`[data-${kind}]`).evaluateAll((shown, kind) =>
    Object.fromEntries(shown.map((element) => [element.dataset[kind], element.dataset.value])), kind);
}
