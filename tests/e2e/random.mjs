// Random choices that can be repeated: the seed is printed, and given back as TUCHAM_SEED.

/** A generator (mulberry32) and its seed. */
export function seeded() {
  const seed = Number(process.env.TUCHAM_SEED ?? Date.now() % 2 ** 32);
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  return {seed, below, pick: (list) => list[below(list.length)]};
}
