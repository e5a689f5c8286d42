// What of a script the floor does not know: the language by its grammar, and interfaces by MDN's tables.
import {Linter} from 'eslint';
import es from 'eslint-plugin-es-x';
import {api, builtins, strangersToAll} from './floor_browsers.mjs';

/** Whose members are meant where these names stand. */
const INSTANCES = {
  navigator: 'Navigator', document: 'Document', location: 'Location', history: 'History', crypto: 'Crypto', screen: 'Screen',
  caches: 'CacheStorage', indexedDB: 'IDBFactory', performance: 'Performance', localStorage: 'Storage', sessionStorage: 'Storage',
};
const GLOBAL_OBJECTS = ['window', 'self', 'globalThis'];
/** An array has had these for long, an iterator has them only now. */
const OF_ITERATORS = ['every', 'filter', 'find', 'flatMap', 'forEach', 'map', 'reduce', 'some'];
const MAKE_ITERATORS = ['entries', 'keys', 'matchAll', 'values'];
/** es-x goes by the name and refuses an array's too; `makesIterator` tells the two apart. */
const LIKE_AN_ARRAYS = new RegExp(`'Iterator\\.prototype\\.(${OF_ITERATORS.join('|')})'`);

const linter = new Linter();
const members = new Map();
for (const [name, entry] of [...Object.values(api), ...Object.values(builtins)].flatMap(Object.entries)) {
  const member = name.replace(/_static$/, '');
  members.set(member, [...members.get(member) ?? [], entry]);
}

/** The finds, as `line:column what`. */
export function newsInScript(code, sourceType) {
  const messages = linter.verify(code, [
    es.configs['flat/restrict-to-es2022'],
    {
      plugins: {floor: {rules: {interfaces: {create}}}},
      rules: {'floor/interfaces': 'error'},
      languageOptions: {ecmaVersion: 2022, sourceType},
      linterOptions: {noInlineConfig: true},
      settings: {'es-x': {aggressive: true}},
    },
  ]);
  return messages.filter(({message}) => !LIKE_AN_ARRAYS.test(message))
    .map(({message, line, column}) => `${line}:${column} ${message}`);
}

function create({report, sourceCode}) {
  const note = (node, name, entries) => {
    const browsers = strangersToAll(entries);
    if (browsers.length > 0) report({node, message: `'${name}' is not in ${browsers.join(', ')}`});
  };
  const {through, variables} = sourceCode.scopeManager.globalScope;
  const undefinedHere = [...through, ...variables.filter(({defs}) => defs.length === 0).flatMap(({references}) => references)];
  const globalNodes = new Set(undefinedHere.map(({identifier}) => identifier));
  const isGlobal = (node) => globalNodes.has(node);
  const look = (node, object, name) => {
    const owner = isGlobal(object) ? object.name : '';
    const interfaces = [api, builtins].map((tables) => tables[INSTANCES[owner] ?? owner]).filter(Boolean);
    const exact = interfaces.flatMap((entry) => [entry[`${name}_static`], entry[name]]).filter(Boolean);
    if (GLOBAL_OBJECTS.includes(owner)) note(node, name, globals(name));
    else note(node, name, exact.length > 0 ? exact : members.get(name) ?? []);
    if (OF_ITERATORS.includes(name) && makesIterator(object, isGlobal)) report({node, message: `'${name}' of an iterator`});
  };
  return {
    Program() {
      for (const node of globalNodes) note(node, node.name, globals(node.name));
    },
    NewExpression({callee}) {
      if (isGlobal(callee)) note(callee, `new ${callee.name}`, [api[callee.name]?.[callee.name]]);
    },
    MemberExpression(node) {
      const name = nameOf(node.property, node.computed);
      if (name) look(node.property, node.object, name);
    },
    ObjectPattern(node) {
      const {parent} = node;
      const from = parent.type === 'VariableDeclarator' ? parent.init : parent.right;
      for (const property of node.properties) {
        const name = property.key && nameOf(property.key, property.computed);
        if (name) look(property, from ?? property, name);
      }
    },
  };
}

function nameOf(node, isComputed) {
  if (node.type === 'Literal') return String(node.value);
  return node.type === 'Identifier' && !isComputed ? node.name : null;
}

function globals(name) {
  return [api, builtins, api.Window, api.WorkerGlobalScope, api.ServiceWorkerGlobalScope].map((tables) => tables[name]);
}

function makesIterator({type, callee}, isGlobal) {
  return type === 'CallExpression' && callee.type === 'MemberExpression' && MAKE_ITERATORS.includes(callee.property.name)
    // `Object.values()` makes an array.
    && !(isGlobal(callee.object) && callee.object.name === 'Object');
}
