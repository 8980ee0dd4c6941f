import type { RuleState } from "#lib/verdict/judge";
import { verdictIds, verdictLabels } from "#lib/verdict/verdict";
import { MissingLegend, MissingMark } from "@/components/layout/missing-mark";
import { RuleMark } from "@/components/verdict/rule-mark";
import { VerdictBadge } from "@/components/verdict/verdict-badge";
import { VerdictBar } from "@/components/verdict/verdict-bar";
import { VerdictMark } from "@/components/verdict/verdict-mark";
import { Specimen } from "./specimen";

const ruleStates = ["true", "false", "unknown", "not_applicable"] as const satisfies readonly RuleState[];

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
