import "server-only";
import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { Day } from "#lib/fact/filed/entry";
import { type IndexId, recogniseIndex } from "#lib/server/ingest/index-id";
import type { Progress } from "#lib/server/ingest/progress";
import type { IssueLog } from "#lib/server/ingest/run-issues";
import { screenedIndex } from "#lib/server/snapshot/build-snapshot";
import type { SourceOptions } from "#lib/source/format";
import { findFormat, type KnownFormat } from "#lib/source/formats";
import type { Fundamentals } from "#lib/source/fundamentals-csv";
import type { Holdings } from "#lib/source/holdings-csv";
import type { Prices } from "#lib/source/prices-csv";
import type { Rates } from "#lib/source/rates-csv";
import { formatSourceError, type SourceError } from "#lib/source/source-error";
import type { Submissions } from "#lib/source/submissions";
import type { TickerEntry } from "#lib/source/ticker-map";
import { assertNever } from "#lib/util/assert";
import { formatCountOf } from "#lib/util/number-text";
import { type Result, succeed } from "#lib/util/result";
import { readText } from "./read-source";
import type { SourceFile } from "./recognise-folder";

/** A source that was read: what a run's report says of it. */
export interface ReadSource {
  readonly name: string;
  readonly kind: string;
  readonly asOfDay: Day | null;
  /** Usable records. */
  readonly recordCount: number;
  readonly note: string | null;
  /** Equal for equal content that was read whole. */
  readonly fingerprint?: string;
}

export interface ReadFundamentals {
  readonly name: string;
  /** SHA-256 of the text. */
  readonly textHash: string;
  readonly fundamentals: Fundamentals;
}

export interface ReadHoldings {
  readonly name: string;
  readonly indexId: IndexId;
  readonly holdings: Holdings;
}

/**
 * The contents of every file but companyfacts, which is too large to hold and is read company by company. Whoever
 * stores one of the mutable lists empties it, so that the memory is free for the filings.
 */
export interface ReadSources {
  readonly holdings: readonly ReadHoldings[];
  readonly tickers: readonly TickerEntry[];
  readonly sicByCik: ReadonlyMap<number, number>;
  readonly submissions: readonly Submissions[];
  readonly fundamentals: ReadFundamentals[];
  readonly prices: { readonly name: string; readonly prices: Prices }[];
  readonly rates: { readonly name: string; readonly rates: Rates }[];
  readonly sources: readonly ReadSource[];
  /** Files that were recognised and cannot be read, each as one line that says where and what was expected. */
  readonly unreadable: readonly { readonly name: string; readonly why: string }[];
}

/** What every file of a run is read by. */
export type ReadOptions = Omit<SourceOptions, "fileName">;

/** A format whose files are read whole. */
type WholeFormat = Exclude<KnownFormat, { readonly gives: "company_facts" }>;

/** Reads and parses the files but companyfacts and archives of them. Rows that were left out go to the log. */
export async function readSources(
  files: readonly SourceFile[],
  options: ReadOptions,
  issues: IssueLog,
  progress: Progress,
): Promise<ReadSources> {
  const reader = new SourceReader(options, issues);
  const whole = files.flatMap((file) => {
    const format = findFormat(file.kind);
    return format === undefined || format.gives === "company_facts" ? [] : [{ file, format }];
  });
  progress.start("Reading files", whole.length);
  for (const { file, format } of whole) {
    await reader.read(file, format);
    progress.advance();
  }
  progress.finish();
  return reader;
}

/** A list without prices and sectors would take those of the index away. */
const weightsAlone =
  "it has weights and neither prices nor sectors, so it can only be compared with: name it by a fund of the S&P 600 or the S&P 500 (SPSM_2025-10-04.csv)";

class SourceReader implements ReadSources {
  readonly holdings: ReadHoldings[] = [];
  readonly tickers: TickerEntry[] = [];
  readonly sicByCik = new Map<number, number>();
  readonly submissions: Submissions[] = [];
  readonly fundamentals: ReadFundamentals[] = [];
  readonly prices: { name: string; prices: Prices }[] = [];
  readonly rates: { name: string; rates: Rates }[] = [];
  readonly sources: ReadSource[] = [];
  readonly unreadable: { name: string; why: string }[] = [];

  constructor(
    private readonly options: ReadOptions,
    private readonly issues: IssueLog,
  ) {}

  /** There is a file for each company, and they count as one source. */
  private countSubmissions(newest: Day | null): null {
    const at = this.sources.findIndex(({ kind }) => kind === "submissions");
    const known = this.sources[at];
    const days = [known?.asOfDay ?? null, newest].filter((day) => day !== null);
    const source = {
      name: "submissions",
      kind: "submissions",
      asOfDay: days.length === 0 ? null : Math.max(...days),
      recordCount: (known?.recordCount ?? 0) + 1,
      note: null,
    };
    if (at === -1) this.sources.push(source);
    else this.sources[at] = source;
    return null;
  }

