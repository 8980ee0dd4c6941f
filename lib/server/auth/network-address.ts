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

/** The address in an entry, without port and brackets; null for what is none. */
function parseAddress(entry: string): string | null {
  const text = entry.trim();
  const bare = /^\[([^\]]*)\](:\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const mapped = /^::ffff:([\d.]+)$/i.exec(bare)?.[1] ?? bare;
  switch (isIP(mapped)) {
    case 4:
      return mapped;
    case 6:
      return readNetwork(mapped);
    default:
      return null;
  }
}

/** The first four groups of an IPv6 address, in the one spelling that the URL standard gives it. */
function readNetwork(address: string): string {
  const [plain = ""] = address.split("%", 1);
  const { hostname } = new URL(`http://[${plain}]`);
  const [head = "", tail] = hostname.slice(1, -1).split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill("0");
  return `${[...before, ...zeros, ...after].slice(0, 4).join(":")}::/64`;
}
