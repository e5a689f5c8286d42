// Reads the snippets for a district's web server: which headers and types they send, and what they let a browser keep.
import {readFile} from 'node:fs/promises';

const FOLDER = new URL('../../docs/web-server/', import.meta.url);

/** `headers` by name, media `types` by extension, and what decides `cacheOf` a file's path. */
export async function webServers() {
  return {nginx: nginx(await text('nginx.conf')), apache: apache(await text('apache.conf'))};
}

/** What such a server sends with a file. */
export function headersOf({headers, types, cacheOf}, name) {
  const type = types[name.split('.').pop()];
  return {...headers, 'Cache-Control': cacheOf(`/${name}`), ...(type ? {'Content-Type': type} : {})};
}

function nginx(config) {
  const [, lines] = config.match(/map \$uri \$tucham_cache \{\n([^]*?)\n\}/);
  const rules = [...lines.matchAll(/^\s+(?:"~(?<pattern>[^"]+)"|default)\s+"(?<value>[^"]+)";$/gm)].map(({groups}) => groups);
  const headers = Object.fromEntries([...config.matchAll(/add_header (\S+) "([^"]*)" always;/g)].map(([, ...pair]) => pair));
  if (!config.includes('add_header Cache-Control $tucham_cache always;')) throw new Error('nothing is said of caches');
  const [, types] = config.match(/types \{\n([^]*?)\n\s+\}/);
  return {
    headers,
    types: typesOf(types.matchAll(/^\s+(\S+)\s+(\w+);$/gm)),
    cacheOf: (path) => cacheBy(rules, path),
  };
}

function apache(config) {
  const [inside, pattern] = config.match(/<FilesMatch "([^"]+)">[^]*?<\/FilesMatch>/);
  const set = (part) => Object.fromEntries([...part.matchAll(/Header always set (\S+) "([^"]*)"/g)].map(([, ...pair]) => pair));
  const {'Cache-Control': value, ...headers} = set(config.replace(inside, ''));
  const rules = [{pattern, value: set(inside)['Cache-Control']}, {value}];
  return {headers, types: typesOf(config.matchAll(/AddType (\S+)\s+\.(\w+)/g)), cacheOf: (path) => cacheBy(rules, path)};
}

/** The first pattern that fits decides; the rule without one is for all other files. */
function cacheBy(rules, path) {
  const fitting = rules.find(({pattern}) => pattern && new RegExp(pattern).test(path));
  return (fitting ?? rules.find(({pattern}) => !pattern)).value;
}

function typesOf(matches) {
  return Object.fromEntries([...matches].map(([, type, extension]) => [extension, type]));
}

function text(name) {
  return readFile(new URL(name, FOLDER), 'utf8');
}
