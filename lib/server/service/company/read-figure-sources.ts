import "server-only";
import type { FigureSource } from "#lib/contract/company";
import type { SnapshotRef } from "#lib/contract/snapshot";
import type { TraceNode } from "#lib/expr/trace";
import { parseColumnId } from "#lib/fact/definition/column-id";
import { FolderLockedError } from "#lib/server/db/connection/process-lock";
import { getSnapshot } from "#lib/server/snapshot/snapshot-store";
import { getSnapshotFacts } from "./company-facts";
import { describeFigure } from "./describe-figure";

/**
 * Where the base columns of a company's traces come from, by column id. Null when another process has the embedded
 * database open; empty for a company without figures.
 */
export async function readFigureSources(
  snapshot: SnapshotRef,
  { ticker }: { readonly ticker: string },
  traces: readonly TraceNode[],
): Promise<Readonly<Record<string, FigureSource>> | null> {
  const ids = new Set<string>();
  for (const trace of traces) collectFactColumns(trace, ids);
  try {
    const loaded = await getSnapshot(snapshot.id);
    const selected = loaded && (await getSnapshotFacts(loaded, ticker));
    if (selected === null) return {};
    const cik = snapshot.isSample ? null : selected.company.cik;
    return Object.fromEntries([...ids].map((id) => [id, describeFigure(selected.facts.get(id), cik)]));
  } catch (error) {
    if (error instanceof FolderLockedError) return null;
    throw error;
  }
}

function collectFactColumns(node: TraceNode, ids: Set<string>): void {
  if (node.columnId !== undefined && parseColumnId(node.columnId) !== null) ids.add(node.columnId);
  for (const input of node.inputs) collectFactColumns(input, ids);
}
