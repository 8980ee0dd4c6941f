import "server-only";
import { setMaxListeners } from "node:events";
import type PQueue from "p-queue";
import { type Dispatcher, EnvHttpProxyAgent, request } from "undici";
import { describeFetchFailure } from "./describe-failure";
import {
  BlockedError,
  BlockSignal,
  ContactRefusedError,
  FetchStoppedError,
  TransientError,
  UnavailableError,
  UnreachableError,
} from "./fetch-error";
import { computeBackoffMs, type Politeness, readRetryAfterMs } from "./politeness";
import { AnswerTooLargeError, readAnswer, readHeader } from "./read-answer";
import { createRequestQueue } from "./request-queue";

/** What the server said of a version of a file, to be asked with the next time. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** A file as it was fetched. */
export interface FetchedDocument extends Validators {
  readonly kind: "fetched";
  readonly content: Buffer;
  /** As it was sent, when it was sent with gzip. */
  readonly gzipped: Buffer | null;
}

export type Answer = FetchedDocument | { readonly kind: "unchanged" } | { readonly kind: "absent" };

export interface ClientOptions {
  /** How requests to EDGAR introduce themselves; elsewhere the contact is left out. */
  readonly userAgent: string;
  readonly edgarHosts: ReadonlySet<string>;
  /** Hosts that may be asked, and to which an answer may send on. */
  readonly hosts: ReadonlySet<string>;
  readonly politeness: Politeness;
  readonly signal: AbortSignal;
  /** Tells a person of a wait. */
  readonly notify: (line: string) => void;
}

export interface GetOptions {
  /** What is there already: an unchanged file is not sent again. */
  readonly validators?: Validators | undefined;
  readonly maxBytes: number;
  /** Why a content cannot be whole, or null. What is damaged is fetched again. */
  readonly check?: ((content: Buffer) => string | null) | undefined;
}

const redirectsMax = 4;

/**
 * Asks servers for files without being a burden: evenly spread in time, again after growing waits when something goes
 * wrong, and not at all while a server wants peace. Throws UnavailableError when one address gives nothing usable,
 * UnreachableError, BlockedError and ContactRefusedError when there is no use in asking that host for more, and
 * FetchStoppedError once the signal fires.
 */
export class PoliteClient {
  private readonly queue: PQueue;
  private readonly dispatcher: Dispatcher;
  private readonly over = new AbortController();
  private readonly signal: AbortSignal;
  private resting: Promise<void> | null = null;
  private blockCount = 0;
  private hasEdgarAnswered = false;

  constructor(private readonly options: ClientOptions) {
    const { politeness } = options;
    this.queue = createRequestQueue(politeness);
    this.dispatcher = new EnvHttpProxyAgent({
      connect: { timeout: politeness.connectTimeoutMs },
      headersTimeout: politeness.headersTimeoutMs,
      bodyTimeout: politeness.bodyTimeoutMs,
    });
    this.signal = AbortSignal.any([options.signal, this.over.signal]);
    // Each request under way and each one that waits its turn listens.
    setMaxListeners(0, this.signal);
  }

  /** Fetches a file whole. */
  get(url: URL, { validators, maxBytes, check }: GetOptions): Promise<Answer> {
    const headers = {
      "accept-encoding": "gzip",
      ...(validators?.etag ? { "if-none-match": validators.etag } : {}),
      ...(validators?.lastModified && !validators.etag ? { "if-modified-since": validators.lastModified } : {}),
    };
    return this.exchange(url, { headers, timeoutMs: this.options.politeness.answerTimeoutMs }, async (response) => {
      if (response.statusCode === 304) return { kind: "unchanged" };
      if (response.statusCode !== 200) return { kind: "absent" };
      const answer = await readAnswer(response, maxBytes);
      const damage = check?.(answer.content) ?? null;
      if (damage !== null) throw new TransientError(damage);
      return { kind: "fetched", ...answer, ...readValidators(response) };
    });
  }

