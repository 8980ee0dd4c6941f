import "server-only";
import type { CheckAnswer } from "../../api/company-contract";
import type { SnapshotRef } from "../../api/snapshot-contract";
import { crossChecks } from "../../fact/cross-check";
import { formatDay } from "../../fact/day";
import { getSnapshotFacts } from "./company-facts";
import { getSnapshot } from "./snapshot-store";

const labelById = new Map(crossChecks.map(({ id, label }) => [id, label]));

/**
 * How the cross-checks came out at a company's newest period, as a snapshot knew it; empty for a company without
 * figures. Throws FolderLockedError when another process has the embedded database open.
 */
export async function readChecks(snapshot: SnapshotRef, ticker: string): Promise<CheckAnswer[]> {
  const loaded = await getSnapshot(snapshot.id);
  const selected = loaded && (await getSnapshotFacts(loaded, ticker));
  if (selected === null) return [];
  return selected.facts.listChecks().map(({ id, end, ...rest }) => ({
    id,
    label: labelById.get(id) ?? id,
    ...rest,
    end: end === null ? null : formatDay(end),
  }));
}
