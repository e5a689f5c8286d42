// Unpacks LZMA, the raw kind without a header, as `xtask/src/single_file.rs` packs it: lc 3, lp 0, pb 0.
// Names and numbers are those of the LZMA specification (Igor Pavlov, 2015).

const LC = 3;
const TOP = 2 ** 24;
const HALF = 1024;
const STATES = 12;

/** The `length` bytes that `packed` stands for. What is damaged gives wrong bytes, never an endless loop. */
export function unpack(packed, length) {
  const out = new Uint8Array(length);
  const decode = decoder(packed);
  const isMatch = odds(STATES);
  const isRep = odds(STATES);
  const isRepG0 = odds(STATES);
  const isRepG1 = odds(STATES);
  const isRepG2 = odds(STATES);
  const isRep0Long = odds(STATES);
  const literals = odds(0x300 << LC);
  const slots = odds(4 << 6);
  const special = odds(128);
  const align = odds(16);
  const matchLength = lengths(decode);
  const repLength = lengths(decode);
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  let state = 0;
  let at = 0;
  while (at < length) {
    if (!decode.bit(isMatch, state)) {
      out[at] = literal(at ? out[at - 1] : 0, state < 7 ? null : out[at - rep0 - 1]);
      at += 1;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (!decode.bit(isRep, state)) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      count = matchLength();
      state = state < 7 ? 7 : 10;
      rep0 = distance(Math.min(count, 3));
    } else {
      if (!decode.bit(isRepG0, state)) {
        if (!decode.bit(isRep0Long, state)) {
          state = state < 7 ? 9 : 11;
          out[at] = out[at - rep0 - 1];
          at += 1;
          continue;
        }
      } else if (!decode.bit(isRepG1, state)) {
        [rep1, rep0] = [rep0, rep1];
      } else if (!decode.bit(isRepG2, state)) {
        [rep2, rep1, rep0] = [rep1, rep0, rep2];
      } else {
        [rep3, rep2, rep1, rep0] = [rep2, rep1, rep0, rep3];
      }
      count = repLength();
      state = state < 7 ? 8 : 11;
    }
    for (const end = Math.min(at + count + 2, length); at < end; at += 1) out[at] = out[at - rep0 - 1];
  }
  return out;

  function literal(before, match) {
    const base = 0x300 * (before >> (8 - LC));
    let symbol = 1;
    for (let rest = match; rest !== null && symbol < 0x100;) {
      const expected = rest >> 7 & 1;
      rest = rest << 1 & 0xff;
      const bit = decode.bit(literals, base + (1 + expected << 8) + symbol);
      symbol = symbol << 1 | bit;
      if (bit !== expected) break;
    }
    while (symbol < 0x100) symbol = symbol << 1 | decode.bit(literals, base + symbol);
    return symbol;
  }

  function distance(lengthState) {
    const slot = decode.tree(slots, lengthState << 6, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | slot & 1) << bits;
    if (slot < 14) return base + decode.reverse(special, base - slot, bits);
    return base + (decode.direct(bits - 4) << 4) + decode.reverse(align, 0, 4);
  }
}

/** The length coder of the specification; without its 2. */
function lengths(decode) {
  const choice = odds(2);
  const low = odds(8);
  const middle = odds(8);
  const high = odds(256);
  return () => {
    if (!decode.bit(choice, 0)) return decode.tree(low, 0, 3);
    if (!decode.bit(choice, 1)) return 8 + decode.tree(middle, 0, 3);
    return 16 + decode.tree(high, 0, 8);
  };
}

function odds(count) {
  return new Uint16Array(count).fill(HALF);
}

/** The range decoder, and what is read through it. */
function decoder(packed) {
  let range = 2 ** 32 - 1;
  let code = 0;
  // The first byte is always 0.
  let from = 1;
  while (from < 5) code = (code << 8 | packed[from++]) >>> 0;

  function normalize() {
    if (range < TOP) {
      range = range << 8 >>> 0;
      code = (code << 8 | packed[from++]) >>> 0;
    }
  }

  function bit(probabilities, index) {
    const probability = probabilities[index];
    const bound = (range >>> 11) * probability;
    let value = 0;
    if (code < bound) {
      range = bound;
      probabilities[index] = probability + (2048 - probability >> 5);
    } else {
      range -= bound;
      code -= bound;
      probabilities[index] = probability - (probability >> 5);
      value = 1;
    }
    normalize();
    return value;
  }

  function tree(probabilities, base, bits) {
    let symbol = 1;
    for (let count = 0; count < bits; count += 1) symbol = symbol << 1 | bit(probabilities, base + symbol);
    return symbol - (1 << bits);
  }

  function reverse(probabilities, base, bits) {
    let [symbol, value] = [1, 0];
    for (let count = 0; count < bits; count += 1) {
      const read = bit(probabilities, base + symbol);
      symbol = symbol << 1 | read;
      value |= read << count;
    }
    return value;
  }

  function direct(bits) {
    let value = 0;
    for (let count = 0; count < bits; count += 1) {
      range >>>= 1;
      const read = code < range ? 0 : 1;
      if (read) code -= range;
      value = value << 1 | read;
      normalize();
    }
    return value;
  }

  return {bit, tree, reverse, direct};
}
