// The criteria that are measured: those of the built-in set by unit, and made-up sets in which one unit leads all of them.
import {execFile} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {PASSPHRASE} from '../officer.mjs';

const BUILTIN = fileURLToPath(new URL('../../../criteria/nam-dong-2018', import.meta.url));
/** The unit that leads everything in a made-up set. */
export const LEADER = 'xa-huong-phu';
/** What an item of each scale is to the probe. */
const KINDS = {ratio: 'ratio', ratio_bands: 'bands', count: 'count', choice: 'level', share: 'level'};

/** Makes the files of the sets, signed as an office does it; `copies` of all criteria stand in each made-up one. */
export class CriteriaSets {
  constructor(folder, commandLine) {
    this.folder = folder;
    this.run = (...words) => promisify(execFile)(commandLine, words, {env: {...process.env, TUCHAM_PASSPHRASE: PASSPHRASE}});
    this.key = join(folder, 'office.pem');
  }

  async prepare() {
    await this.run('keygen', '--out', this.key);
    this.builtin = (await this.signed(BUILTIN, 'builtin.json')).document.set;
  }

  async madeUp(copies) {
    const {proof, ...document} = JSON.parse(await readFile(join(this.folder, 'builtin.json'), 'utf8'));
    if (!proof) throw new Error('the command line signs what it makes');
    const set = {...document.set, id: `thu-${copies}`, groups: [], rules: [], notes: []};
    const reasons = new Map(document.set.rules.map((rule) => [rule.criterion, rule]));
    for (let copy = 0; copy < copies; copy += 1) {
      for (const group of document.set.groups) set.groups.push(led(group, set.groups.length + 1, reasons, set.rules));
    }
    const unsigned = join(this.folder, `unsigned-${copies}.json`);
    await writeFile(unsigned, JSON.stringify({...document, set}));
    const {file} = await this.signed(unsigned, `set-${copies}.json`);
    return {file, set};
  }

  async signed(source, name) {
    const file = join(this.folder, name);
    await this.run('criteria-set', source, '--key', this.key, '--out', file);
    return {file, document: JSON.parse(await readFile(file, 'utf8'))};
  }
}

/** A group under another number, led by one unit. */
function led(group, number, reasons, rules) {
  const sections = group.sections.map((section) => ({
    ...section,
    criteria: section.criteria.map(({coordinating, coordinating_printed, ...criterion}) => {
      const code = criterion.code.replace(/^\d+/, number);
      // A share is of a class of units, and stays with it; the leader is one of them.
      const isShare = criterion.scale.kind === 'share';
      rules.push({...reasons.get(criterion.code), ...!isShare && {rule: 'single'}, criterion: code});
      return {...criterion, code, lead: isShare ? criterion.lead : [LEADER]};
    }),
  }));
  return {...group, number, sections};
}

/** What the probe has to know of the criteria that a unit leads. */
export function itemsOf(set, unit) {
  const classes = set.classes.filter(({units}) => units.includes(unit)).map(({id}) => id);
  return set.groups.flatMap(({sections}) => sections).flatMap(({criteria}) => criteria)
    .filter(({lead}) => lead.some((id) => id === unit || classes.includes(id)))
    .map(({code, scale}) => ({id: code, kind: KINDS[scale.kind]}));
}

/** Opens a set's file in the form as an officer does. */
export async function takeSet(page, address, file) {
  const find = (name) => page.locator(`[data-test="${name}"]`);
  await page.goto(address);
  await find('criteria-panel').locator('summary').click();
  await find('set-open').setInputFiles(file);
  await find('set-compared').check();
  await Promise.all([page.waitForEvent('load'), find('set-take').click()]);
  await page.locator('html[data-started]').waitFor();
}
