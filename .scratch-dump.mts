import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { parseDay } from "#lib/fact/filed/day";
import { buildFactHistory } from "#lib/fact/filed/history";
import { selectFacts } from "#lib/fact/select";
import { parseCompanyFacts } from "#lib/source/company-facts";

const folder = process.argv[3] ?? "/tmp/cf";
const lines: string[] = [];
for (const file of readdirSync(folder)
  .filter((f) => /^CIK/.test(f))
  .sort()) {
  const parsed = parseCompanyFacts(readFileSync(`${folder}/${file}`, "utf8"));
  if (!parsed.ok) {
    console.error(file, parsed.error);
    continue;
  }
  const history = buildFactHistory(parsed.value.entries);
  for (const date of ["2026-05-05", "2025-05-20", "2023-11-20"]) {
    const facts = selectFacts(history, parseDay(date)!);
    for (const { id, lag } of factColumns) {
      for (const suffix of lag === "year" ? ["", "[-1]", "[-2]"] : ["", "[-1q]", "[-4q]"]) {
        const f = facts.get(id + suffix);
        lines.push(
          `${parsed.value.cik}\t${date}\t${id}${suffix}\t` +
            (f.known ? `${f.value}\t${f.method}\t${f.end}\t${f.detail ?? ""}` : `-\t${f.reason}\t\t${f.detail}`),
        );
      }
    }
  }
}
writeFileSync(process.argv[2], lines.join("\n"));
console.log(lines.length, lines.filter((l) => l.split("\t")[3] !== "-").length);
