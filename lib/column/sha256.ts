/**
 * The SHA-256 of the bytes, as 64 hexadecimal digits. Uses the platform's crypto; browsers offer it only on HTTPS and
 * localhost, so a page served over plain HTTP loads a library for it and never skips the check.
 */
export async function computeSha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // The library types promise crypto.subtle; a page without a secure context has none.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  return subtle ? formatHex(new Uint8Array(await subtle.digest("SHA-256", bytes))) : computeSha256Portably(bytes);
}

/** The same digest without the platform's crypto. */
export async function computeSha256Portably(bytes: Uint8Array): Promise<string> {
  const { sha256 } = await import("@noble/hashes/sha2.js");
  return formatHex(sha256(bytes));
}

function formatHex(digest: Uint8Array): string {
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
