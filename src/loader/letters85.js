// Reads the bytes that `xtask/src/letters85.rs` writes as letters: four in five.

/** The bytes. The last group counts as filled up with the largest digit. */
export function bytesOf(text) {
  const length = text.length - Math.ceil(text.length / 5);
  const bytes = new DataView(new ArrayBuffer(length + 4));
  for (let from = 0, to = 0; to < length; from += 5, to += 4) {
    let number = 0;
    for (let place = from; place < from + 5; place += 1) {
      const letter = text.charCodeAt(place);
      // Behind the end there is no letter.
      number = number * 85 + (letter >= 61 ? letter - 61 : letter >= 40 ? letter + 26 : 84);
    }
    bytes.setUint32(to, number);
  }
  return new Uint8Array(bytes.buffer, 0, length);
}
