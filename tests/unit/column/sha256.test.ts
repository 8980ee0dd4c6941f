import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeCrc32 } from "#lib/column/crc32";
import { computeSha256, computeSha256Portably } from "#lib/column/sha256";

const encode = (text: string) => new TextEncoder().encode(text);

describe("the digest", () => {
  it("is the published one for the standard's examples", async () => {
    expect(await computeSha256Portably(encode(""))).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    expect(await computeSha256Portably(encode("abc"))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  it("is the same with and without the platform's crypto", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const expected = createHash("sha256").update(bytes).digest("hex");
        expect(await computeSha256Portably(bytes)).toBe(expected);
        expect(await computeSha256(Uint8Array.from(bytes))).toBe(expected);
      }),
    );
  });
});

describe("the checksum", () => {
  it("is the published one for the check value", () => {
    expect(computeCrc32(encode("123456789"))).toBe(0xcbf43926);
  });
});
