import "server-only";
import { createHash } from "node:crypto";
import { factDefinitions } from "#lib/fact/definition/catalogue";
import type { Database } from "#lib/server/db/database";
import { listRuns } from "#lib/server/db/repository/ingest-run";

/** Raised when the parsers read something else from the same bytes than before. The tag maps count by themselves. */
const parserVersion = 2;

const parsersHash = createHash("sha256").update(`${parserVersion}\n${JSON.stringify(factDefinitions)}\n`);

/**
 * A mark of what was read and how: the same input read by the same parsers has the same mark, and need not be read
 * again because the database keeps what it gave.
 */
export function computeReadMark(parts: Iterable<string>): string {
  const hash = parsersHash.copy();
  for (const part of parts) hash.update(`${part}\n`);
  return hash.digest("hex").slice(0, 32);
}

/** The marks of the newest finished run, by kind and name of the source. Older runs may have been overtaken since. */
export async function readMarks(database: Database, sample: boolean): Promise<ReadonlyMap<string, string>> {
  const runs = await listRuns(database, 100);
  const newest = runs.find((run) => run.status === "done" && run.sample === sample);
  const marked = newest?.sources.flatMap(({ kind, name, fingerprint }) =>
    fingerprint === undefined ? [] : [[getMarkKey(kind, name), fingerprint] as const],
  );
  return new Map(marked ?? []);
}

/** The key of a source's mark. */
export function getMarkKey(kind: string, name: string): string {
  return `${kind} ${name}`;
}
