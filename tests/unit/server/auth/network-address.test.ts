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
