const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** CRC-32 of the bytes (ISO 3309, as in zip and PNG), as an unsigned number. */
export function computeCrc32(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) {
    remainder = (remainder >>> 8) ^ (table[(remainder ^ (bytes[at] as number)) & 0xff] as number);
  }
  return (remainder ^ 0xffffffff) >>> 0;
}
