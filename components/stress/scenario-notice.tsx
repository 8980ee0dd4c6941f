import type { Scenario } from "#lib/stress/scenario";
import { describeScenario } from "#lib/stress/scenario-text";

interface ScenarioNoticeProps {
  readonly scenario: Scenario;
  readonly onLeave: () => void;
}

/** Says that the verdicts are those under a scenario, and leads back to the figures as reported. */
export function ScenarioNotice({ scenario, onLeave }: ScenarioNoticeProps) {
  return (
    <p className="border-b bg-accent-soft px-3 py-1 text-xs md:px-4">
      Verdicts and stressed figures under a scenario. {describeScenario(scenario)}.{" "}
      <button type="button" onClick={onLeave} className="link">
        Back to the figures as reported
      </button>
    </p>
  );
}
