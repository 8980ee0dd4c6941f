import Link from "next/link";
import { formatValue } from "#lib/metric/format";
import { formatIsoDate } from "#lib/util/date-text";
import type { Explanation, RuleExplanation } from "#lib/verdict/explain";
import { RuleMark } from "@/components/verdict/rule-mark";
import { VerdictBadge } from "@/components/verdict/verdict-badge";

export interface WorkedCompanyProps {
  readonly ticker: string;
  readonly name: string;
  readonly isSample: boolean;
  /** ISO date of the data. */
  readonly asOf: string;
  /** The newest filing; null where it is not known. */
  readonly newest: { readonly form: string; readonly filed: string | null } | null;
  readonly href: string;
  readonly explanation: Explanation;
}

/** The verdict of one company, step by step, with the figures that settled each rule. */
export function WorkedCompany({ ticker, name, isSample, asOf, newest, href, explanation }: WorkedCompanyProps) {
  const { rules, verdict, flips } = explanation;
  const weak = rules.filter(({ rule, state }) => rule.side === "weak" && state !== "not_applicable");
  const tests = rules.filter(({ rule, state }) => rule.side === "resilient" && state !== "not_applicable");
  const left = rules.length - weak.length - tests.length;
  const [flip] = flips;
  return (
    <div className="rounded-ui border bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line-strong px-4 py-3">
        <div>
          <h3 className="text-sm">
            <Link href={href} className="link">
              {name} ({ticker})
            </Link>
          </h3>
          <p className="text-xs text-ink-muted">
            {isSample ? "A made-up company of the sample. " : ""}
            {newest === null
              ? ""
              : `Newest filing ${newest.form}${newest.filed === null ? "" : ` of ${formatIsoDate(newest.filed)}`}, `}
            data of {formatIsoDate(asOf)}.
          </p>
        </div>
        <VerdictBadge verdict={verdict} size="lg" />
      </div>
      <WorkedRules title="1. No sign of weakness" rules={weak} />
      <WorkedRules title={writeTestsTitle(tests)} rules={tests} />
      <div className="space-y-1 px-4 py-3 text-sm text-pretty text-ink-muted">
        <p>
          <strong className="font-medium text-ink">3. So it is mixed.</strong> {left} of {rules.length} rules are left
          out, because they speak of other kinds of business.
        </p>
        {flip === undefined ? (
          <p>No change of one figure alone, up to three times its size, would alter the verdict.</p>
        ) : (
          <p>
            The smallest single change that alters the verdict: {flip.label.toLowerCase()} from{" "}
            {formatValue({ type: "number", value: flip.from }, flip.format)} to{" "}
            {formatValue({ type: "number", value: flip.to }, flip.format)}. It would then be{" "}
            <VerdictBadge verdict={flip.verdict} variant="plain" className="align-baseline" />.
          </p>
        )}
      </div>
    </div>
  );
}

function WorkedRules({ title, rules }: { readonly title: string; readonly rules: readonly RuleExplanation[] }) {
  return (
    <div className="border-b px-4 py-3">
      <h4 className="text-sm">{title}</h4>
      <ul className="mt-1">
        {rules.map(({ rule, state, sentence }) => (
          <li key={rule.id} className="grid gap-x-4 py-1 sm:grid-cols-[5rem_14rem_1fr]">
            <RuleMark side={rule.side} state={state} />
            <a href={`#rule-${rule.id}`} className="link text-sm">
              {rule.label}
            </a>
            <span className="text-xs text-pretty text-ink-muted sm:pt-0.5">{sentence}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function writeTestsTitle(tests: readonly RuleExplanation[]): string {
  const count = (state: RuleExplanation["state"]) => tests.filter((test) => test.state === state).length;
  const open = count("unknown") === 0 ? "" : `, ${count("unknown")} open`;
  return `2. Of ${tests.length} tests of resilience ${count("true")} passed, ${count("false")} failed${open}`;
}
