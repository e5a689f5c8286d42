// The oldest browsers that we serve, and what all of them know by MDN's tables.
import bcd from '@mdn/browser-compat-data/forLegacyNode';

const FLOOR = {chrome: '109', firefox: '115', safari: '16.4'};

export const {css, api, javascript: {builtins}} = bcd;
/** The same browsers as other tools name them. */
export const BROWSERS = Object.entries(FLOOR).map((browser) => browser.join(' '));

/** Which browsers of the floor don't know what an entry of the tables is about; a flag or another name doesn't count. */
function strangers({__compat: {support}}) {
  return Object.entries(FLOOR)
    .filter(([browser, version]) => !([support[browser]].flat().some((since) => isMet(since, version))))
    .map((browser) => browser.join(' '));
}

/** The same of a word that several things share: it is fine as soon as one of them is. */
export function strangersToAll(entries) {
  const of = entries.filter((entry) => entry?.__compat).map(strangers);
  return of.sort((one, other) => one.length - other.length)[0] ?? [];
}

/** The entries below one, at any depth, by their last name. */
export function byName(tree, found = new Map()) {
  for (const [name, entry] of Object.entries(tree)) {
    if (name === '__compat') continue;
    found.set(name, [...found.get(name) ?? [], entry]);
    byName(entry, found);
  }
  return found;
}

function isMet({version_added: added, version_removed: removed, flags, prefix, alternative_name: otherName}, version) {
  return !flags && !prefix && !otherName && isUpTo(added, version) && !isUpTo(removed, version);
}

function isUpTo(since, version) {
  if (typeof since !== 'string' || since === 'preview') return false;
  const [[major, minor = 0], [ownMajor, ownMinor = 0]] = [since, version].map((text) => text.replace('≤', '').split('.').map(Number));
  return major < ownMajor || (major === ownMajor && minor <= ownMinor);
}
