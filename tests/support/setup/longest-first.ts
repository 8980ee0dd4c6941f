import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take more than ten seconds, the longest first. The order costs nothing when it is wrong but time. */
const longest = [
  "unit/fuzz/made-up-filers.test.ts",
  "fault/ingest-kill.test.ts",
  "integration/ingest/live-run.test.ts",
  "integration/serving/asked-policy.test.ts",
  "fault/home-folder.test.ts",
  "integration/ingest/live-kill.test.ts",
  "integration/ingest/run-ingest.test.ts",
  "integration/db/migrate.test.ts",
  "integration/serving/guess-limits.test.ts",
  "fault/db-kill.test.ts",
  "integration/real-input/past-days.test.ts",
  "integration/snapshot/past-days.test.ts",
  "fault/random-kill.test.ts",
  "integration/db/lock.test.ts",
  "integration/serving/coverage.test.ts",
  "integration/serving/index-figures.test.ts",
  "integration/db/folder.test.ts",
  "integration/real-input/scores.test.ts",
  "integration/real-input/cross-checks.test.ts",
  "unit/bench/fresh-screen.test.ts",
];

const tests = `${import.meta.dirname}/../..`;

function getRank({ moduleId }: TestSpecification): number {
  const index = longest.indexOf(relative(tests, moduleId).replaceAll("\\", "/"));
  return index < 0 ? longest.length : index;
}

/**
 * Begins with the longest files, so that no core waits for one that came last. Vitest knows how long a file takes only
 * where it ran before, and a fresh checkout has no such record.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((left, right) => getRank(left) - getRank(right));
  }
}
