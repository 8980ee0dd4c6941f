import "server-only";
import type { Day } from "#lib/fact/filed/entry";
import { IngestError } from "#lib/server/ingest/ingest-error";
import { maxCompanyBytes } from "#lib/server/ingest/read/read-source";
import { decodeText } from "#lib/source/decode-text";
import { isJsonObject, readJsonObject } from "#lib/source/json";
import { parseSubmissions } from "#lib/source/submissions";
import { type FetchContext, type FetchOutcome, fetchFile } from "./fetch-context";
import { FetchStoppedError, UnavailableError } from "./fetch-error";
import { formatCik, nameCompanyFacts, nameSubmissions } from "./file-name";
import { getEdgarDay } from "./source-cache";

/** How many files came, were as before, are not there, or could not be fetched. */
export type FetchCounts = Record<FetchOutcome | "failed", number>;

/** One file that EDGAR has of a company. */
export interface CompanyTask {
  readonly cik: number;
  readonly what: "companyfacts" | "submissions";
}

const maxSubmissionsBytes = 64 * 1024 * 1024;
const failuresInARowMax = 8;

/** Fetches files of companies one by one. A file that cannot be had is named in the issues, and the others go on. */
export async function fetchCompanies(
  context: FetchContext,
  label: string,
  tasks: readonly CompanyTask[],
): Promise<FetchCounts> {
  const counts: FetchCounts = { fetched: 0, unchanged: 0, absent: 0, failed: 0 };
  if (tasks.length === 0) return counts;
  const { progress, politeness, issues } = context;
  let failuresInARow = 0;
  progress.start(label, tasks.length);
  const fetchOne = async (task: CompanyTask) => {
    try {
      counts[await fetchTask(context, task)] += 1;
      failuresInARow = 0;
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      counts.failed += 1;
      failuresInARow += 1;
      issues.push({ scope: "company", subject: `CIK ${task.cik}`, place: task.what, why: error.message });
      if (failuresInARow >= failuresInARowMax) {
        throw new IngestError(
          `${error.message} ${failuresInARow} files in a row went wrong, so the rest is not asked for now. What was ` +
            "fetched is kept; run the same command again later.",
        );
      }
    }
    progress.advance();
  };
  await workThrough(tasks, politeness.concurrency * 2, context.signal, fetchOne);
  progress.finish();
  return counts;
}

function fetchTask(context: FetchContext, { cik, what }: CompanyTask): Promise<FetchOutcome> {
  // The day on which the question is asked: what is filed while it is answered may be missing.
  const openFrom: Day = getEdgarDay(context.politeness.now());
  return what === "companyfacts"
    ? fetchFile(context, {
        path: nameCompanyFacts(cik),
        url: context.addresses.getCompanyFacts(cik),
        maxBytes: maxCompanyBytes,
        openFrom,
        check: (content) => checkCompanyFacts(content, cik),
      })
    : fetchFile(context, {
        path: nameSubmissions(cik),
        url: context.addresses.getSubmissions(cik),
        maxBytes: maxSubmissionsBytes,
        openFrom,
        check: (content) => checkSubmissions(content, cik),
      });
}

/** Why the content is not the whole of this company's figures, or null. */
function checkCompanyFacts(content: Buffer, cik: number): string | null {
  const text = decodeText(content);
  if (!text.ok) return text.error.message;
  const document = readJsonObject(text.value);
  if (!document.ok) return document.error.message;
  if (Number(document.value["cik"]) !== cik) return `the answer is not about CIK ${formatCik(cik)}`;
  return isJsonObject(document.value["facts"]) ? null : "the answer holds no facts";
}

function checkSubmissions(content: Buffer, cik: number): string | null {
  const text = decodeText(content);
  if (!text.ok) return text.error.message;
  const parsed = parseSubmissions(text.value);
  if (!parsed.ok) return parsed.error.message;
  return parsed.value.cik === cik ? null : `the answer is not about CIK ${formatCik(cik)}`;
}

/** Does the work for every item, some at a time. The first error ends it. */
async function workThrough<Item>(
  items: readonly Item[],
  workers: number,
  signal: AbortSignal,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items].reverse();
  const failures: unknown[] = [];
  const drain = async () => {
    for (let item = waiting.pop(); item !== undefined && failures.length === 0; item = waiting.pop()) {
      if (signal.aborted) throw new FetchStoppedError();
      await work(item);
    }
  };
  // Once one has failed, the others end with what they have under way.
  await Promise.all(Array.from({ length: workers }, () => drain().catch((error: unknown) => failures.push(error))));
  if (failures.length > 0) throw failures[0];
}
