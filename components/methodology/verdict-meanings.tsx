import type { Verdict } from "#lib/verdict/verdict";
import { VerdictBadge } from "@/components/verdict/verdict-badge";

const meanings: readonly (readonly [verdict: Verdict, meaning: string])[] = [
  ["resilient", "No sign of weakness is true or open, and every test of resilience that applies is passed."],
  ["mixed", "No sign of weakness is true or open, and at least one test of resilience is failed."],
  ["weak", "At least one sign of weakness is true."],
  [
    "not_rated",
    "A figure that is missing could still change the answer, or the policy does not judge such companies. The page of the company lists what is missing.",
  ],
];

/** What each verdict says. */
export function VerdictMeanings() {
  return (
    <dl className="divide-y rounded-ui border bg-surface">
      {meanings.map(([verdict, meaning]) => (
        <div key={verdict} className="grid gap-x-6 gap-y-1 px-4 py-2.5 sm:grid-cols-[8rem_1fr]">
          <dt>
            <VerdictBadge verdict={verdict} />
          </dt>
          <dd className="text-sm text-pretty">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
