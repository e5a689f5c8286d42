// Pages of others, for Chromium and Firefox alike: one made with React, and a component that has the widget in its shadow root.
import {execFile} from 'node:child_process';
import {mkdtemp, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {UNIT} from './widget_site.mjs';

const ESBUILD = process.env.TUCHAM_ESBUILD ?? fileURLToPath(new URL('../../xtask/node_modules/.bin/esbuild', import.meta.url));
const MODULES = fileURLToPath(new URL('node_modules', import.meta.url));

/** A component of somebody else's, with the widget inside. */
export const COMPONENT = `
customElements.define('other-component', class extends HTMLElement {
  connectedCallback() {
    this.attachShadow({mode: 'open'}).innerHTML = '<tucham-form unit="${UNIT}" period="2018"></tucham-form>';
  }
});
`;

export const REACT_BODY = '<div id="root"></div><script type="module" src="react.js"></script>';

const SOURCE = `
import {createElement as h, StrictMode, useState} from 'react';
import {createRoot} from 'react-dom/client';

function Page() {
  const [unit, setUnit] = useState('${UNIT}');
  const [isHidden, setHidden] = useState(false);
  const [value, setValue] = useState(undefined);
  const [score, setScore] = useState(null);
  const [saved, setSaved] = useState('');
  const [error, setError] = useState('');
  const button = (id, onClick) => h('button', {id, type: 'button', onClick}, id);
  return h('div', null,
    button('other', () => setUnit(unit === 'noi-vu' ? '${UNIT}' : 'noi-vu')),
    button('hide', () => setHidden(!isHidden)),
    button('bad', () => setValue('{"format": ')),
    h('p', {id: 'points'}, score && score.points + ' / ' + score.answered),
    h('p', {id: 'saved'}, saved), h('p', {id: 'error'}, error),
    !isHidden && h('tucham-form', {
      unit, period: 2018, ...(value === undefined ? {} : {value}),
      'onscore-change': ({detail}) => setScore(detail),
      'ondraft-saved': ({detail}) => setSaved(String(detail.period)),
      'onvalue-error': ({detail}) => setError(detail.message),
    }));
}

createRoot(document.querySelector('#root')).render(h(StrictMode, null, h(Page)));
`;

/** The script of a page made with React, in one file. */
export async function reactPage() {
  const folder = await mkdtemp(join(tmpdir(), 'tucham-react-'));
  await writeFile(join(folder, 'page.js'), SOURCE);
  const out = join(folder, 'out.js');
  await promisify(execFile)(ESBUILD, [
    join(folder, 'page.js'), '--bundle', '--format=esm', '--log-level=warning', `--outfile=${out}`,
    '--define:process.env.NODE_ENV="development"',
  ], {env: {...process.env, NODE_PATH: MODULES}});
  return readFile(out, 'utf8');
}
