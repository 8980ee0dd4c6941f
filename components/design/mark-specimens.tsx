"use client";

import type { RuleState } from "#lib/verdict/judge";
import { verdictIds, verdictLabels } from "#lib/verdict/verdict";
import { MissingLegend, MissingMark } from "@/components/layout/missing-mark";
import { MoveTable } from "@/components/verdict/move-table";
import { MovesHeadline, RestingHeadline } from "@/components/verdict/moves-headline";
import { RuleMark } from "@/components/verdict/rule-mark";
import { SectorMovesList } from "@/components/verdict/sector-moves-list";
import { VerdictBadge } from "@/components/verdict/verdict-badge";
import { VerdictBar } from "@/components/verdict/verdict-bar";
import { VerdictMark } from "@/components/verdict/verdict-mark";
import { Specimen } from "./specimen";

const ruleStates = ["true", "false", "unknown", "not_applicable"] as const satisfies readonly RuleState[];

/** From verdict (row) to verdict (column), in the order of the verdicts. */
const moveCounts = [
  [398, 14, 0, 0],
  [0, 655, 31, 2],
  [0, 0, 371, 0],
  [0, 0, 0, 479],
] as const;

const moves = verdictIds.map((from, row) =>
  verdictIds.map((to, column) => {
    const count = moveCounts[row]?.[column] ?? 0;
    return { from, to, count, weight: count / 10_000 };
  }),
);

const sectors = [
  { sector: "industrials", total: 312, flipped: 22 },
  { sector: "real_estate", total: 118, flipped: 19 },
  { sector: null, total: 9, flipped: 6 },
];

const doNothing = () => undefined;

/** Verdicts and rules by colour and shape. */
export function VerdictSpecimens() {
  return (
    <>
      <Specimen label="Shape and colour">
        {verdictIds.map((verdict) => (
          <span key={verdict} className="mr-4 inline-flex items-center gap-2">
            <VerdictMark verdict={verdict} size={14} />
            {verdictLabels[verdict]}
          </span>
        ))}
      </Specimen>
      <Specimen label="Provisional">
        {verdictIds.map((verdict) => (
          <span key={verdict} className="mr-4 inline-flex items-center gap-2">
            <VerdictMark verdict={verdict} size={14} isProvisional />
            {verdictLabels[verdict]}
          </span>
        ))}
      </Specimen>
      <Specimen label="Badge">
        {verdictIds.map((verdict) => (
          <VerdictBadge key={verdict} verdict={verdict} />
        ))}
      </Specimen>
      <Specimen label="Badge, large">
        {verdictIds.map((verdict) => (
          <VerdictBadge key={verdict} verdict={verdict} size="lg" />
        ))}
      </Specimen>
      <Specimen label="In a cell">
        {verdictIds.map((verdict) => (
          <VerdictBadge key={verdict} verdict={verdict} variant="plain" className="mr-3" />
        ))}
        <VerdictBadge verdict="resilient" variant="plain" isProvisional className="mr-3" />
        <VerdictBadge verdict="weak" variant="plain" reported="mixed" />
      </Specimen>
      <Specimen label="Rules against">
        {ruleStates.map((state) => (
          <span key={state} className="mr-3">
            <RuleMark side="weak" state={state} />
          </span>
        ))}
      </Specimen>
      <Specimen label="Rules for">
        {ruleStates.map((state) => (
          <span key={state} className="mr-3">
            <RuleMark side="resilient" state={state} />
          </span>
        ))}
      </Specimen>
      <Specimen label="Split" layout="stack">
        <VerdictBar
          counts={{ resilient: 412, mixed: 688, weak: 371, not_rated: 479 }}
          provisional={{ resilient: 0, mixed: 12, weak: 31, not_rated: 0 }}
          className="max-w-xl"
        />
      </Specimen>
      <Specimen label="Who changes" layout="stack">
        <div className="grid max-w-90 gap-4">
          <RestingHeadline title="As reported">Choose a scenario, or move a slider.</RestingHeadline>
          <MovesHeadline
            moves={{ flipped: { count: 47, weight: 0.0213 }, total: 1950 }}
            counted="the index"
            onShow={doNothing}
            back="Back to reported"
            onBack={doNothing}
          />
          <MoveTable moves={moves} before="reported" caption="From verdict to verdict" onShow={doNothing} />
          <SectorMovesList sectors={sectors} onShow={doNothing} />
        </div>
      </Specimen>
    </>
  );
}

/** What stands in place of a number that is missing. */
export function MissingSpecimens() {
  return (
    <>
      <Specimen label="In a cell" layout="stack">
        <div className="w-24 text-right">
          <p>4.20</p>
          <p>
            <MissingMark reason="not_reported" />
          </p>
          <p>
            <MissingMark reason="no_debt" />
          </p>
        </div>
      </Specimen>
      <Specimen label="Key" layout="stack">
        <MissingLegend />
      </Specimen>
    </>
  );
}
