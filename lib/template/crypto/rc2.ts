/* RC2 in CBC mode, which old PKCS #12 files have; OpenSSL 3 no longer offers it. RFC 2268. */

/** The permutation of section 2. */
const PI = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2' +
    '179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec' +
    'c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9' +
    '0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);

/** The key's 64 words, of `bits` effective bits. */
function expand(key: Buffer, bits: number): number[] {
  const bytes = Buffer.alloc(128);
  key.copy(bytes);
  for (let i = key.length; i < 128; i++) {
    bytes[i] = PI[((bytes[i - 1] as number) + (bytes[i - key.length] as number)) & 255] as number;
  }
  const size = Math.ceil(bits / 8);
  const mask = 255 >> (8 * size - bits);
  bytes[128 - size] = PI[(bytes[128 - size] as number) & mask] as number;
  for (let i = 127 - size; i >= 0; i--) {
    bytes[i] = PI[(bytes[i + 1] as number) ^ (bytes[i + size] as number)] as number;
  }
  return Array.from({ length: 64 }, (_, i) => bytes.readUInt16LE(i * 2));
}

function decryptBlock(words: readonly number[], block: Buffer): Buffer {
  const r = Array.from({ length: 4 }, (_, i) => block.readUInt16LE(i * 2));
  const at = (i: number) => r[(i + 4) & 3] as number;
  const turns = [1, 2, 3, 5];
  let j = 63;
  const mix = () => {
    for (let i = 3; i >= 0; i--) {
      const turn = turns[i] as number;
      const back = ((at(i) >> turn) | (at(i) << (16 - turn))) & 0xffff;
      const sum = (words[j--] as number) + (at(i - 1) & at(i - 2)) + (~at(i - 1) & at(i - 3));
      r[i] = (back - sum) & 0xffff;
    }
  };
  const mash = () => {
    for (let i = 3; i >= 0; i--) r[i] = (at(i) - (words[at(i - 1) & 63] as number)) & 0xffff;
  };
  for (const rounds of [5, 6, 5]) {
    for (let i = 0; i < rounds; i++) mix();
    if (j >= 0) mash();
  }
  const out = Buffer.alloc(8);
  r.forEach((word, i) => out.writeUInt16LE(word, i * 2));
  return out;
}

/** The plain text with its padding; `data` is whole blocks. */
export function decryptRc2(key: Buffer, iv: Buffer, data: Buffer): Buffer {
  const words = expand(key, key.length * 8);
  const blocks: Buffer[] = [];
  let last = iv;
  for (let at = 0; at < data.length; at += 8) {
    const block = data.subarray(at, at + 8);
    const plain = decryptBlock(words, block);
    const previous = last;
    blocks.push(plain.map((byte, i) => byte ^ (previous[i] as number)) as Buffer);
    last = block;
  }
  return Buffer.concat(blocks);
}