  async read(file: SourceFile, format: WholeFormat): Promise<void> {
    const text = await readText(file.path);
    const summary = text.ok ? this.take(file, format, text.value) : text;
    if (!summary.ok) this.unreadable.push({ name: file.name, why: formatSourceError(file.name, summary.error) });
    else if (summary.value) {
      this.sources.push({ name: file.name, kind: file.kind, asOfDay: null, note: null, ...summary.value });
    }
  }

  private take(file: SourceFile, format: WholeFormat, text: string): Result<Summary, SourceError> {
    const fileName = basename(file.name).replace(/\.gz$/i, "");
    const { ignoreUnknown, today, dateOrder } = this.options;
    const options = { fileName, ignoreUnknown, today, dateOrder };
    switch (format.gives) {
      case "holdings":
        return keepParsed(format.parse(text, options), (holdings) => {
          const indexId = recogniseIndex(holdings.fundName, fileName);
          if (file.kind === "weights" && indexId === screenedIndex) {
            this.issues.add({ scope: "file", subject: file.name, place: null, why: weightsAlone });
            return null;
          }
          this.issues.addRows(file.name, holdings.skipped);
          this.holdings.push({ name: file.name, indexId, holdings });
          const note = holdings.warnings.join(" ") || null;
          return {
            kind: `holdings ${indexId}`,
            asOfDay: holdings.asOf,
            recordCount: holdings.constituents.length,
            note,
          };
        });
      case "tickers":
        return keepParsed(format.parse(text, options), ({ entries, skippedCount }) => {
          for (const entry of entries) this.tickers.push(entry);
          const note =
            skippedCount === 0 ? null : `${formatCountOf(skippedCount, "entry", "entries")} could not be read`;
          return { recordCount: entries.length, note };
        });
      case "sic_codes":
        return keepParsed(format.parse(text, options), ({ sicByCik, skipped }) => {
          this.issues.addRows(file.name, skipped);
          for (const [cik, sic] of sicByCik) this.sicByCik.set(cik, sic);
          return { recordCount: sicByCik.size };
        });
      case "submissions":
        return keepParsed(format.parse(text, options), (submissions) => {
          // The lists of filings of two thousand companies take hundreds of megabytes, and nothing asks for them.
          this.submissions.push({ ...submissions, filings: [] });
          const { laterCount } = submissions;
          if (laterCount > 0) this.issues.addLater(submissions.name, file.name, laterCount, "filing");
          return this.countSubmissions(submissions.filings[0]?.filed ?? null);
        });
      case "fundamentals":
        return keepParsed(format.parse(text, options), (fundamentals) => {
          this.issues.addRows(file.name, fundamentals.skipped);
          const textHash = createHash("sha256").update(text).digest("hex");
          this.fundamentals.push({ name: file.name, textHash, fundamentals });
          // The report speaks of it when its figures are stored.
          return null;
        });
      case "prices":
        return keepParsed(format.parse(text, options), (prices) => {
          this.issues.addRows(file.name, prices.skipped);
          this.prices.push({ name: file.name, prices });
          return { kind: `prices ${prices.shape}`, asOfDay: prices.asOf, recordCount: prices.points.length };
        });
      case "rates":
        return keepParsed(format.parse(text, options), (rates) => {
          this.issues.addRows(file.name, rates.skipped);
          this.rates.push({ name: file.name, rates });
          const recordCount = rates.series.reduce((sum, { values }) => sum + values.length, 0);
          return { asOfDay: rates.asOf, recordCount };
        });
      default:
        return assertNever(format);
    }
  }
}

type Summary = (Partial<Omit<ReadSource, "name">> & Pick<ReadSource, "recordCount">) | null;

function keepParsed<Value>(
  parsed: Result<Value, SourceError>,
  use: (value: Value) => Summary,
): Result<Summary, SourceError> {
  return parsed.ok ? succeed(use(parsed.value)) : parsed;
}

/** What a report says of a fundamentals file: columns left out, currencies that are not converted. */
export function describeFundamentals({ ignoredColumns, foreignCurrencies }: Fundamentals): string | null {
  const notes = [
    ...(ignoredColumns.length === 0 ? [] : [`columns left out: ${ignoredColumns.join(", ")}`]),
    ...[...foreignCurrencies].map(
      ([currency, count]) => `${formatCountOf(count, "row")} in ${currency}, which is not converted`,
    ),
  ];
  return notes.length === 0 ? null : notes.join("; ");
}
