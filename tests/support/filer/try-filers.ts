import { examineFiler, type Finding, type FindingKind } from "./examine";

export interface FindingGroup {
  readonly key: string;
  readonly example: Finding;
  readonly seeds: ReadonlySet<number>;
  /** Figures, of which one filer may have several. */
  readonly count: number;
}

export interface SettledCount {
  readonly fault: string;
  readonly filers: number;
  readonly asked: number;
  readonly answered: number;
}

export interface Trial {
  readonly filers: number;
  readonly groups: readonly FindingGroup[];
  readonly settled: readonly SettledCount[];
}

interface TrialOptions {
  readonly fault?: string | undefined;
  readonly kinds?: readonly FindingKind[] | undefined;
  /** Leaves kind of business and slot out of the groups. */
  readonly isCoarse?: boolean;
}

/** Examines the filers of many seeds and puts equal findings together, the most frequent first. */
export function tryFilers(seeds: Iterable<number>, options: TrialOptions = {}): Trial {
  const groups = new Map<string, { example: Finding; seeds: Set<number>; count: number }>();
  const settled = new Map<string, { filers: number; asked: number; answered: number }>();
  let filers = 0;
  for (const seed of seeds) {
    filers++;
    const { filer, findings, settled: counts } = examineFiler(seed, options.fault);
    for (const finding of findings) {
      if (options.kinds && !options.kinds.includes(finding.kind)) continue;
      const key = nameGroup(finding, options.isCoarse === true);
      const group = groups.get(key) ?? { example: finding, seeds: new Set(), count: 0 };
      groups.set(key, group);
      group.seeds.add(seed);
      group.count++;
    }
    const name = filer.fault?.name ?? "none";
    const sum = settled.get(name) ?? { filers: 0, asked: 0, answered: 0 };
    settled.set(name, {
      filers: sum.filers + 1,
      asked: sum.asked + counts.asked,
      answered: sum.answered + counts.answered,
    });
  }
  return {
    filers,
    groups: [...groups].map(([key, group]) => ({ key, ...group })).sort((a, b) => b.seeds.size - a.seeds.size),
    settled: [...settled].map(([fault, sum]) => ({ fault, ...sum })).sort((a, b) => a.fault.localeCompare(b.fault)),
  };
}

function nameGroup(finding: Finding, isCoarse: boolean): string {
  const { kind, business, fault, fact, slot, pattern } = finding;
  return [kind, ...(isCoarse ? [] : [business]), fault, fact, ...(isCoarse ? [] : [slot]), pattern].join(" | ");
}

/** A group in a few lines, with what replays it. */
export function describeGroup({ key, example, seeds, count }: FindingGroup): string {
  return [
    `${seeds.size} filers, ${count} figures: ${key}`,
    `    seed ${example.seed}, ${example.business}, ${example.columnId}: shown ${example.shown}, true ${example.truth}`,
    `    ${example.how}`,
    ...(example.note === "" ? [] : [`    ${example.note}`]),
    ...example.rows.slice(0, 6).map((row) => `    ${row}`),
  ].join("\n");
}
