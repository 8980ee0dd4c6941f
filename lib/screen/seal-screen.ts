import type { Screen } from "./screen";

/**
 * The screen whose address shows the same rows to whoever opens it: it names the data by the hash of their snapshot and
 * the version of the policy, since which one judges by default may change. `usualVersion` is that of today.
 */
export function sealScreen(screen: Screen, snapshotHash: string, usualVersion: string): Screen {
  const version = screen.policy?.version ?? usualVersion;
  return { ...screen, asOf: null, snapshot: snapshotHash, policy: { version, values: screen.policy?.values ?? {} } };
}
