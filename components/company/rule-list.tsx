import { formatValue } from "#lib/metric/format";
import type { Explanation, RuleExplanation } from "#lib/verdict/explain";
import { joinClasses } from "@/components/ui/class-names";
import { RuleMark } from "@/components/verdict/rule-mark";
import { FigureButton } from "./figure-button";

const order: Readonly<Record<RuleExplanation["state"], number>> = { true: 0, unknown: 1, false: 2, not_applicable: 3 };
const orderOfTests: Readonly<Record<RuleExplanation["state"], number>> = { ...order, false: 0, unknown: 1, true: 2 };

/** Every rule of the policy with what it says of the company; the ones that settle the verdict first. */
export function RuleList({ rules }: Pick<Explanation, "rules">) {
  const speaking = rules.filter(({ state }) => state !== "not_applicable");
  const silent = rules.filter(({ state }) => state === "not_applicable");
  const weak = speaking.filter(({ rule }) => rule.side === "weak").toSorted((a, b) => order[a.state] - order[b.state]);
  const resilient = speaking
    .filter(({ rule }) => rule.side === "resilient")
    .toSorted((a, b) => orderOfTests[a.state] - orderOfTests[b.state]);
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-2">
        <RuleTable title="Signs of weakness" lead="One that is true makes the company weak." rules={weak} />
        <RuleTable title="Tests of resilience" lead="All must be true for it to be resilient." rules={resilient} />
      </div>
      {silent.length > 0 ? (
        <p className="mt-2 text-xs text-ink-muted">
          Left out, because they do not speak of companies of this kind:{" "}
          {silent.map(({ rule }) => rule.label).join(", ")}.
        </p>
      ) : null}
    </>
  );
}

interface RuleTableProps {
  readonly title: string;
  readonly lead: string;
  readonly rules: readonly RuleExplanation[];
}

function RuleTable({ title, lead, rules }: RuleTableProps) {
  return (
    <div className="rounded-ui border bg-surface">
      <div className="border-b border-line-strong px-4 py-2">
        <h3 className="text-sm">{title}</h3>
        <p className="text-xs text-ink-muted">{lead}</p>
      </div>
      <ul>
        {rules.map((rule) => (
          <RuleRow key={rule.rule.id} explained={rule} />
        ))}
      </ul>
    </div>
  );
}

function RuleRow({ explained }: { readonly explained: RuleExplanation }) {
  const { rule, state, metric, limit, sentence, distance, isDecisive } = explained;
  const hasFigures = metric !== null && limit !== null;
  return (
    <li className={joinClasses("border-b px-4 py-2.5 last:border-b-0", isDecisive && "bg-sunken/60")}>
      <div className="flex items-start gap-3">
        <span className="w-20 shrink-0">
          <RuleMark side={rule.side} state={state} />
        </span>
        <FigureButton
          request={{ kind: "expression", expression: rule.id, label: rule.label }}
          className="min-w-0 flex-1 text-left text-sm font-medium"
        >
          {rule.label}
        </FigureButton>
        {hasFigures ? (
          <FigureButton
            request={{ kind: "expression", expression: metric.id, label: metric.label }}
            className="text-right text-sm font-medium whitespace-nowrap"
          >
            {formatValue(metric.value, metric.format)}
            <span className="ml-1 font-normal text-ink-faint">/ {formatValue(limit.value, limit.format)}</span>
            <span className="sr-only"> is {metric.label} against its limit</span>
          </FigureButton>
        ) : null}
      </div>
      <p className="mt-0.5 text-xs text-pretty text-ink-muted sm:pl-[5.75rem]">{sentence}</p>
      {distance ? <p className="text-xs text-pretty text-ink-faint sm:pl-[5.75rem]">{distance.text}</p> : null}
    </li>
  );
}
