import { describe, expect, it } from "vitest";
import { ByteCache, getByteCache, listByteCaches } from "#lib/server/byte-cache";

const make = (length: number) => async () => new Uint8Array(length);
/** Two letters a character and what an entry takes beside its bytes. */
const charge = (key: string, length: number) => length + 2 * key.length + 256;

describe("a cache of bytes", () => {
  it("stays within its bound, and lets go of what was asked for longest ago", async () => {
    const cache = new ByteCache("test", 3 * charge("a", 1_000));
    for (const key of ["a", "b", "c"]) await cache.keep(key, make(1_000));
    expect(cache.describe()).toEqual({ name: "test", entries: 3, bytes: 3 * charge("a", 1_000), maxBytes: 3_774 });
    cache.get("a");
    await cache.keep("d", make(1_000));
    expect(["a", "b", "c", "d"].filter((key) => cache.get(key) !== undefined)).toEqual(["a", "c", "d"]);
    expect(cache.describe().bytes).toBeLessThanOrEqual(3_774);
  });

  it("never keeps an entry over the bound, which would push all others out", async () => {
    const cache = new ByteCache("test", 2_000);
    await cache.keep("a", make(1_000));
    expect((await cache.keep("b", make(5_000)))?.length).toBe(5_000);
    expect([cache.get("a")?.length, cache.get("b")]).toEqual([1_000, undefined]);
  });

  it("counts an entry that is set anew once", () => {
    const cache = new ByteCache("test", 10_000);
    cache.set("a", new Uint8Array(1_000));
    cache.set("a", new Uint8Array(500));
    expect(cache.describe()).toMatchObject({ entries: 1, bytes: charge("a", 500) });
  });

  it("shares the making of an entry, and makes it anew after an error and after nothing", async () => {
    const cache = new ByteCache("test", 10_000);
    let made = 0;
    const count = async () => {
      made += 1;
      return new Uint8Array(1);
    };
    await Promise.all([cache.keep("a", count), cache.keep("a", count)]);
    await cache.keep("a", count);
    expect(made).toBe(1);
    await expect(cache.keep("b", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await cache.keep("b", async () => null)).toBeNull();
    await cache.keep("b", count);
    expect(made).toBe(2);
  });

  it("is one for the whole process, and told of by its name", () => {
    const cache = getByteCache("of the test", 1_000);
    cache.set("a", new Uint8Array(1));
    expect(getByteCache("of the test", 1_000)).toBe(cache);
    expect(listByteCaches()).toContainEqual(cache.describe());
  });
});
