import "server-only";
import { IngestError } from "#lib/server/ingest/ingest-error";

/** The user or the system told the run to stop. What was fetched is kept. */
export class FetchStoppedError extends IngestError {
  constructor() {
    super("Stopped.");
  }
}

/** One address gives no usable answer, after every attempt. Others may. */
export class UnavailableError extends IngestError {
  /** Without the address: "the server answers 503". */
  readonly why: string;

  constructor(url: URL, why: string) {
    super(`${describeUrl(url)} cannot be fetched: ${why}.`);
    this.why = why;
  }
}

/** No connection to the host can be made. */
export class UnreachableError extends IngestError {
  constructor(url: URL, why: string) {
    super(
      `${url.host} cannot be reached (${why}). Check the connection and the proxy (HTTPS_PROXY), then run the same ` +
        "command again: what was fetched is kept. Without a network, load a folder of source files with --from DIR.",
    );
  }
}

/** EDGAR refuses this machine for a while. */
export class BlockedError extends IngestError {
  constructor(url: URL, pausedMinutes: number) {
    super(
      `${url.host} refuses this machine (403), and did so again after a pause of ${pausedMinutes} minutes. EDGAR does ` +
        "that for some minutes to an address that asks too often; other programs on the same network count as well. " +
        "Stop those, wait an hour, then run the same command again: what was fetched is kept.",
    );
  }
}

/** EDGAR does not accept how the requests introduce themselves. */
export class ContactRefusedError extends IngestError {
  constructor(url: URL) {
    super(
      `${url.host} takes the requests for those of an undeclared robot (403). It wants the e-mail address of somebody ` +
        "who answers for them: give a real one with --contact you@example.com.",
    );
  }
}

/** One exchange went wrong in a way that may be gone at the next attempt. */
export class TransientError extends Error {
  override readonly name = "TransientError";
  /** When the server says how long to wait. */
  readonly retryAfterMs: number | null;
  /** True when no connection was made. */
  readonly isUnreachable: boolean;
  /** True when part of a file arrived and is kept: the attempts are counted anew. */
  readonly madeProgress: boolean;

  constructor(
    message: string,
    options: {
      readonly retryAfterMs?: number | null;
      readonly isUnreachable?: boolean;
      readonly madeProgress?: boolean;
    } = {},
  ) {
    super(message);
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.isUnreachable = options.isUnreachable ?? false;
    this.madeProgress = options.madeProgress ?? false;
  }
}

/** The server blocks; found by the client, which pauses and asks once more. */
export class BlockSignal extends Error {
  override readonly name = "BlockSignal";
  /** How many blocks the client had met when the request was sent. */
  readonly blockCount: number;

  constructor(blockCount: number) {
    super("the server blocks");
    this.blockCount = blockCount;
  }
}

/** The address for a person, without a query that says nothing. */
export function describeUrl({ host, pathname }: URL): string {
  return `${host}${pathname}`;
}
