import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeText } from "#lib/source/decode-text";

const folder = join(import.meta.dirname, "../fixtures/source");

/** The bytes of a file of tests/fixtures/source. */
export function readBytes(name: string): Uint8Array {
  return readFileSync(join(folder, name));
}

/** The text of a file that must be readable. */
export function readText(name: string): string {
  const decoded = decodeText(readBytes(name));
  if (!decoded.ok) throw new Error(`${name}: ${decoded.error.message}`);
  return decoded.value;
}

/** The value of a result that must be a success. */
export function requireValue<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: { message: string } },
): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
