// What a page does with the element: chooses the unit, shows the points, takes the submission.
const form = document.querySelector('tucham-form');
const log = document.querySelector('#log');

document.querySelector('#unit').addEventListener('change', ({target}) => {
  form.unit = target.value;
});

form.addEventListener('score-change', ({detail}) => {
  document.querySelector('#score').textContent =
    `${detail.points} / ${detail.maximum} điểm, ${detail.answered}/${detail.assigned} câu`;
});

for (const name of ['draft-saved', 'export-ready', 'value-error']) {
  form.addEventListener(name, ({detail}) => {
    const line = document.createElement('li');
    line.textContent = `${name}: ${JSON.stringify(name === 'export-ready' ? detail.file_name : detail)}`;
    log.prepend(line);
  });
}
