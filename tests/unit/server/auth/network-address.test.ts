import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { readNetworkAddress } from "#lib/server/auth/network-address";

afterEach(() => vi.unstubAllEnvs());

function read(forwarded: string | null, trustedProxies = ""): string {
  vi.stubEnv("TRUSTED_PROXIES", trustedProxies);
  return readNetworkAddress(new Headers(forwarded === null ? {} : { "x-forwarded-for": forwarded }));
}

test("HTTP-4: without a configured proxy nothing but the address of the connection counts, whatever was sent", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom("unknown", "", " ", "x", ",,"))), (sent) => {
      expect(read([...sent, "203.0.113.9"].join(", "))).toBe("203.0.113.9");
    }),
  );
  expect(read(null)).toBe("unknown");
});

test("HTTP-4: behind proxies the entry before as many as are configured counts, and none that a visitor sent", () => {
  fc.assert(
    fc.property(fc.array(fc.ipV4()), fc.array(fc.ipV4(), { maxLength: 16 }), (sent, proxies) => {
      const forwarded = [...sent, "203.0.113.9", ...proxies].join(", ");
      expect(read(forwarded, String(proxies.length))).toBe("203.0.113.9");
    }),
  );
});

test("HTTP-4: with fewer entries than proxies the farthest counts, and of a proxy that hides its visitors the proxy", () => {
  expect(read("203.0.113.9", "2")).toBe("203.0.113.9");
  expect(read("198.51.100.1, unknown, 203.0.113.9", "1")).toBe("203.0.113.9");
});

test("an address has one spelling, and IPv6 counts by its network of 64 bits", () => {
  expect(read("203.0.113.9:4711")).toBe("203.0.113.9");
  expect(read("::ffff:203.0.113.9")).toBe("203.0.113.9");
  const network = "2001:db8:0:1::/64";
  for (const spelling of ["2001:db8:0:1::7", "2001:0DB8:0000:0001:0:0:0:7", "[2001:db8:0:1:ff:ff:ff:ff]:443"]) {
    expect(read(spelling)).toBe(network);
  }
  expect(read("::1")).toBe("0:0:0:0::/64");
  expect(read("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
  expect(read("2001:db8:0:2::7")).not.toBe(network);
});

/** A group of an IPv6 address in any spelling: with or without leading zeros, in either case. */
const spellGroup = (group: number) =>
  fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()).map(([width, isUpper]) => {
    const text = group.toString(16).padStart(width, "0");
    return isUpper ? text.toUpperCase() : text;
  });

const toDotted = (groups: readonly number[]) => groups.flatMap((group) => [group >> 8, group & 0xff]).join(".");

/** An IPv6 address in any spelling that RFC 4291 allows, as a proxy may write it. */
function spell(groups: readonly number[]): fc.Arbitrary<string> {
  const runs = groups.flatMap((_, start) =>
    groups.slice(start).flatMap((_, index) => {
      const end = start + index + 1;
      return end <= 6 && groups.slice(start, end).every((group) => group === 0) ? [[start, end] as const] : [];
    }),
  );
  return fc
    .record({
      written: fc.tuple(...groups.map(spellGroup)),
      run: fc.constantFrom(null, ...runs),
      isDotted: fc.boolean(),
      wrap: fc.constantFrom(
        (text: string) => text,
        (text: string) => `[${text}]`,
        (text: string) => ` [${text}]:4711 `,
        (text: string) => `${text}%eth0`,
      ),
    })
    .map(({ written, run, isDotted, wrap }) => {
      const all = isDotted ? [...written.slice(0, 6), toDotted(groups.slice(6))] : written;
      const text = run === null ? all.join(":") : `${all.slice(0, run[0]).join(":")}::${all.slice(run[1]).join(":")}`;
      return wrap(text);
    });
}

const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
const eightGroups = fc.array(group, { minLength: 8, maxLength: 8 });

test("HTTP-4: every spelling of an address counts as the same, behind a proxy as without one", () => {
  const spelled = eightGroups.chain((groups) => fc.tuple(fc.constant(groups), spell(groups)));
  fc.assert(
    fc.property(spelled, ([groups, text]) => {
      const network = groups.slice(0, 4).map((each) => each.toString(16));
      const isMapped = groups.slice(0, 5).every((each) => each === 0) && groups[5] === 0xffff;
      const expected = isMapped ? toDotted(groups.slice(6)) : `${network.join(":")}::/64`;
      expect(read(text)).toBe(expected);
      expect(read(`${text}, 203.0.113.9`, "1")).toBe(expected);
    }),
  );
});

test("HTTP-4: an IPv4 address counts as the same however it is written as IPv6", () => {
  const mapped = fc
    .tuple(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0xffff }))
    .map((pair) => [0, 0, 0, 0, 0, 0xffff, ...pair]);
  const spelled = mapped.chain((groups) => fc.tuple(fc.constant(toDotted(groups.slice(6))), spell(groups)));
  fc.assert(
    fc.property(spelled, ([dotted, text]) => {
      for (const each of [text, dotted, `${dotted}:4711`]) {
        expect(read(each)).toBe(dotted);
        expect(read(`198.51.100.1, ${each}, 203.0.113.9`, "1")).toBe(dotted);
      }
    }),
  );
  expect(read("::ffff:a01:7")).toBe(read("::ffff:10.1.0.7"));
});