  /**
   * Makes an exchange and reads its answer with `use`, again where that throws TransientError. `use` sees the status
   * 200, 206, 304, 404, 410 and 416; it must read or drop the body. `headers` may be a function, asked at each attempt.
   */
  async exchange<Value>(
    url: URL,
    options: {
      readonly method?: "GET" | "HEAD";
      readonly headers?: Readonly<Record<string, string>> | (() => Promise<Readonly<Record<string, string>>>);
      /** For the whole answer; null for one that may take as long as it moves. */
      readonly timeoutMs: number | null;
    },
    use: (response: Dispatcher.ResponseData) => Promise<Value>,
  ): Promise<Value> {
    const { politeness } = this.options;
    const attempt = async (): Promise<Value> => {
      const headers = typeof options.headers === "function" ? await options.headers() : options.headers;
      const deadline = options.timeoutMs === null ? [] : [AbortSignal.timeout(options.timeoutMs)];
      const signal = AbortSignal.any([this.signal, ...deadline]);
      try {
        return await this.send(url, { method: options.method ?? "GET", headers: headers ?? {}, signal }, use);
      } catch (error) {
        throw this.signal.aborted ? error : describeFetchFailure(error, deadline[0]?.aborted ?? false);
      }
    };
    for (let count = 1; ; count += 1) {
      try {
        return await this.enqueue(attempt);
      } catch (error) {
        if (this.options.signal.aborted) throw new FetchStoppedError();
        if (this.signal.aborted) throw this.signal.reason;
        if (error instanceof AnswerTooLargeError) throw new UnavailableError(url, error.message);
        if (error instanceof BlockSignal) {
          await this.restWhileBlocked(url, error);
          continue;
        }
        if (!(error instanceof TransientError)) throw error;
        if (error.madeProgress) count = 0;
        const attemptsMax = error.isUnreachable ? politeness.connectAttemptsMax : politeness.attemptsMax;
        if (count >= attemptsMax) {
          throw error.isUnreachable && this.options.edgarHosts.has(url.host)
            ? this.end(new UnreachableError(url, error.message))
            : new UnavailableError(url, error.message);
        }
        await this.waitAfter(error, count, url);
      }
    }
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    this.over.abort(new FetchStoppedError());
    await this.dispatcher.destroy();
  }

  private async enqueue<Value>(attempt: () => Promise<Value>): Promise<Value> {
    return (await this.queue.add(attempt, { signal: this.signal })) as Value;
  }

  private async send<Value>(
    url: URL,
    init: { method: "GET" | "HEAD"; headers: Readonly<Record<string, string>>; signal: AbortSignal },
    use: (response: Dispatcher.ResponseData) => Promise<Value>,
  ): Promise<Value> {
    let target = url;
    const { blockCount } = this;
    for (let count = 0; ; count += 1) {
      const isEdgar = this.options.edgarHosts.has(target.host);
      const response = await request(target, {
        dispatcher: this.dispatcher,
        method: init.method,
        signal: init.signal,
        headers: {
          accept: "*/*",
          ...init.headers,
          "user-agent": isEdgar ? this.options.userAgent : hideContact(this.options),
        },
      });
      try {
        const next = readRedirect(response, target);
        if (next === null) {
          await this.refuse(response, target, init.method, blockCount);
          if (isEdgar) this.hasEdgarAnswered = true;
          const value = await use(response);
          this.queue.concurrency = this.options.politeness.concurrency;
          return value;
        }
        if (count >= redirectsMax) throw new UnavailableError(url, "it is sent on from one address to the next");
        if (!this.options.hosts.has(next.host) || (target.protocol === "https:" && next.protocol !== "https:")) {
          throw new UnavailableError(
            url,
            `it is sent on to ${next.protocol}//${next.host}, which is not a known source`,
          );
        }
        target = next;
      } finally {
        // What nobody wanted to read: a short rest is read, so that the connection can be used again.
        await response.body.dump({ limit: leftoverMaxBytes, signal: init.signal }).catch(() => undefined);
      }
    }
  }

  /** Throws for every status that is no answer to the question. */
  private async refuse(
    response: Dispatcher.ResponseData,
    url: URL,
    method: "GET" | "HEAD",
    blockCount: number,
  ): Promise<void> {
    const { statusCode: status } = response;
    if ([200, 206, 304, 404, 410, 416].includes(status)) return;
    // A head has no words that would tell a file that is not there from a block; whoever asks for the file will know.
    if (status === 403 && method === "HEAD") throw new UnavailableError(url, "the server answers 403");
    if (status === 403) await this.judgeForbidden(response, url, blockCount);
    if (status === 429 || status === 408 || status >= 500) {
      const retryAfterMs = readRetryAfterMs(readHeader(response.headers, "retry-after"), this.options.politeness.now());
      throw new TransientError(`the server answers ${status}`, { retryAfterMs });
    }
    if (status !== 403) throw new UnavailableError(url, `the server answers ${status}`);
  }

