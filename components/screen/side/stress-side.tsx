"use client";

import { useMemo } from "react";
import { describePolicy, listPolicyChanges } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";
import { computeStressView } from "#lib/workbench/stress-view";
import type { ScreenerState } from "@/components/screen/state/use-screener";
import { StressPanel } from "@/components/stress/stress-panel";
import { describeSideProblem } from "./describe-side-problem";
import { SidePanel } from "./side-panel";

interface StressSideProps {
  readonly screener: ScreenerState;
  /** Whose verdicts are counted: "the index", "this list". */
  readonly counted: string;
  readonly onClose: () => void;
}

/** The stress beside the table: its scenario is that of the screen. */
export function StressSide({ screener, counted, onClose }: StressSideProps) {
  const { screen, change, reported, base } = screener;
  const { scenario } = screen;
  const view = useMemo(
    () =>
      scenario === null || reported === null || base === null ? null : computeStressView(reported.target, base.target),
    [scenario, reported, base],
  );
  return (
    <SidePanel title="Stress" onClose={onClose}>
      <StressPanel
        scenario={scenario}
        view={view}
        problem={describeSideProblem(screener)}
        counted={counted}
        judgedBy={reported === null ? null : describeMoves(reported.target.scope.policy)}
        onChange={(next) => change({ scenario: next }, "draft")}
        onRest={() => change({})}
        onShow={(query) => change({ query, show: "passed" })}
      />
    </SidePanel>
  );
}

/** The policy with its moved numbers; null where none is moved. */
function describeMoves(policy: Policy): string | null {
  return Object.keys(listPolicyChanges(policy)).length === 0 ? null : describePolicy(policy);
}
