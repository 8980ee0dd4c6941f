import type { Node } from "#lib/expr/ast";
import { createEvaluator } from "#lib/expr/evaluate";
import type { Scope } from "#lib/expr/scope";
import { missingTextCode, type VectorSource } from "#lib/expr/vector";
import { sicGroups } from "#lib/metric/catalogue/sic-groups";
import { getReasonCode, knownCode, type MissingReason } from "#lib/util/missing";

/** Why a figure that a company has may not be known to us. The other reasons say something of the company itself. */
const unknownReasons: readonly MissingReason[] = ["not_reported", "stale", "conflict"];

const sectors = ["Financials", "Real Estate", "Health Care", "Industrials"] as const;

/** Companies of every kind of which no figure is known, for each reason: a sector and a code are not figures. */
const silentCompanies = unknownReasons.flatMap((reason) =>
  [null, ...sectors.keys()].flatMap((sector) =>
    [null, ...sicGroups].map((row) => ({ reason, sector, sic: row?.from })),
  ),
);

/**
 * A table of companies of which no figure is known: not reported, stale or in conflict. What is true of one of them is
 * true by silence alone.
 */
export function buildSilentSource(scope: Scope): VectorSource {
  const rowCount = silentCompanies.length;
  const reasons = Uint8Array.from(silentCompanies, ({ reason }) => getReasonCode(reason));
  const values = new Float64Array(rowCount).fill(Number.NaN);
  const sic = Float64Array.from(silentCompanies, (company) => company.sic ?? Number.NaN);
  const sectorCodes = Uint16Array.from(silentCompanies, ({ sector }) => sector ?? missingTextCode);
  const noTexts = new Uint16Array(rowCount).fill(missingTextCode);
  return {
    rowCount,
    getVector: (columnId) => {
      const definition = scope.find(columnId);
      if (columnId === "sector") return { type: "text", codes: sectorCodes, dictionary: sectors };
      if (definition?.kind === "column" && definition.type === "text") {
        return { type: "text", codes: noTexts, dictionary: [] };
      }
      if (columnId !== "sic") return { type: "number", values, reasons };
      return {
        type: "number",
        values: sic,
        reasons: reasons.map((code, row) => (silentCompanies[row]?.sic === undefined ? code : knownCode)),
      };
    },
  };
}

/** Says of conditions whether they pass a company of which no figure is known. */
export function createSilenceJudge(scope: Scope): (applies: Node, condition: Node) => boolean {
  const evaluator = createEvaluator(buildSilentSource(scope), scope);
  return (applies, condition) => {
    const judged = evaluator.evaluateTruth(applies);
    const passed = evaluator.evaluateTruth(condition);
    return passed.truth.some((word, at) => {
      const isLeftOut = (judged.known[at] as number) & ~(judged.truth[at] as number);
      return (word & ~isLeftOut) !== 0;
    });
  };
}

/** Whether a condition has a part that a figure passes because it is not known: `x is missing or ...`, `not (x is known)`. */
export function passesUnknown(node: Node, isNegated = false): boolean {
  switch (node.kind) {
    case "not":
      return passesUnknown(node.operand, !isNegated);
    case "logic":
      return node.operands.some((operand) => passesUnknown(operand, isNegated));
    case "is":
      if (node.state === "known") return isNegated;
      return !isNegated && (node.state === "missing" || unknownReasons.includes(node.state));
    default:
      return false;
  }
}
