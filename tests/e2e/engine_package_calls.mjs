// Runs calls of the package and says what came of each: in Node, in a page, in a worker. Calls and answers cross as JSON.

/** What came of `{name, given}`: the answer, or the error that was thrown. Bytes are `{base64}`, long texts `{first, again, times, last}`. */
export function run(engine, calls) {
  return calls.map(({name, given}) => {
    try {
      return {answer: engine[name](...given.map(decoded))};
    } catch (error) {
      const {code, place, message} = error;
      return {error: {is: error instanceof engine.EngineError ? 'EngineError' : String(error), code, place, message}};
    }
  });
}

function decoded(value) {
  if (typeof value?.base64 === 'string') return Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0));
  if (typeof value?.again === 'string') return value.first + value.again.repeat(value.times) + value.last;
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, decoded(member)]));
}
