import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { FindingKind } from "../../support/filer/examine";
import { describeGroup, type Trial, tryFilers } from "../../support/filer/try-filers";
import { openFinds } from "./open-finds";

// Filers of which everything is known, made up by a generator whose author has not read the rules that are tried here.
// A failure names a seed: npx tsx tests/support/filer/replay.ts SEED prints that filer's companyfacts, and
// npx tsx tests/support/filer/find.ts --runs 1 --seed SEED what is wrong with the answers.

const factor = Number(process.env["BALLAST_RUNS"] ?? 0);
const usualFilers = 2_000;
const longRunFilers = 100_000;
/** A filer takes some 50 ms of a busy core; a machine with much else to do must not fail a sound run. */
const millisecondsPerFiler = 1000;
const groupsShown = 40;
/** Where a second tag or an identity of the same filings settles a figure, this share of them is to be answered. */
const leastSettledShare = 0.8;
/** A share of fewer figures says nothing. */
const leastSettledCount = 20;

const filers = factor > 0 ? Math.max(longRunFilers, usualFilers * factor) : usualFilers;

let trial: Trial;

beforeAll(() => {
  trial = tryFilers(listSeeds());
}, filers * millisecondsPerFiler);

/** The same filers each time, or in a long run others each time. */
function listSeeds(): readonly number[] {
  if (factor === 0) return Array.from({ length: filers }, (_empty, index) => index + 1);
  return fc.sample(fc.integer({ min: 1, max: 2_000_000_000 }), { numRuns: filers });
}

/** What is found beyond the open finds: other kinds, or in the unit tests more figures of one. */
function listFindings(kind: FindingKind): string {
  const open = openFinds[kind];
  const counts = new Map<string, number>();
  for (const { example, count } of trial.groups.filter((group) => group.example.kind === kind)) {
    const key = `${example.fault} ${example.fact}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  const isNew = (key: string) => open[key] === undefined || (factor === 0 && (counts.get(key) ?? 0) > (open[key] ?? 0));
  const groups = trial.groups.filter(
    ({ example }) => example.kind === kind && isNew(`${example.fault} ${example.fact}`),
  );
  if (groups.length === 0) return "";
  return [`${groups.length} kinds of finding, of which:`, ...groups.slice(0, groupsShown).map(describeGroup)].join(
    "\n",
  );
}

describe("made-up filers", () => {
  it("are given no figure that is not true, but for the finds that are open", () => {
    expect(listFindings("false")).toBe("");
  });

  it("are answered whole where their filings are sound and show every line", () => {
    expect(listFindings("owed")).toBe("");
  });

  it("lose only the facts that a fault touches", () => {
    expect(listFindings("lost")).toBe("");
  });

  it("are answered in four of five cases where a second tag or an identity settles the figure", () => {
    const poor = trial.settled.filter(
      ({ asked, answered }) => asked >= leastSettledCount && answered < leastSettledShare * asked,
    );
    expect(poor).toEqual([]);
  });

  it("are open in nothing that is mended", () => {
    if (factor > 0) return;
    const seen = new Set(trial.groups.map(({ example }) => `${example.kind} ${example.fault} ${example.fact}`));
    const mended = Object.entries(openFinds).flatMap(([kind, open]) =>
      Object.keys(open).filter((key) => !seen.has(`${kind} ${key}`)),
    );
    expect(mended).toEqual([]);
  });

  it("meet every kind of fault", () => {
    expect(trial.settled.filter((count) => count.filers < 10)).toEqual([]);
  });
});
