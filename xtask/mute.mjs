// Lets every panic of a Wasm end the program at once, without words: `node mute.mjs FROM TO`. What it would say in the
// console, and what puts that together, is a part of the first load.
import {readFile, writeFile} from 'node:fs/promises';
import binaryen from 'binaryen';

/** The standard library's ways into a panic, by the names that the compiler leaves. */
const PANIC = /^(?:alloc|core|std|__rustc)(?:\[\w+\])?::.*(?:panic|_fail|handle_error|handle_alloc_error|overflow)/;

const [from, to] = process.argv.slice(2);
const module = binaryen.readBinary(await readFile(from));
// Names are what the next step strips.
binaryen.setDebugInfo(true);
const muted = functions().filter(isPanic);
if (muted.length === 0) throw new Error(`${from} names no panic`);
for (const {ref} of muted) binaryen.Function.setBody(ref, module.unreachable());
await writeFile(to, module.emitBinary());

function functions() {
  const refs = Array.from({length: module.getNumFunctions()}, (_, index) => module.getFunctionByIndex(index));
  return refs.map((ref) => ({ref, ...binaryen.getFunctionInfo(ref)}));
}

/** Only what never returns: whoever called it goes on nowhere, with words or without. */
function isPanic({name, base, body}) {
  return !base && PANIC.test(unescaped(name)) && binaryen.getExpressionType(body) === binaryen.unreachable;
}

function unescaped(name) {
  return name.replace(/\\([0-9a-f]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)));
}
