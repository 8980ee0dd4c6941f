import { describe, expect, it } from "vitest";
import { decodeText } from "#lib/source/decode-text";
import { readBytes } from "../../support/read-fixture";

describe("decodeText", () => {
  it("reads UTF-8 and drops its mark", () => {
    expect(decodeText(new TextEncoder().encode("\uFEFFa,é"))).toEqual({ ok: true, value: "a,é" });
  });

  it.each([
    ["not-ok-utf-16.csv", "UTF-16", 1],
    ["not-ok-utf-16-no-mark.csv", "UTF-16", undefined],
    ["not-ok-latin-1.csv", "Latin-1", 3],
    ["not-ok-binary.csv", "binary", undefined],
  ])("refuses %s, says that it is %s and where", (name, word, line) => {
    const decoded = decodeText(readBytes(name));
    expect(decoded).toMatchObject({ ok: false, error: { message: expect.stringContaining(word) } });
    expect(!decoded.ok && decoded.error.line).toBe(line);
  });

  it("counts lines whatever they end with", () => {
    for (const end of ["\n", "\r", "\r\n"]) {
      const bytes = Buffer.from(["a", "b", "caf\xe9", "d"].join(end), "latin1");
      expect(decodeText(bytes)).toMatchObject({ ok: false, error: { line: 3 } });
    }
  });

  it("refuses compressed files by name", () => {
    expect(decodeText(new Uint8Array([0x50, 0x4b, 3, 4]))).toMatchObject({
      error: { message: expect.stringContaining("zip") },
    });
    expect(decodeText(new Uint8Array([0x1f, 0x8b, 8, 0]))).toMatchObject({
      error: { message: expect.stringContaining("gzip") },
    });
  });
});
