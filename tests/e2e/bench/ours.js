// Where the form has what the probe asks for; in the page, in the shape that the peers' adapters have.
window.__adapter = (() => {
  const controls = (index, selector) => {
    const place = document.querySelector(`[data-criterion="${window.__items[index].id}"][data-led]`);
    return place ? [...place.querySelectorAll(selector)] : [];
  };
  return {
    ratio: (index) => {
      const fields = ['numerator', 'denominator'].map((field) => controls(index, `[data-field="${field}"]`)[0]);
      return fields[0] && fields;
    },
    count: (index) => controls(index, '[data-field="count"]')[0],
    // The best level stands first; 0.5 is any in between.
    choice: (index, value) => {
      const radios = controls(index, 'input[type="radio"]');
      return radios[Math.round((1 - value) * (radios.length - 1))];
    },
    total: () => document.querySelector('[data-total="points"]'),
    // What stands at the criteria; the engine's own tests say whether it is right.
    sum: () => [...document.querySelectorAll('[data-led] [data-points]')]
      .reduce((sum, {dataset}) => sum + Number(dataset.value), 0),
  };
})();
