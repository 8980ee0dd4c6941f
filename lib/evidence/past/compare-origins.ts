import type { FactEntry } from "#lib/fact/filed/entry";
import type { Policy } from "#lib/verdict/policy/policy";
import type { Verdict } from "#lib/verdict/verdict";
import { type JudgedMember, judgeSample } from "./judge-sample";

/** Figures by CIK, as the filings first gave them (`keepFirstReported`). */
export type FiledByCik = ReadonlyMap<number, readonly FactEntry[]>;

/** Of all filings of a figure of one period the first alone: nothing that was restated later. */
export function keepFirstReported(entries: readonly FactEntry[]): readonly FactEntry[] {
  const firsts = new Map<string, FactEntry>();
  for (const entry of entries) {
    const key = `${entry.fact} ${entry.tag} ${entry.unit} ${entry.start} ${entry.end}`;
    const first = firsts.get(key);
    if (first === undefined || entry.filed < first.filed) firsts.set(key, entry);
  }
  return [...firsts.values()];
}

/** How often each verdict by the vendor's figures goes with each by the filings. */
export interface OriginPairs {
  readonly policy: string;
  readonly year: number;
  readonly n: number;
  readonly pairs: Readonly<Record<Verdict, Readonly<Record<Verdict, number>>>>;
}

/**
 * Judges the filers of a sample again, through the same report, by what their filings first gave; the others stay as they
 * are, so that the peers are the same. Tells how often the verdicts differ, for each policy. Empty without filers.
 */
export function compareOrigins(
  members: readonly JudgedMember[],
  filedByCik: FiledByCik,
  policies: readonly Policy[],
): readonly OriginPairs[] {
  const [first] = members;
  const isFiler = ({ company }: JudgedMember) => filedByCik.has(company.cik);
  if (first === undefined || !members.some(isFiler)) return [];
  const { day, year } = first;
  const replaced = members.map(({ company, base, market }) => {
    const filed = filedByCik.get(company.cik);
    return { company, base, market, ...(filed === undefined ? {} : { filed }) };
  });
  const again = judgeSample({ members: replaced }, day, year, policies);
  return policies.map(({ version }) => {
    const policy = String(version);
    const pairs = createPairs();
    let n = 0;
    for (const [row, member] of members.entries()) {
      const byVendor = member.verdicts.get(policy)?.verdict;
      const byFilings = again[row]?.verdicts.get(policy)?.verdict;
      if (!isFiler(member) || byVendor === undefined || byFilings === undefined) continue;
      n += 1;
      pairs[byVendor][byFilings] += 1;
    }
    return { policy, year, n, pairs };
  });
}

function createPairs(): Record<Verdict, Record<Verdict, number>> {
  const create = (): Record<Verdict, number> => ({ resilient: 0, mixed: 0, weak: 0, not_rated: 0 });
  return { resilient: create(), mixed: create(), weak: create(), not_rated: create() };
}
