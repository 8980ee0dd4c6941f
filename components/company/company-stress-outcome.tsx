import type { CompanyStressAnswer } from "#lib/contract/company-stress";
import type { Value } from "#lib/expr/vector";
import { formatValue, formatWithUnit } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";
import { verdictLabels } from "#lib/verdict/verdict";
import { MissingMark } from "@/components/layout/missing-mark";
import { notModelledMeaning } from "@/components/stress/not-modelled";
import { joinClasses } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import { RuleMark } from "@/components/verdict/rule-mark";
import { VerdictBadge } from "@/components/verdict/verdict-badge";
import { describeHeadroom } from "./describe-headroom";

export interface CompanyStressOutcomeProps {
  readonly answer: CompanyStressAnswer;
  /** The answer is that of an earlier scenario. */
  readonly isBehind: boolean;
}

/** What a scenario does to the company: verdict, figures and rules before and after. */
export function CompanyStressOutcome({ answer, isBehind }: CompanyStressOutcomeProps) {
  const { from, to, sentence, scenario, isModelled, figures, headroom, rules } = answer;
  if (!isModelled && to === "not_rated") {
    return (
      <div aria-busy={isBehind} className="space-y-3">
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <VerdictBadge verdict={from} /> as reported, and no verdict under a scenario.
        </p>
        <Notice title="No scenario is modelled for this company">{notModelledMeaning}</Notice>
      </div>
    );
  }
  return (
    <div aria-busy={isBehind} className={joinClasses("space-y-4 transition-opacity", isBehind && "opacity-60")}>
      <div>
        <p aria-live="polite" className="flex flex-wrap items-center gap-2 text-sm">
          {from === to ? (
            <>
              <span>Stays</span>
              <VerdictBadge verdict={to} />
            </>
          ) : (
            <>
              <VerdictBadge verdict={from} />
              <span aria-hidden>→</span>
              <span className="sr-only">becomes</span>
              <VerdictBadge verdict={to} />
            </>
          )}
        </p>
        <p className="mt-1.5 max-w-prose text-sm text-pretty">{sentence}</p>
        <p className="mt-1 max-w-prose text-xs text-pretty text-ink-muted">{scenario.description}.</p>
      </div>
      {isModelled ? (
        <FigureTable figures={figures} headroom={headroom} />
      ) : (
        <Notice title="The scenario is not modelled for this company's earnings">{notModelledMeaning}</Notice>
      )}
      <ChangedRules rules={rules} from={from} />
    </div>
  );
}

function FigureTable({ figures, headroom }: Pick<CompanyStressAnswer, "figures" | "headroom">) {
  const hasRange = figures.some(({ worse, better, format }) => listEnds(worse, better, format).length > 1);
  return (
    <div>
      <table className="w-full max-w-xl text-xs">
        <caption className="sr-only">Figures as reported and under the scenario</caption>
        <thead>
          <tr className="text-ink-muted">
            <th scope="col" className="pb-1 text-left font-normal">
              <span className="sr-only">Figure</span>
            </th>
            <th scope="col" className="pb-1 pl-3 text-right font-normal">
              Reported
            </th>
            <th scope="col" className="pb-1 pl-3 text-right font-normal">
              Under the scenario
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ id, label, format, reported, worse, better }) => (
            <tr key={id} className="border-t">
              <th scope="row" className="py-1.5 text-left font-normal">
                {label}
              </th>
              <td className="py-1.5 pl-3 text-right whitespace-nowrap">
                <Figure value={reported} format={format} />
              </td>
              <td className="py-1.5 pl-3 text-right font-medium whitespace-nowrap">
                <Range worse={worse} better={better} format={format} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 max-w-prose text-xs text-pretty text-ink-muted">
        {headroom === null ? null : describeHeadroom(headroom)}
        {hasRange ? " A range is what filings leave open: what falls due, and how much of the debt floats." : null}
      </p>
    </div>
  );
}

function Figure({ value, format }: { readonly value: Value; readonly format: Format }) {
  return value.type === "missing" ? <MissingMark reason={value.reason} /> : formatValue(value, format);
}

/** One figure where filings leave nothing open, else the two ends, the smaller first. */
function Range({ worse, better, format }: Record<"worse" | "better", Value> & { readonly format: Format }) {
  const ends = listEnds(worse, better, format);
  return ends.length > 1 ? ends.join(" to ") : <Figure value={worse} format={format} />;
}

function listEnds(worse: Value, better: Value, format: Format): readonly string[] {
  if (worse.type !== "number" || better.type !== "number") return [];
  const ends = [worse.value, better.value].toSorted((left, right) => left - right);
  return [...new Set(ends.map((end) => formatWithUnit(end, format)))];
}

function ChangedRules({ rules, from }: Pick<CompanyStressAnswer, "rules" | "from">) {
  if (rules.length === 0) {
    return (
      <p className="text-xs text-ink-muted">
        No rule says anything else than of the figures as reported, so the company stays{" "}
        {verdictLabels[from].toLowerCase()}.
      </p>
    );
  }
  return (
    <section aria-label="Rules that change">
      <h3 className="text-sm">{rules.length === 1 ? "One rule changes" : `${rules.length} rules change`}</h3>
      <ul className="mt-1">
        {rules.map(({ id, side, label, before, after }) => (
          <li key={id} className="border-t py-2 first:border-t-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm font-medium">
              {label}
              <span className="inline-flex items-center gap-2">
                <RuleMark side={side} state={before.state} />
                <span aria-hidden className="text-ink-faint">
                  →
                </span>
                <span className="sr-only">becomes</span>
                <RuleMark side={side} state={after.state} />
              </span>
            </p>
            <dl className="mt-0.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-xs text-pretty">
              <dt className="text-ink-faint">Reported</dt>
              <dd className="text-ink-muted">{before.sentence}</dd>
              <dt className="text-ink-faint">Scenario</dt>
              <dd>{after.sentence}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
