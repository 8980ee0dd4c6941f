import { readdirSync, readFileSync } from "node:fs";
import { parseDay } from "#lib/fact/filed/day";
import { selectFacts } from "#lib/fact/select";
import { parseCompanyFacts } from "#lib/source/company-facts";

const [path, asOf, ...cols] = process.argv.slice(2);
const parsed = parseCompanyFacts(readFileSync(path!, "utf8"));
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const facts = selectFacts(parsed.value.entries, parseDay(asOf!)!);
for (const c of cols) {
  const f = facts.get(c);
  console.log(
    c,
    f.known
      ? `${f.value} ${f.method} ${f.detail ?? ""} [${f.parts.map(({ entry: e, sign }) => `${sign < 0 ? "-" : "+"}${e.value} ${e.tag} ${e.start === null ? "" : new Date(e.start * 864e5).toISOString().slice(0, 10)}..${new Date(e.end * 864e5).toISOString().slice(0, 10)}`).join(" ")}]`
      : `MISSING ${f.reason} ${f.detail}`,
  );
}
if (process.env.CHECKS) for (const c of facts.listChecks()) if (c.state === "fails") console.log(c.id, c.detail);
