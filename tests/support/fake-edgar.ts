import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { type LiveAddresses, listAddresses } from "#lib/server/ingest/live/live-address";

/** What the server does in place of its answer, once. */
export type Fault =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** Announces the whole length, sends a part and hangs up. */
  | { readonly kind: "hang up"; readonly afterBytes: number }
  /** Sends a part as if it were all; the packed part, when the answer is packed. */
  | { readonly kind: "cut"; readonly packed: boolean }
  /** Sends a part and then nothing more. */
  | { readonly kind: "stall" }
  /** Sends the answer in small pieces. */
  | { readonly kind: "drip" }
  | { readonly kind: "redirect"; readonly to: string };

/** The fund's second address, as the real one is called. */
export const secondFundPath =
  "/varnish-api/blk-one01-product-data/product-data/api/v1/get-fund-document?portfolioId=239710&component=holdings";

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  status: number;
}

interface StoredFile {
  body: Buffer;
  etag: string | null;
  lastModified: string | null;
}

type Send = (status: number, headers: Record<string, string | number>, body?: Buffer | string) => void;

const edgarPath = /^\/(files|api|submissions|Archives)\//;
/** What data.sec.gov serves; the rest is www.sec.gov, the fund and FRED. */
const dataPath = /^\/(api|submissions)\//;
const archivesPath = /^\/Archives\//;
const defaultLastModified = "Wed, 06 May 2026 05:15:44 GMT";

