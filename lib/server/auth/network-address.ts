import "server-only";
import { isIP } from "node:net";
import { getEnvironment } from "#lib/server/env";
import { getLogger } from "#lib/server/log";

/**
 * The place that limits are counted against: the visitor's network address, of IPv6 the network of 64 bits, since whoever
 * has one of its addresses has them all. `x-forwarded-for` ends with the address of the connection, which the server
 * writes (`front-door`); before it stands what proxies wrote, and before that anything a visitor likes to send. So it is
 * read from its end, past as many proxies as are configured (TRUSTED_PROXIES) and no further. `unknown` when there is none.
 */
export function readNetworkAddress(headers: Headers): string {
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map(parseAddress);
  const { trustedProxies } = getEnvironment();
  if (hops.length > 1 && trustedProxies === 0) warnOfProxy();
  const trusted = hops.slice(-1 - trustedProxies);
  // What is no address was written by a proxy that hides its visitors: they are counted as one, at that proxy.
  return trusted.find((address) => address !== null) ?? "unknown";
}

let hasWarned = false;

/** Once, since a visitor can send the header as well. */
function warnOfProxy(): void {
  if (hasWarned) return;
  hasWarned = true;
  getLogger().warn(
    "A request came with X-Forwarded-For, which is not believed. If a proxy stands before this server, set " +
      "TRUSTED_PROXIES to the number of proxies: until then limits take all visitors for one.",
  );
}

/** The address in an entry in its one spelling, without port and brackets; null for what is none. */
function parseAddress(entry: string): string | null {
  const text = entry.trim();
  const bare = /^\[([^\]]*)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  switch (isIP(bare)) {
    case 4:
      return bare;
    case 6:
      return readAddressOfSix(bare);
    default:
      return null;
  }
}

/** The six groups before the two that hold an IPv4 address (RFC 4291, 2.5.5.2). */
const mappedHead = "0:0:0:0:0:ffff";

/** The network of an IPv6 address; or the IPv4 address, where it is one that was written as IPv6. */
function readAddressOfSix(address: string): string {
  const groups = listGroups(address);
  if (groups.slice(0, 6).join(":") !== mappedHead) return `${groups.slice(0, 4).join(":")}::/64`;
  const bytes = groups.slice(6).flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.join(".");
}

/** The eight groups of an IPv6 address, each in the one spelling that the URL standard gives it. */
function listGroups(address: string): readonly string[] {
  const [plain = ""] = address.split("%", 1);
  const { hostname } = new URL(`http://[${plain}]`);
  const [head = "", tail] = hostname.slice(1, -1).split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after];
}
