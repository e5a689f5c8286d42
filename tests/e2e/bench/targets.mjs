// What is measured: the form with few and many criteria, and the peers' forms where they are built.
import {existsSync} from 'node:fs';
import {readFile, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {CriteriaSets, LEADER, itemsOf, takeSet} from './criteria.mjs';
import {serveFolder} from './site.mjs';

/** The district's set has 176 criteria; the large one has it ten times. */
export const SIZES = [176, 1760];
/** The peer that is no library; a run that is ended early has it. */
const LEAST = 'vanilla';
const UNITS = [
  {unit: 'xa-huong-phu', name: 'a commune'},
  {unit: 'van-phong', name: 'the office'},
];

/** The form with each number of criteria, in order, and the site that serves it. */
export async function ours(browser, folder, page, commandLine) {
  const sets = new CriteriaSets(folder, commandLine);
  await sets.prepare();
  const adapter = await readFile(new URL('ours.js', import.meta.url), 'utf8');
  // The office's page and the single files are not visited.
  const site = await serveFolder(page, (name) => !name.includes('/') && !/^(tucham|tonghop)\.html$/.test(name));
  const target = (name, set, unit, more) => {
    const items = itemsOf(set, unit);
    return {name: 'tucham', label: `${items.length}, ${name}`, n: items.length, items, adapter, address: `${site.address}#/${unit}/2018`, ...more};
  };
  const targets = UNITS.map(({unit, name}) => target(name, sets.builtin, unit));
  for (const size of SIZES) {
    const {file, set} = await sets.madeUp(size / SIZES[0]);
    targets.push(target('made up', set, LEADER, {file, storage: await storageWith(browser, site.address, file)}));
  }
  return {site, targets};
}

/** The browser's storage after an officer has opened the set. */
async function storageWith(browser, address, file) {
  const context = await browser.newContext({locale: 'vi-VN'});
  try {
    await takeSet(await context.newPage(), address, file);
    return await context.storageState();
  } finally {
    await context.close();
  }
}

/** The peers in a folder that are built, by name and size; `only` names those that are wanted. */
export async function peers(folder, sizes, only) {
  if (!folder) return {sites: [], targets: [], missing: []};
  const sites = [];
  const targets = [];
  const missing = [];
  const names = (await readdir(join(folder, 'targets'))).filter((name) => !name.startsWith('_') && (only?.includes(name) ?? true));
  for (const name of names.sort((one, other) => (other === LEAST) - (one === LEAST) || one.localeCompare(other))) {
    const own = join(folder, 'adapters', `${name}.js`);
    const adapter = await readFile(existsSync(own) ? own : join(folder, 'adapters/ids.js'), 'utf8');
    for (const n of sizes) {
      const built = join(folder, 'dist', name, String(n));
      if (!existsSync(join(built, 'index.html'))) {
        missing.push(`${name} with ${n} criteria`);
        continue;
      }
      const site = await serveFolder(built);
      sites.push(site);
      targets.push({name, label: name, n, items: await peerItems(folder, n), adapter, address: site.address});
    }
  }
  return {sites, targets, missing};
}

async function peerItems(folder, n) {
  const {groups} = JSON.parse(await readFile(join(folder, 'data', `form-${n}.json`), 'utf8'));
  return groups.flatMap(({sections}) => sections).flatMap(({items}) => items).map(({id, kind, max}) => ({id, kind, max}));
}

/** The libraries of the peers as their folders name them: `surveyjs: survey-core 2.3.4`. */
export async function peerVersions(folder, names) {
  const lines = await Promise.all(names.map(async (name) => {
    const {dependencies = {}} = JSON.parse(await readFile(join(folder, 'targets', name, 'package.json'), 'utf8'));
    const libraries = Object.entries(dependencies).map(([library, version]) => `${library} ${version}`);
    return `${name}: ${libraries.join(', ') || 'no library'}`;
  }));
  return lines;
}