  private async judgeForbidden(response: Dispatcher.ResponseData, url: URL, blockCount: number): Promise<void> {
    const text = (await readAnswer(response, forbiddenMaxBytes).catch(() => null))?.content.toString("utf8") ?? "";
    if (/<Code>\s*AccessDenied\s*<\/Code>/.test(text)) {
      // The storage behind EDGAR's archives says so of a file that is not there. The one behind data.sec.gov says
      // NoSuchKey (404) of those, so that there it is a refusal, of which nothing is learnt about the file.
      if (!archivePath.test(url.pathname)) throw new UnavailableError(url, "the storage refuses it (403 AccessDenied)");
      response.statusCode = 404;
      return;
    }
    if (!this.options.edgarHosts.has(url.host)) throw new UnavailableError(url, "the server refuses programs (403)");
    if (/Undeclared Automated Tool/i.test(text) && !this.hasEdgarAnswered) throw this.end(new ContactRefusedError(url));
    throw new BlockSignal(blockCount);
  }

  /** Everything rests once; a server that still blocks afterwards ends the run. */
  private async restWhileBlocked(url: URL, { blockCount }: BlockSignal): Promise<void> {
    if (this.resting !== null) return this.resting;
    // It was sent before the pause that is over now.
    if (blockCount < this.blockCount) return;
    const { blockPauseMs } = this.options.politeness;
    const minutes = Math.round(blockPauseMs / 60_000);
    if (this.blockCount > 0) throw this.end(new BlockedError(url, minutes));
    this.blockCount += 1;
    this.options.notify(
      `${url.host} has blocked this machine for a while (403). Resting for ${minutes} minutes, then trying once more. ` +
        "Ctrl-C is safe: what was fetched is kept.",
    );
    // One request at a time until the server answers again.
    this.queue.concurrency = 1;
    await this.rest(blockPauseMs);
  }

  private async waitAfter(error: TransientError, attempt: number, url: URL): Promise<void> {
    const { politeness, notify } = this.options;
    if (error.retryAfterMs === null) {
      await this.wait(computeBackoffMs(attempt, politeness));
      return;
    }
    const seconds = Math.ceil(error.retryAfterMs / 1000);
    if (error.retryAfterMs > politeness.retryAfterMaxMs) {
      const why = `${error.message} and asks to be left alone for ${seconds} seconds; run the same command again then`;
      const refusal = new UnavailableError(url, why);
      // Of another host one file is wanted, which may be had elsewhere.
      throw this.options.edgarHosts.has(url.host) ? this.end(refusal) : refusal;
    }
    if (this.resting === null && seconds > 1) notify(`${url.host} asks for a pause of ${seconds} seconds.`);
    await this.rest(error.retryAfterMs);
  }

  /** Nothing is asked of anybody for a while. Whoever comes meanwhile waits for the same end. */
  private rest(durationMs: number): Promise<void> {
    this.queue.pause();
    this.resting ??= this.wait(durationMs).finally(() => {
      this.resting = null;
      this.queue.start();
    });
    return this.resting;
  }

  private async wait(durationMs: number): Promise<void> {
    try {
      await this.options.politeness.wait(durationMs, this.signal);
    } catch (error) {
      if (this.options.signal.aborted) throw new FetchStoppedError();
      throw this.signal.aborted ? this.signal.reason : error;
    }
  }

  /** Makes the run end with an error, whatever else is under way. */
  private end(error: Error): Error {
    this.over.abort(error);
    return error;
  }
}

const archivePath = /\/Archives\//;
const forbiddenMaxBytes = 1024 * 1024;
const leftoverMaxBytes = 64 * 1024;

function hideContact({ userAgent }: ClientOptions): string {
  return userAgent.replace(/ \(.*/, "");
}

function readRedirect({ statusCode, headers }: Dispatcher.ResponseData, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
  const location = readHeader(headers, "location");
  if (location === undefined || !URL.canParse(location, from)) {
    throw new TransientError(`the server answers ${statusCode} without saying where to go`);
  }
  return new URL(location, from);
}

/** The validators of an answer. */
export function readValidators({ headers }: Dispatcher.ResponseData): Validators {
  return { etag: readHeader(headers, "etag") ?? null, lastModified: readHeader(headers, "last-modified") ?? null };
}
