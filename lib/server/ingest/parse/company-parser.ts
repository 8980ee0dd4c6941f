import "server-only";
import { Worker } from "node:worker_threads";
import { fail, type Result, succeed } from "#lib/util/result";
import { type PackedCompany, unpackEntries } from "./packed-company";
import { type ParsedCompany, parseCompany } from "./parse-company";

export interface ParseRequest {
  readonly id: number;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export type ParseAnswer =
  | { readonly id: number; readonly packed: PackedCompany }
  | { readonly id: number; readonly error: string };

/** Reads companyfacts in another thread, while this one stores what was read before. */
export interface CompanyParser {
  /** As parseCompany. Several may be under way; they are answered in their order. */
  parse(fileName: string, bytes: Uint8Array): Promise<Result<ParsedCompany, string>>;
  close(): Promise<void>;
}

/** Reads in this thread: for a few files, a thread costs more than it saves. */
export const parseHere: CompanyParser = {
  parse: async (fileName, bytes) => parseCompany(fileName, bytes),
  close: async () => undefined,
};

/** Starts the thread. The caller closes it. When it dies, all that is under way is rejected. */
export function startCompanyParser(): CompanyParser {
  // The condition for server-only, whatever this process was started with.
  const worker = new Worker(new URL("./parse-worker.mjs", import.meta.url), {
    execArgv: ["--conditions=react-server"],
  });
  const waiting = new Map<number, { resolve(answer: ParseAnswer): void; reject(error: unknown): void }>();
  let nextId = 0;
  let death: unknown = null;
  const die = (error: unknown) => {
    death ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("message", (answer: ParseAnswer) => {
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
  });
  worker.on("error", die);
  worker.on("exit", () => die(new Error("The thread that reads companyfacts has ended.")));
  return {
    async parse(fileName, bytes) {
      if (death !== null) throw death;
      const id = nextId;
      nextId += 1;
      const answer = await new Promise<ParseAnswer>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, fileName, bytes } satisfies ParseRequest);
      });
      if ("error" in answer) return fail(answer.error);
      const { packed } = answer;
      return succeed({ cik: packed.cik, name: packed.name, entries: unpackEntries(packed) });
    },
    async close() {
      death ??= new Error("The thread that reads companyfacts was closed.");
      await worker.terminate();
    },
  };
}
