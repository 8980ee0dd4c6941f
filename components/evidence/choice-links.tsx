import Link from "next/link";
import {
  type EvidenceChoice,
  evidenceChoices,
  outcomeLabels,
  periodLabels,
  sampleLabels,
} from "#lib/evidence/evidence-choice";
import type { PeriodId } from "#lib/evidence/period";
import { joinClasses } from "@/components/ui/class-names";

export interface ChoiceLinksProps {
  readonly choice: EvidenceChoice;
  readonly measured: readonly PeriodId[];
}

/** What of the evidence is shown: each choice is an address, so that it can be shared. */
export function ChoiceLinks({ choice, measured }: ChoiceLinksProps) {
  const groups = [
    { key: "period", label: "Verdicts of", values: measured, name: (value: string) => periodLabels[value as PeriodId] },
    {
      key: "outcome",
      label: "What followed",
      values: evidenceChoices.outcome,
      name: (value: string) => outcomeLabels[value as EvidenceChoice["outcome"]],
    },
    {
      key: "sample",
      label: "Companies",
      values: evidenceChoices.sample,
      name: (value: string) => sampleLabels[value as EvidenceChoice["sample"]],
    },
    { key: "horizon", label: "Within", values: evidenceChoices.horizon, name: (value: string) => `${value} months` },
  ] as const;
  return (
    <nav aria-label="What is shown" className="grid gap-x-6 gap-y-2 text-xs sm:grid-cols-[max-content_1fr]">
      {groups.map(({ key, label, values, name }) => (
        <div key={key} className="contents">
          <p className="pt-1 text-ink-muted">{label}</p>
          <ul className="flex flex-wrap gap-1.5">
            {values.map((value) => {
              const isChosen = choice[key] === value;
              return (
                <li key={value}>
                  <Link
                    href={formatChoice({ ...choice, [key]: value })}
                    prefetch={false}
                    scroll={false}
                    aria-current={isChosen ? "true" : undefined}
                    className={joinClasses(
                      "inline-flex min-h-7 items-center rounded-ui border px-2 py-0.5",
                      isChosen
                        ? "border-accent bg-accent-soft font-medium text-accent"
                        : "border-line-strong bg-surface text-ink-muted hover:text-ink",
                    )}
                  >
                    {name(String(value))}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function formatChoice(choice: EvidenceChoice): string {
  const { period, outcome, sample, horizon } = choice;
  return `/evidence?${new URLSearchParams({ period, outcome, sample, horizon: String(horizon) })}`;
}
