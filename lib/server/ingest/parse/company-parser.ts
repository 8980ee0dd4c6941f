import "server-only";
import type { Day } from "#lib/fact/filed/entry";
import { startWorkerThread } from "#lib/server/worker/worker-thread";
import { type Result, succeed } from "#lib/util/result";
import { type PackedCompany, unpackEntries } from "./packed-company";
import { type ParsedCompany, parseCompany } from "./parse-company";

export interface ParseRequest {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly today: Day | undefined;
}

export type ParseAnswer = Result<PackedCompany & Pick<ParsedCompany, "later">, string>;

/** Reads companyfacts in another thread, while this one stores what was read before. */
export interface CompanyParser {
  /** As parseCompany. Several may be under way; they are answered in their order. */
  parse(fileName: string, bytes: Uint8Array, today: Day | undefined): Promise<Result<ParsedCompany, string>>;
  close(): Promise<void>;
}

/** Reads in this thread: for a few files, a thread costs more than it saves. */
export const parseHere: CompanyParser = {
  parse: async (fileName, bytes, today) => parseCompany(fileName, bytes, today),
  close: async () => undefined,
};

/** Starts the thread. The caller closes it. When it dies, all that is under way is rejected. */
export function startCompanyParser(): CompanyParser {
  const thread = startWorkerThread<ParseRequest, ParseAnswer>({
    module: "lib/server/ingest/parse/parse-worker.ts",
    task: "reads companyfacts",
  });
  return {
    async parse(fileName, bytes, today) {
      const answer = await thread.ask({ fileName, bytes, today });
      if (!answer.ok) return answer;
      const { cik, name, later } = answer.value;
      return succeed({ cik, name, later, entries: unpackEntries(answer.value) });
    },
    close: () => thread.close(),
  };
}
