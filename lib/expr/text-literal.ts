const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** The text between quotes, escapes as in JSON; or the place (from the opening quote) of a bad escape. */
export function readTextLiteral(quoted: string): { readonly value: string } | { readonly badAt: number } {
  let value = "";
  const end = quoted.length - 1;
  for (let at = 1; at < end; at += 1) {
    const sign = quoted[at] as string;
    if (sign !== "\\") {
      value += sign;
      continue;
    }
    const code = quoted[at + 1] ?? "";
    const plain = escapes.get(code);
    const hex = quoted.slice(at + 2, at + 6);
    if (plain !== undefined) {
      value += plain;
      at += 1;
    } else if (code === "u" && /^[0-9a-f]{4}$/i.test(hex)) {
      value += String.fromCharCode(Number.parseInt(hex, 16));
      at += 5;
    } else {
      return { badAt: at };
    }
  }
  return { value };
}

/** Writes a text in double quotes so that reading gives it back. */
export function printTextLiteral(value: string): string {
  return JSON.stringify(value);
}

/** The form in which texts are compared and grouped: case does not count, `_` is a space. */
export function foldText(text: string): string {
  return text.normalize("NFC").toLowerCase().replaceAll("_", " ").replace(/\s+/g, " ").trim();
}
