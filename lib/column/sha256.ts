/**
 * The SHA-256 of the bytes, as 64 hexadecimal digits. Uses the platform's crypto; browsers offer it only on HTTPS and
 * localhost, so a page served over plain HTTP falls back to `computeSha256Slowly` and never skips the check.
 */
export async function computeSha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // The library types promise crypto.subtle; a page without a secure context has none.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  return subtle ? formatHex(new Uint8Array(await subtle.digest("SHA-256", bytes))) : computeSha256Slowly(bytes);
}

/** The same digest in plain TypeScript (FIPS 180-4), about ten times slower than the platform's. */
export function computeSha256Slowly(bytes: Uint8Array): string {
  const state = initialState.slice();
  const schedule = new Uint32Array(64);
  const padded = pad(bytes);
  const view = new DataView(padded.buffer);
  for (let offset = 0; offset < padded.length; offset += 64) compress(state, schedule, view, offset);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => {
    digest.setUint32(index * 4, word);
  });
  return formatHex(new Uint8Array(digest.buffer));
}

function pad(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length * 8);
  return padded;
}

function compress(state: Uint32Array, schedule: Uint32Array, view: DataView, offset: number): void {
  for (let round = 0; round < 16; round++) schedule[round] = view.getUint32(offset + round * 4);
  for (let round = 16; round < 64; round++) {
    const early = at(schedule, round - 15);
    const late = at(schedule, round - 2);
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[round] = at(schedule, round - 16) + sigma0 + at(schedule, round - 7) + sigma1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let round = 0; round < 64; round++) {
    const choice = (e & f) ^ (~e & g);
    const first =
      (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + at(roundConstants, round) + at(schedule, round)) |
      0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = at(state, index) + word;
  });
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}

function formatHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function listPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

// The standard defines its constants as the first 32 bits of the fractional parts of roots of primes.
const takeFraction = (root: number) => Math.floor((root - Math.floor(root)) * 2 ** 32);
const initialState = Uint32Array.from(listPrimes(8), (prime) => takeFraction(Math.sqrt(prime)));
const roundConstants = Uint32Array.from(listPrimes(64), (prime) => takeFraction(Math.cbrt(prime)));
