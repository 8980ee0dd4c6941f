import Link from "next/link";
import type { ReactNode } from "react";
import type { KeptEvidence } from "#lib/evidence/kept-evidence";
import { formatRate } from "#lib/evidence/rate-text";
import type { Policy } from "#lib/verdict/policy/policy";

export interface PlainWordsProps {
  readonly policy: Policy;
  readonly evidence: KeptEvidence;
}

/** How a verdict comes about, on one page, for a reader who knows neither the rules nor the language. */
export function PlainWords({ policy, evidence }: PlainWordsProps) {
  const count = (side: "weak" | "resilient") => policy.rules.filter((rule) => rule.side === side).length;
  return (
    <ol className="max-w-prose space-y-4">
      <Step number={1} title="One question is asked of each business">
        Can it pay its debt, live on what it earns, and stand a bad year? A verdict does not say whether the share is
        cheap, nor what its price will do.
      </Step>
      <Step number={2} title="The figures come from its own filings">
        Each figure is the one that was filed with the SEC by the day of the data, with the filing behind it. A figure
        that was not filed is missing. It is never zero and never an average.
      </Step>
      <Step number={3} title="Signs of weakness come first">
        The policy has {count("weak")} signs of weakness. Each speaks of certain kinds of business: a bank is not asked
        for its interest cover. A business is <strong>weak</strong> with a single sign.
      </Step>
      <Step number={4} title="Tests of resilience come second">
        The policy has {count("resilient")} tests. A business without a sign of weakness is <strong>resilient</strong>{" "}
        when it passes every test that speaks of it, and <strong>mixed</strong> when it fails one.
      </Step>
      <Step number={5} title="Without evidence there is no verdict">
        A missing figure leaves open the rules that need it, unless other figures bound the answer. Where an open rule
        could still change the verdict, the business is <strong>not rated</strong>, and its page lists what is missing.
        Where no filings are at hand and figures of others stand in, the verdict is <strong>provisional</strong>.
      </Step>
      <Step number={6} title="The rules were held against what followed">
        <Followed policy={policy} evidence={evidence} />{" "}
        <Link href="/evidence" className="link">
          The evidence
        </Link>{" "}
        shows all years, other measures beside ours, and where ours were worse.
      </Step>
    </ol>
  );
}

function Step(props: { readonly number: number; readonly title: string; readonly children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1.75rem_1fr]">
      <span aria-hidden className="text-sm font-medium text-ink-faint">
        {props.number}
      </span>
      <div>
        <h3 className="text-sm">{props.title}</h3>
        <p className="text-sm text-pretty text-ink-muted">{props.children}</p>
      </div>
    </li>
  );
}

function Followed({ policy, evidence }: PlainWordsProps) {
  const find = (verdict: "weak" | "resilient") =>
    evidence.rates.find(
      (rate) =>
        rate.policy === String(policy.version) &&
        rate.sample === "all" &&
        rate.outcome === "solvency" &&
        rate.horizon === 24 &&
        rate.period === "judge" &&
        rate.verdict === verdict,
    );
  const [weak, resilient] = [find("weak"), find("resilient")];
  if (weak === undefined || resilient === undefined) {
    return <>This version has not been judged on the years that were kept for it.</>;
  }
  return (
    <>
      Of {weak.n} verdicts “weak” of 2019 to 2022, {formatRate(weak.rate)} were followed by negative equity or a heavy
      issue of shares within two years; of {resilient.n} verdicts “resilient”, {formatRate(resilient.rate)}.
    </>
  );
}
