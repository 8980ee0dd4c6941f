import { missingTextCode, type TextVector, type VectorSource } from "#lib/expr/vector";
import type { Judgement } from "./judge";
import { reportedVerdictColumnId, verdictColumnId, verdictIds, whyColumnId } from "./verdict";
import { buildWhyColumn } from "./why";

type Verdicts = Pick<Judgement, "verdicts">;

/**
 * A source with the text column `verdict` on top, so that filters can say `verdict = weak`; with `reported_verdict`, which
 * differs from it under a scenario; and with `why`, which is made when it is first read.
 */
export function withVerdict(
  source: VectorSource,
  judgement: Judgement | Verdicts,
  reported: Verdicts = judgement,
): VectorSource {
  const verdict = buildColumn(judgement);
  const before = reported === judgement ? verdict : buildColumn(reported);
  let why: TextVector | null = null;
  return {
    rowCount: source.rowCount,
    getVector: (columnId) => {
      if (columnId === verdictColumnId) return verdict;
      if (columnId === reportedVerdictColumnId) return before;
      if (columnId !== whyColumnId) return source.getVector(columnId);
      why ??= "rules" in judgement ? buildWhyColumn(judgement) : buildMissing(source.rowCount);
      return why;
    },
  };
}

function buildColumn({ verdicts }: Verdicts): TextVector {
  return { type: "text", codes: Uint16Array.from(verdicts), dictionary: verdictIds };
}

function buildMissing(rowCount: number): TextVector {
  return { type: "text", codes: new Uint16Array(rowCount).fill(missingTextCode), dictionary: [] };
}
