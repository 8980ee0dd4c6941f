"use client";

import { useSearchParams } from "next/navigation";
import { urlKeys } from "#lib/screen/url-key";

/** Says under a scenario that the page shows the figures as reported, and leads to what the scenario changes. */
export function ScenarioPointer() {
  if (useSearchParams().get(urlKeys.scenario) === null) return null;
  return (
    <p role="note" className="rounded-ui bg-accent-soft px-3 py-2 text-xs">
      A scenario is in force. The verdict and the figures below are as reported;{" "}
      <a href="#stress" className="link">
        Stress
      </a>{" "}
      says what the scenario changes.
    </p>
  );
}
