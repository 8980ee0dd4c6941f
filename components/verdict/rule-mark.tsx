import { type RuleState, writeOutcome } from "#lib/verdict/judge";
import type { Rule } from "#lib/verdict/policy/policy";

/** Whether a rule's answer speaks for the company, against it, or not at all. */
function getTone(side: Rule["side"], state: RuleState): string {
  if (state === "unknown" || state === "not_applicable") return "text-unrated";
  if (side === "weak") return state === "true" ? "text-weak" : "text-ink-faint";
  return state === "true" ? "text-resilient" : "text-mixed";
}

function Shape({ side, state }: { readonly side: Rule["side"]; readonly state: RuleState }) {
  if (state === "unknown" || state === "not_applicable") {
    return (
      <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.6 2.6" />
    );
  }
  if (side === "weak" && state === "true") return <path d="M1.5 3h13L8 14.5Z" fill="currentColor" />;
  if (side === "resilient" && state === "false") {
    return <path d="m4 4 8 8m0-8-8 8" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />;
  }
  return (
    <path
      d="m3 8.5 3.5 3.5L13 4.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}

/** A rule's state as shape and word. */
export function RuleMark({ side, state }: { readonly side: Rule["side"]; readonly state: RuleState }) {
  return (
    <span className={`inline-flex h-5 items-center gap-1.5 text-xs font-medium ${getTone(side, state)}`}>
      <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden className="shrink-0">
        <Shape side={side} state={state} />
      </svg>
      {writeOutcome(side, state)}
    </span>
  );
}
