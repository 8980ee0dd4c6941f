import { formatWithUnit, missingMeanings } from "#lib/metric/format";
import type { Explanation } from "#lib/verdict/explain";
import { Badge } from "@/components/ui/badge";
import { VerdictBadge } from "@/components/verdict/verdict-badge";
import { FigureButton } from "./figure-button";

const flipsShown = 4;

interface ExplanationProps {
  readonly explanation: Explanation;
}

export interface VerdictPanelProps extends ExplanationProps {
  /** Whether anything at all is known of the company; where nothing is, a list of what is missing says nothing. */
  readonly hasFigures: boolean;
}

/** The verdict, why, and how far it is from another one. */
export function VerdictPanel({ explanation, hasFigures }: VerdictPanelProps) {
  const { verdict, isFragile, isProvisional, flips, missing, rules } = explanation;
  if (!hasFigures && verdict === "not_rated") {
    return (
      <section aria-label="Verdict" className="rounded-ui border bg-surface p-4 md:p-5">
        <VerdictBadge verdict={verdict} size="lg" />
        <p className="mt-3 max-w-prose text-base text-pretty">
          Without figures no rule of the policy can be settled, so the company is neither resilient nor weak.
        </p>
      </section>
    );
  }
  return (
    <section aria-label="Verdict" className="rounded-ui border bg-surface">
      <div className="grid lg:grid-cols-[1fr_22rem]">
        <div className="p-4 md:p-5">
          <div className="flex flex-wrap items-center gap-3">
            <VerdictBadge verdict={verdict} size="lg" isProvisional={isProvisional} />
            {isProvisional ? (
              <Badge tone="notice" className="min-h-6 px-2">
                Provisional: by second-hand figures
              </Badge>
            ) : null}
            {isFragile ? (
              <Badge tone="notice" className="min-h-6 px-2">
                Fragile: what filings leave open decides it
              </Badge>
            ) : null}
          </div>
          <p className="mt-3 max-w-prose text-base text-pretty">{writeLead(explanation)}</p>
          <DecisiveRules explanation={explanation} />
          <p className="mt-3 text-xs text-ink-muted">{countRules(rules)}</p>
        </div>
        <div className="border-t p-4 md:p-5 lg:border-t-0 lg:border-l">
          {verdict === "not_rated" ? <MissingList missing={missing} /> : <FlipList flips={flips} />}
        </div>
      </div>
    </section>
  );
}

/** What settled it, in figures; a resilient company passed everything, which the rules below list. */
function DecisiveRules({ explanation: { verdict, rules } }: ExplanationProps) {
  if (verdict !== "weak" && verdict !== "mixed") return null;
  return (
    <ul className="mt-2 space-y-0.5 text-sm">
      {rules
        .filter(({ isDecisive }) => isDecisive)
        .map(({ rule, sentence }) => (
          <li key={rule.id} className="flex gap-2 text-ink-muted">
            <span aria-hidden className="text-ink-faint">
              –
            </span>
            <span className="text-pretty">
              <FigureButton
                request={{ kind: "expression", expression: rule.id, label: rule.label }}
                className="font-medium text-ink"
              >
                {rule.label}
              </FigureButton>
              . {sentence}
            </span>
          </li>
        ))}
    </ul>
  );
}

function FlipList({ flips }: Pick<Explanation, "flips">) {
  if (flips.length === 0) {
    return (
      <>
        <h2 className="text-sm">What would change it</h2>
        <p className="mt-1 text-xs text-ink-muted">No change of one figure alone, up to three times its size.</p>
      </>
    );
  }
  return (
    <>
      <h2 className="text-sm">Smallest changes that would alter it</h2>
      <table className="mt-2 w-full text-xs">
        <thead className="sr-only">
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">From and to</th>
            <th scope="col">Change</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {flips.slice(0, flipsShown).map((flip) => (
            <tr key={`${flip.driver} ${flip.share}`} className="border-b last:border-b-0">
              <td className="py-1.5 pr-2">
                <FigureButton request={{ kind: "expression", expression: flip.driver, label: flip.label }}>
                  {flip.label}
                </FigureButton>
                <span className="block text-ink-faint">
                  {formatWithUnit(flip.from, flip.format)} → {formatWithUnit(flip.to, flip.format)}
                </span>
              </td>
              <td className="py-1.5 text-right align-top font-medium whitespace-nowrap">
                {flip.share > 0 ? "+" : ""}
                {formatWithUnit(flip.share, "percent")}
              </td>
              <td className="py-1.5 pl-3 text-right align-top">
                <VerdictBadge verdict={flip.verdict} variant="plain" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const missingShown = 8;

function MissingList({ missing }: Pick<Explanation, "missing">) {
  if (missing.length === 0) {
    return (
      <>
        <h2 className="text-sm">Why there is no verdict</h2>
        <p className="mt-1 text-xs text-ink-muted">The policy does not judge companies of this kind.</p>
      </>
    );
  }
  const rest = missing.slice(missingShown);
  return (
    <>
      <h2 className="text-sm">What is missing</h2>
      <MissingItems missing={missing.slice(0, missingShown)} />
      {rest.length > 0 ? (
        <details className="mt-1 text-xs">
          <summary className="link inline-flex min-h-6 list-none items-center">and {rest.length} more</summary>
          <MissingItems missing={rest} />
        </details>
      ) : null}
    </>
  );
}

function MissingItems({ missing }: Pick<Explanation, "missing">) {
  return (
    <ul className="mt-2 text-xs">
      {missing.map(({ id, label, reason }) => (
        <li key={id} className="flex min-h-6 items-baseline justify-between gap-3 border-b py-1 last:border-b-0">
          <FigureButton request={{ kind: "expression", expression: id, label }} className="min-w-0 text-left">
            {label}
          </FigureButton>
          <span className="whitespace-nowrap text-ink-faint" title={missingMeanings[reason]}>
            {reason.replaceAll("_", " ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

function countRules(rules: Explanation["rules"]): string {
  const count = (side: "weak" | "resilient", state: string): number =>
    rules.filter((each) => each.rule.side === side && each.state === state).length;
  const judged = (side: "weak" | "resilient"): number =>
    count(side, "true") + count(side, "false") + count(side, "unknown");
  const unknown = count("weak", "unknown") + count("resilient", "unknown");
  const parts = [
    `${count("weak", "true")} of ${judged("weak")} signs of weakness`,
    `${count("resilient", "true")} of ${judged("resilient")} tests of resilience passed`,
  ];
  return `${parts.join(", ")}${unknown === 0 ? "" : `, ${unknown} open`}.`;
}

function writeLead({ verdict, sentence, rules }: Explanation): string {
  const failed = rules.filter(({ isDecisive }) => isDecisive).length;
  if (verdict === "weak")
    return failed === 1 ? "One sign of weakness is there." : `${failed} signs of weakness are there.`;
  if (verdict === "mixed") {
    return `No sign of weakness, but ${failed === 1 ? "one test of resilience is" : `${failed} tests of resilience are`} failed.`;
  }
  if (verdict === "resilient") return "No sign of weakness, and every test of resilience is passed.";
  return sentence.replace(/^[^:]+: /, "").replace(/^./, (letter) => letter.toUpperCase());
}
