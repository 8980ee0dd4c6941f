import { parseArgs } from "node:util";
import { examineFiler, type Finding } from "./examine";

// Tries many made-up filers and prints what was answered wrong, in groups:
// npx tsx tests/support/filer/find.ts --runs 2000 --seed 1 [--fault NAME|none] [--by fact]

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    fault: { type: "string" },
    only: { type: "string" },
    by: { type: "string", default: "business" },
    limit: { type: "string", default: "80" },
  },
});

interface Group {
  readonly example: Finding;
  readonly seeds: Set<number>;
  count: number;
}

const groups = new Map<string, Group>();
const settled = new Map<string, { asked: number; answered: number; runs: number }>();
const runs = Number(values.runs);
const firstSeed = Number(values.seed);
const begun = Date.now();

for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
  const { filer, findings, settled: counts } = examineFiler(seed, values.fault);
  for (const finding of findings) addFinding(finding);
  const name = filer.fault?.name ?? "none";
  const sum = settled.get(name) ?? { asked: 0, answered: 0, runs: 0 };
  settled.set(name, {
    asked: sum.asked + counts.asked,
    answered: sum.answered + counts.answered,
    runs: sum.runs + 1,
  });
}

const sorted = [...groups].sort(([, a], [, b]) => b.seeds.size - a.seeds.size);
for (const [key, { example, seeds, count }] of sorted.slice(0, Number(values.limit))) {
  print(`${seeds.size} filers, ${count} figures  ${key}`);
  print(
    `      seed ${example.seed} ${example.business} ${example.columnId}: shown ${example.shown}, true ${example.truth} (${example.how})${example.note === "" ? "" : ` [${example.note}]`}`,
  );
}
print(`\n${groups.size} groups, ${sorted.reduce((sum, [, group]) => sum + group.count, 0)} figures`);
for (const [name, { asked, answered, runs: tried }] of [...settled].sort(([a], [b]) => a.localeCompare(b)))
  print(
    `${name}: ${tried} filers${asked === 0 ? "" : `, settled ${answered} of ${asked} (${Math.round((100 * answered) / asked)}%)`}`,
  );
print(`${runs} filers in ${((Date.now() - begun) / 1_000).toFixed(1)} s`);

function addFinding(finding: Finding): void {
  if (values.only !== undefined && finding.kind !== values.only) return;
  const who = values.by === "fact" ? [] : [finding.business];
  const slot = values.by === "fact" ? [] : [finding.slot];
  const key = [finding.kind, ...who, finding.fault, finding.fact, ...slot, finding.pattern].join(" | ");
  const group = groups.get(key) ?? { example: finding, seeds: new Set<number>(), count: 0 };
  group.seeds.add(finding.seed);
  group.count++;
  groups.set(key, group);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
