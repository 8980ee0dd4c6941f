import { parseArgs } from "node:util";
import type { FindingKind } from "./examine";
import { describeGroup, tryFilers } from "./try-filers";

// Tries many made-up filers and prints what was answered wrong, in groups:
// npx tsx tests/support/filer/find.ts --runs 2000 --seed 1 [--fault NAME|none] [--kind false|owed|lost] [--by fact]

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    fault: { type: "string" },
    kind: { type: "string", multiple: true },
    by: { type: "string", default: "business" },
    limit: { type: "string", default: "80" },
  },
});

const runs = Number(values.runs);
const first = Number(values.seed);
const begun = Date.now();
const { groups, settled } = tryFilers(
  Array.from({ length: runs }, (_empty, index) => first + index),
  { fault: values.fault, kinds: values.kind?.map(readKind), isCoarse: values.by === "fact" },
);
for (const group of groups.slice(0, Number(values.limit))) print(describeGroup(group));
print(`\n${groups.length} groups, ${groups.reduce((sum, { count }) => sum + count, 0)} figures`);
for (const { fault, filers, asked, answered } of settled) {
  const share = asked === 0 ? "" : `, settled ${answered} of ${asked} (${Math.round((100 * answered) / asked)}%)`;
  print(`${fault}: ${filers} filers${share}`);
}
print(`${runs} filers in ${((Date.now() - begun) / 1_000).toFixed(1)} s`);

function readKind(text: string): FindingKind {
  if (text === "false" || text === "owed" || text === "lost") return text;
  throw new Error(`--kind is false, owed or lost, not ${text}.`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
