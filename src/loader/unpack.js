// Unpacks the single file: the style sheet, the program and its Wasm parts lie in it as one packed text.
// The build puts in CONTENTS, the name and length of each piece in its order, and CHECKSUM, the CRC-32 of all.
import {bytesOf} from './letters85.js';
import {unpack} from './lzma.js';

const loading = globalThis.tuchamLoading;

if (loading.isSupported) start();

function start() {
  try {
    const pieces = unpacked(document.getElementById('packed').textContent);
    loading.parts = pieces;
    // The page's policy lets just these two texts in.
    insert('style', pieces.style);
    insert('script', pieces.program);
  } catch (error) {
    loading.failed(error?.message ?? error);
  }
}

function unpacked(text) {
  const total = CONTENTS.reduce((sum, [, length]) => sum + length, 0);
  const bytes = unpack(bytesOf(text), total);
  if (checksum(bytes) !== CHECKSUM) throw new Error('CRC-32');
  let from = 0;
  return Object.fromEntries(CONTENTS.map(([name, length]) => [name, bytes.subarray(from, from += length)]));
}

function insert(element, bytes) {
  const inserted = document.createElement(element);
  inserted.textContent = new TextDecoder().decode(bytes);
  document.head.append(inserted);
}

function checksum(bytes) {
  let remainder = -1;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit += 1) remainder = remainder >>> 1 ^ (remainder & 1 ? 0xedb88320 : 0);
  }
  return ~remainder >>> 0;
}
