import { missingTextCode, type TextVector, type VectorSource } from "#lib/expr/vector";
import type { Judgement } from "./judge";
import { publishedVerdictColumnId, reportedVerdictColumnId, verdictColumnId, verdictIds, whyColumnId } from "./verdict";
import { buildWhyColumn } from "./why";

type Verdicts = Pick<Judgement, "verdicts">;

/** Other verdicts on the same companies, that stand beside the verdict. Left out: they are the same. */
export interface OtherVerdicts {
  /** By the same policy without the scenario. */
  readonly reported?: Verdicts;
  /** By the policy as published, under the same scenario; asked for when it is first read. */
  readonly getPublished?: () => Verdicts;
}

/**
 * A source with the text column `verdict` on top, so that filters can say `verdict = weak`; with `reported_verdict`, which
 * differs from it under a scenario, and `published_verdict`, which differs where numbers of the policy are moved; and with
 * `why`. The last two are made when they are first read.
 */
export function withVerdict(
  source: VectorSource,
  judgement: Judgement | Verdicts,
  { reported = judgement, getPublished }: OtherVerdicts = {},
): VectorSource {
  const verdict = buildColumn(judgement);
  const before = reported === judgement ? verdict : buildColumn(reported);
  let published: TextVector | null = getPublished === undefined ? verdict : null;
  let why: TextVector | null = null;
  return {
    rowCount: source.rowCount,
    getVector: (columnId) => {
      if (columnId === verdictColumnId) return verdict;
      if (columnId === reportedVerdictColumnId) return before;
      if (columnId === publishedVerdictColumnId) {
        published ??= buildColumn(getPublished?.() ?? judgement);
        return published;
      }
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
