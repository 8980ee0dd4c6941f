import "server-only";

/**
 * A text as it arrives over a network or from a keyboard: in one piece. The engine of JavaScript keeps a text that was
 * put together as its pieces, and whoever reads it first would be charged for joining them.
 */
export function writeWhole(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}