/** What the storage behind EDGAR says, as it is served: of a file that is not there, on the one host and on the other. */
function writeStorageError(code: "NoSuchKey" | "AccessDenied"): string {
  const message = code === "NoSuchKey" ? "The specified key does not exist." : "Access Denied";
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>6N5Z0BVK2Q0YHZ4C</RequestId></Error>`;
}

const undeclared = "<html><title>SEC.gov | Your Request Originates from an Undeclared Automated Tool</title></html>";
const tooFast = "<html><title>SEC.gov | Request Rate Threshold Exceeded</title></html>";

/**
 * A local server that behaves like EDGAR (and serves holdings and rates beside it): no answer without a User-Agent
 * that names a contact, a block above a rate, gzip, ranges; and faults that a test asks for. As the hosts are really
 * served, data.sec.gov has neither ETag nor Last-Modified and says 404 NoSuchKey of a file that is not there, while
 * www.sec.gov/Archives has both, answers 304, and says 403 AccessDenied.
 */
export class FakeEdgar {
  readonly seen: SeenRequest[] = [];
  readonly files = new Map<string, StoredFile>();
  /** Requests within a second above which the server blocks. EDGAR's is 10. */
  maxPerSecond = Number.POSITIVE_INFINITY;
  /** Set by too many requests; lifted by whoever plays the time that passes. */
  isBlocking = false;
  /** The length that a question for it alone is answered with; null for the true one. */
  headLength: number | null = null;
  /** Called for each request before it is answered. */
  onRequest: (request: SeenRequest) => void = () => undefined;
  private readonly faults = new Map<string, Fault[]>();
  private readonly times: number[] = [];
  private server: Server | undefined;

  async start(port = 0): Promise<void> {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise<void>((resolve) => this.server?.listen(port, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    const { server } = this;
    server?.closeAllConnections();
    await new Promise((resolve) => (server?.listening ? server.close(resolve) : resolve(undefined)));
  }

  get origin(): string {
    const address = this.server?.address() as AddressInfo | null | undefined;
    if (!address) throw new Error("the server is not running");
    return `http://127.0.0.1:${address.port}`;
  }

  get addresses(): LiveAddresses {
    return listAddresses({
      edgarData: this.origin,
      edgarFiles: this.origin,
      holdings: this.environment["HOLDINGS_URL"] ?? null,
      comparisonHoldings: `${this.origin}/IVV.csv`,
      smallCapHoldings: `${this.origin}/IJR.csv`,
      rates: `${this.origin}/rates.csv`,
    });
  }

  /** The environment of a command that shall ask this server. */
  get environment(): Record<string, string> {
    return {
      EDGAR_DATA_URL: this.origin,
      EDGAR_FILES_URL: this.origin,
      HOLDINGS_URL: `${this.origin}/IWM.csv ${this.origin}${secondFundPath}`,
      COMPARISON_HOLDINGS_URL: `${this.origin}/IVV.csv`,
      SMALL_CAP_HOLDINGS_URL: `${this.origin}/IJR.csv`,
      RATES_URL: `${this.origin}/rates.csv`,
    };
  }

  put(path: string, content: string | Buffer, validators: Partial<Omit<StoredFile, "body">> = {}): void {
    const body = Buffer.from(content);
    const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
    const lastModified = archivesPath.test(path) ? defaultLastModified : null;
    const own = dataPath.test(path) ? { etag: null, lastModified: null } : { etag, lastModified, ...validators };
    this.files.set(path, { body, ...own });
  }

  /** Makes the next requests for a path go wrong, one after another. */
  fail(path: string, ...faults: readonly Fault[]): void {
    this.faults.set(path, [...(this.faults.get(path) ?? []), ...faults]);
  }

  count(path: string | RegExp, status?: number): number {
    return this.seen.filter(
      (request) =>
        (typeof path === "string" ? request.path === path : path.test(request.path)) &&
        (status === undefined || request.status === status),
    ).length;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? "/";
    const seen: SeenRequest = { method: request.method ?? "GET", path, headers: request.headers, status: 0 };
    this.seen.push(seen);
    response.on("error", () => undefined);
    this.onRequest(seen);
    const send: Send = (status, headers, body) => {
      seen.status = status;
      response.writeHead(status, headers);
      response.end(request.method === "HEAD" ? undefined : body);
    };
    if (edgarPath.test(path) && this.refuse(request, send)) return;
    const fault = request.method === "GET" ? this.faults.get(path)?.shift() : undefined;
    const file = this.files.get(path);
    if (fault?.kind === "status") send(fault.status, fault.headers ?? {}, fault.body ?? "");
    else if (fault?.kind === "redirect") send(302, { location: fault.to });
    else if (file === undefined) {
      const [status, code] = archivesPath.test(path) ? ([403, "AccessDenied"] as const) : ([404, "NoSuchKey"] as const);
      send(status, { "content-type": "application/xml" }, writeStorageError(code));
    } else this.sendFile(request, response, { file, fault, seen, send });
  }

  private refuse({ headers }: IncomingMessage, send: Send): boolean {
    if (!/\([^()\s]+@[^()\s]+\)/.test(headers["user-agent"] ?? "")) {
      send(403, {}, undeclared);
      return true;
    }
    if (this.isTooFast()) this.isBlocking = true;
    if (this.isBlocking) send(403, {}, tooFast);
    return this.isBlocking;
  }

  private sendFile(
    request: IncomingMessage,
    response: ServerResponse,
    given: {
      readonly file: StoredFile;
      readonly fault: Exclude<Fault, { kind: "status" } | { kind: "redirect" }> | undefined;
      readonly seen: SeenRequest;
      readonly send: Send;
    },
  ): void {
    const { file, fault, seen, send } = given;
    const { etag, lastModified } = file;
    const validators = {
      ...(etag === null ? {} : { etag }),
      ...(lastModified === null ? {} : { "last-modified": lastModified }),
    };
    const isKnown =
      (etag !== null && request.headers["if-none-match"] === etag) ||
      (lastModified !== null && request.headers["if-modified-since"] === lastModified);
    const range = this.readRange(request, file);
    if (isKnown && fault === undefined) {
      send(304, validators);
      return;
    }
    if (range === "beyond") {
      send(416, { "content-range": `bytes */${file.body.length}` });
      return;
    }
    const isPacked = range === null && /gzip/.test(request.headers["accept-encoding"] ?? "");
    const whole = fault?.kind === "cut" && !fault.packed ? file.body.subarray(0, file.body.length * 0.6) : file.body;
    const packed = isPacked ? gzipSync(whole) : whole.subarray(range ?? 0);
    const body = fault?.kind === "cut" && fault.packed ? packed.subarray(0, packed.length - 5) : packed;
    const headers = {
      ...validators,
      "content-length": (request.method === "HEAD" ? this.headLength : null) ?? body.length,
      ...(isPacked ? { "content-encoding": "gzip" } : {}),
      ...(range === null ? {} : { "content-range": `bytes ${range}-${file.body.length - 1}/${file.body.length}` }),
    };
    const status = range === null ? 200 : 206;
    if (fault === undefined || fault.kind === "cut") {
      send(status, headers, body);
      return;
    }
    seen.status = status;
    response.writeHead(status, headers);
    if (fault.kind === "drip") {
      this.drip(response, body);
      return;
    }
    const part = body.subarray(0, fault.kind === "hang up" ? fault.afterBytes : Math.floor(body.length / 2));
    response.write(part, () => {
      if (fault.kind === "hang up") response.socket?.destroy();
    });
  }

  private drip(response: ServerResponse, body: Buffer): void {
    const size = Math.max(1, Math.ceil(body.length / 20));
    const pieces = Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
      body.subarray(index * size, (index + 1) * size),
    );
    const next = () => {
      const piece = pieces.shift();
      if (piece === undefined) response.end();
      else response.write(piece, () => setImmediate(next));
    };
    next();
  }

  private readRange(request: IncomingMessage, { body, etag, lastModified }: StoredFile): number | "beyond" | null {
    const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1];
    const condition = request.headers["if-range"];
    if (from === undefined || (condition !== undefined && condition !== etag && condition !== lastModified))
      return null;
    return Number(from) >= body.length ? "beyond" : Number(from);
  }

  private isTooFast(): boolean {
    const now = performance.now();
    this.times.push(now);
    return this.times.filter((time) => time > now - 1000).length > this.maxPerSecond;
  }
}
