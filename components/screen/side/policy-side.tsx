"use client";

import { useMemo } from "react";
import { describeScenario } from "#lib/stress/scenario-text";
import { chooseNumbers, listPolicyChanges, moveNumber, type PolicyChoice } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";
import { groupPolicyNumbers } from "#lib/workbench/policy-view";
import { computeVerdictMoves } from "#lib/workbench/verdict-moves";
import { type MovablePolicy, PolicyPanel } from "@/components/policy/policy-panel";
import type { ScreenerState } from "@/components/screen/state/use-screener";
import { describeSideProblem } from "./describe-side-problem";
import { SidePanel } from "./side-panel";

interface PolicySideProps {
  readonly screener: ScreenerState;
  /** Whose verdicts are counted: "the index", "this list". */
  readonly counted: string;
  readonly onClose: () => void;
}

/** The numbers of the policy beside the table: those of the screen, held against the policy as published. */
export function PolicySide({ screener, counted, onClose }: PolicySideProps) {
  const { screen, change } = screener;
  const { scenario } = screen;
  const settle = (policy: PolicyChoice | null, mode: "push" | "draft") => change({ policy }, mode);
  return (
    <SidePanel title="Policy" onClose={onClose}>
      <PolicyPanel
        policy={useMovablePolicy(screener)}
        problem={describeSideProblem(screener)}
        counted={counted}
        scenario={scenario === null ? null : describeScenario(scenario)}
        onMove={(parameter, value) => settle(moveNumber(screen.policy, parameter, value), "draft")}
        onRest={() => change({})}
        onReset={() => settle(chooseNumbers(screen.policy, {}), "push")}
        onShow={(query) => change({ query, show: "passed" })}
      />
    </SidePanel>
  );
}

/** The policy that judges with its moves; null while the data are not here, and where the policy is none. */
function useMovablePolicy({ screen, base, reported, policy }: ScreenerState): MovablePolicy | null {
  const { scenario } = screen;
  // The same choice while numbers are moved, so that the side that is compared with is computed once.
  const version = policy?.version ?? null;
  const named = policy?.named;
  const own = useMemo(
    (): PolicyChoice | null => chooseNumbers({ version, values: {}, ...(named === undefined ? {} : { named }) }, {}),
    [version, named],
  );
  const published = useMemo(() => {
    if (reported === null) return null;
    const extended = reported.extend({ policy: own, scenario });
    return extended.ok ? extended.value : null;
  }, [reported, own, scenario]);
  const view = useMemo(
    () => (published === null || base === null ? null : computeVerdictMoves(published.target, base.target)),
    [published, base],
  );
  const asPublished = published?.target.scope.policy ?? null;
  const groups = useMemo(() => (asPublished === null ? null : groupPolicyNumbers(asPublished)), [asPublished]);
  if (view === null || groups === null || asPublished === null || base === null) return null;
  const { policy: judging } = base.target.scope;
  return {
    name: namePolicy(asPublished),
    groups,
    values: Object.fromEntries(judging.parameters.map(({ id, value }) => [id, value])),
    movedCount: Object.keys(listPolicyChanges(judging)).length,
    view,
  };
}

function namePolicy({ version, named }: Policy): string {
  return named === undefined ? `policy version ${version}` : `the policy "${named.name}"`;
}
