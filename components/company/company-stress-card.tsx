"use client";

import { useState } from "react";
import type { CompanyStressAnswer } from "#lib/contract/company-stress";
import type { Scenario } from "#lib/stress/scenario";
import { formatScenario } from "#lib/stress/scenario-text";
import { ScenarioPresets } from "@/components/stress/scenario-presets";
import { ScenarioSliders } from "@/components/stress/scenario-sliders";
import { Button } from "@/components/ui/button";
import { joinClasses } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useSettled } from "@/components/ui/use-settled";
import { CompanyStressOutcome } from "./company-stress-outcome";
import type { HistoryTarget } from "./metric-history";
import { useCompanyStress } from "./use-company-stress";
import { useScenarioUrl } from "./use-scenario-url";

export interface CompanyStressCardProps {
  readonly target: HistoryTarget;
  /** What the scenario of the address does; null without one. */
  readonly first: CompanyStressAnswer | null;
}

/** How long a handle rests before the server is asked. */
const askAfterMs = 120;

/** What if rates rise or earnings fall, for this company: the scenario of the address, and what it changes. */
export function CompanyStressCard({ target, first }: CompanyStressCardProps) {
  const { scenario, draft, settle } = useScenarioUrl();
  const [isOpen, setOpen] = useState(false);
  const text = scenario === null ? null : formatScenario(scenario);
  const asked = useSettled(text, askAfterMs);
  const { answer, isBehind, problem } = useCompanyStress(target, asked, first);
  const pick = (next: Scenario | null) => {
    draft(next);
    settle();
  };
  const hasSliders = isOpen || scenario !== null;
  return (
    <section id="stress" aria-label="Stress" className="scroll-mt-16 rounded-ui border bg-surface">
      <div className={joinClasses(hasSliders && "grid lg:grid-cols-[22rem_minmax(0,1fr)]")}>
        <div className={joinClasses("space-y-3 p-4 md:px-5", hasSliders && "border-b lg:border-r lg:border-b-0")}>
          <div className="flex items-start justify-between gap-2">
            <div>
              <h2 className="text-sm">Stress</h2>
              <p className="text-xs text-ink-muted">If rates rise or earnings fall</p>
            </div>
            {scenario === null ? (
              <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
                {isOpen ? "Fewer assumptions" : "Other assumptions"}
              </Button>
            ) : (
              <Button
                size="sm"
                variant="quiet"
                onClick={() => {
                  setOpen(false);
                  pick(null);
                }}
              >
                Back to reported
              </Button>
            )}
          </div>
          <ScenarioPresets scenario={scenario} onPick={pick} hasHandles={hasSliders} />
          {hasSliders ? <ScenarioSliders scenario={scenario} onChange={draft} onRest={settle} /> : null}
        </div>
        {hasSliders ? (
          <div className="min-w-0 p-4 md:p-5">
            {problem === null ? null : (
              <Notice tone="danger" className="mb-3" title="The scenario could not be asked">
                {problem}
              </Notice>
            )}
            {scenario === null ? (
              <p className="text-sm text-ink-muted">
                Nothing is assumed: the verdict is that of the figures as filed. Move a slider, or choose a scenario.
              </p>
            ) : answer === null ? (
              problem === null ? (
                <Skeleton className="h-40" />
              ) : null
            ) : (
              <CompanyStressOutcome answer={answer} isBehind={isBehind || asked !== text} />
            )}
          </div>
        ) : null}
      </div>
    </section>
  );
}
