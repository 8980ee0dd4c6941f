import "server-only";
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { deflateRaw, gunzip, gzip, inflateRaw } from "node:zlib";
import { findCompanyRow } from "#lib/screen/universe/company-row";
import { urlKeys } from "#lib/screen/url-key";
import { type ByteCache, getByteCache } from "#lib/server/byte-cache";
import { listAsOfChoices } from "#lib/server/service/data/list-as-of-choices";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { getCurrentSnapshot } from "#lib/server/snapshot/snapshot-store";
import { readSlug } from "#lib/verdict/policy/policy-slug";
import type { DirectAnswer } from "./front-door.mjs";

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);
const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A page takes some 25 kB: room for every company of two indexes, and for the screens that many ask for. */
const companyBytes = 96 * 1024 * 1024;
/** An answer of the API takes some 6 kB. */
const answerBytes = 24 * 1024 * 1024;
const screenBytes = 16 * 1024 * 1024;

/** A page that is the same for everybody who asks without an account, or an answer of the API about a company. */
interface SharedPage {
  readonly cache: ByteCache;
  readonly type: "text/html" | "application/json";
  /** The company that must be a row of the current data under this very ticker; null for a screen. */
  readonly ticker: string | null;
  /** What tells the page apart, within one snapshot. */
  readonly name: string;
}

/** What is kept of an answer beside its body. */
interface KeptHead {
  /** Null for an answer of the API, which has no scripts. */
  readonly nonce: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The page as it was answered before to somebody without an account, on the same data: with a nonce of its own in the
 * place of the one before. Null where there is none, or where the page is not the same for everybody.
 */
export async function answerKeptPage(request: IncomingMessage): Promise<DirectAnswer | null> {
  const page = findSharedPage(request);
  const key = page && (await buildKey(page));
  const kept = key === null ? undefined : page?.cache.get(key);
  if (kept === undefined) return null;
  const at = kept.indexOf(0);
  const { nonce, headers }: KeptHead = JSON.parse(Buffer.from(kept.subarray(0, at)).toString("utf8"));
  const fresh = btoa(crypto.randomUUID());
  const renew = (text: string) => (nonce === null ? text : text.replaceAll(nonce, fresh));
  const body = renew((await unpack(kept.subarray(at + 1))).toString("utf8"));
  const head = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, renew(value)]));
  if ("x-request-id" in head) head["x-request-id"] = crypto.randomUUID();
  if (!acceptsGzip(request)) return { status: 200, headers: head, body };
  const packed = new Uint8Array(await compress(body));
  return { status: 200, headers: { ...head, "content-encoding": "gzip" }, body: packed };
}

/**
 * Begins to keep the answer to a request: what comes back is to be called with it. Null for a page that is not the same
 * for everybody.
 */
export function recordPage(request: IncomingMessage): ((answer: DirectAnswer) => Promise<void>) | null {
  const page = findSharedPage(request);
  if (page === null) return null;
  const begun = buildKeyOfWhole(page);
  begun.catch(() => undefined);
  return async ({ status, headers, body }) => {
    const key = await begun;
    const nonce = /'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1] ?? null;
    const { "content-encoding": encoding, "content-length": _length, "transfer-encoding": _chunks, ...kept } = headers;
    const isReadable = encoding === undefined || encoding === "gzip";
    const isWhole = status === 200 && body !== null && (headers["content-type"] ?? "").startsWith(page.type);
    if (key === null || !isReadable || !isWhole || "set-cookie" in headers) return;
    if (nonce === null && page.type === "text/html") return;
    // Data that were published meanwhile may be on the page already.
    if ((await buildKeyOfWhole(page)) !== key || !(await isOfCurrentData(page))) return;
    const bytes = encoding === "gzip" ? await decompress(body) : Buffer.from(body);
    const head: KeptHead = { nonce, headers: kept };
    page.cache.set(key, new Uint8Array(Buffer.concat([Buffer.from(`${JSON.stringify(head)}\0`), await pack(bytes)])));
  };
}

/** A theme and nothing else. What is written in any other way might be read otherwise where the page is rendered. */
const themeCookiePattern = /^ballast-theme=(light|dark|system)$/;

function findSharedPage({ method, url = "", headers }: IncomingMessage): SharedPage | null {
  if (method !== "GET" || isFromRouter(headers)) return null;
  const asked = /^\/api\/v1\/companies\/([A-Z0-9.-]{1,12})$/.exec(url)?.[1];
  if (asked !== undefined) {
    // The API knows no visitor, so that cookies change nothing.
    return {
      cache: getByteCache("company answers", answerBytes),
      type: "application/json",
      ticker: asked,
      name: asked,
    };
  }
  const theme = headers.cookie === undefined ? "" : themeCookiePattern.exec(headers.cookie)?.[1];
  if (theme === undefined) return null;
  const ticker = /^\/company\/([A-Z0-9.-]{1,12})$/.exec(url)?.[1];
  if (ticker !== undefined) {
    const cache = getByteCache("company pages", companyBytes);
    return { cache, type: "text/html", ticker, name: `${theme}\n${ticker}` };
  }
  const isScreen = url === "/screen" || url.startsWith("/screen?");
  if (!isScreen) return null;
  const parameters = new URLSearchParams(url.slice("/screen".length));
  // Past days can be built anew from what was loaded since.
  if (parameters.has(urlKeys.asOf) || parameters.has(urlKeys.snapshot)) return null;
  // A named policy says something else under the same address when its owner has changed it.
  if (parameters.getAll(urlKeys.policy).some((version) => readSlug(version) !== null)) return null;
  const cache = getByteCache("screen pages", screenBytes);
  return { cache, type: "text/html", ticker: null, name: `${theme}\n${url}` };
}

/** Next's router asks for parts of a page, and such answers have no nonce. */
function isFromRouter(headers: IncomingMessage["headers"]): boolean {
  const names = Object.keys(headers);
  return names.some((name) => name === "rsc" || name === "purpose" || name.startsWith("next-"));
}

async function buildKey({ name }: SharedPage): Promise<string | null> {
  const current = await getCurrentSnapshot().catch(() => null);
  return current && `${current.hash}\n${name}`;
}

/** Null also while another process holds the database, since pages then lack what is in it. */
async function buildKeyOfWhole(page: SharedPage): Promise<string | null> {
  return (await listAsOfChoices()) === null ? null : buildKey(page);
}

/** A company that left the index, or that goes by another ticker, is found through the database, which may change. */
async function isOfCurrentData({ ticker }: SharedPage): Promise<boolean> {
  return ticker === null || findCompanyRow((await getUniverse()).universe, ticker) !== null;
}

function acceptsGzip({ headers }: IncomingMessage): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(headers["accept-encoding"] ?? ""));
}
