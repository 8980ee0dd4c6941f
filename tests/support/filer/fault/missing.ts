import { type FactId, factNames } from "#lib/fact/definition/fact-name";
import type { Row } from "../filing";
import { requireAt } from "../random";
import { editRows, listSettled, listTouched, pickFiling, pickLine } from "./edit";
import type { Fault } from "./fault";

/** A line is missing from one filing, the newest most often, or since then. */
export const missingLine: Fault = {
  name: "missing_line",
  weight: 7,
  inject(draft) {
    const { random, filings } = draft;
    const filing = pickFiling(draft);
    const line = pickLine(draft, filing, () => true);
    if (!line) return null;
    const isSince = random.chance(0.4);
    const changed = editRows(filings, (row, { accession, filed }) =>
      row.key === line.key && (isSince ? filed >= filing.filed : accession === filing.accession) ? null : row,
    );
    return {
      filings: changed,
      note: `${line.tag} is not in ${filing.form} ${filing.accession}${isSince ? " nor later" : ""}`,
      touches: listTouched(line.feeds),
      settles: isSince ? listSettled(draft, line) : new Set(),
    };
  },
};

/** Where a filer puts an amount for which it has no line: the tag of the bigger line, and the sign of the amount in it. */
const hidingPlaces: Readonly<Record<string, readonly [tag: string, sign: 1 | -1]>> = {
  capex: ["PaymentsForProceedsFromOtherInvestingActivities", 1],
  dividends: ["ProceedsFromPaymentsForOtherFinancingActivities", -1],
  dividends_common: ["ProceedsFromPaymentsForOtherFinancingActivities", -1],
  buybacks: ["ProceedsFromPaymentsForOtherFinancingActivities", -1],
  stock_compensation: ["OtherNoncashIncomeExpense", 1],
  depreciation_amortization: ["OtherNoncashIncomeExpense", 1],
  issued: ["ProceedsFromPaymentsForOtherFinancingActivities", 1],
  interest_expense: ["OtherNonoperatingIncomeExpense", -1],
  research: ["OtherCostAndExpenseOperating", 1],
  debt_current: ["OtherLiabilitiesCurrent", 1],
  debt_noncurrent: ["OtherLiabilitiesNoncurrent", 1],
  goodwill: ["OtherAssetsNoncurrent", 1],
  intangibles: ["OtherAssetsNoncurrent", 1],
};

/** A filer has no line of its own for an amount: it is in a bigger one, in every filing or since the last year. */
export const hiddenLine: Fault = {
  name: "hidden_line",
  weight: 7,
  inject(draft) {
    const { random, filings } = draft;
    const filing = pickFiling(draft);
    const line = pickLine(draft, filing, ({ key }) => hidingPlaces[key] !== undefined);
    const place = line ? hidingPlaces[line.key] : undefined;
    if (!line || !place) return null;
    const [tag, sign] = place;
    const since = random.chance(0.6) ? 0 : requireAt(filings, Math.max(0, filings.length - 5)).filed;
    const changed = filings.map((entry) => {
      if (entry.filed < since) return entry;
      const hidden = entry.rows.filter((row) => row.key === line.key);
      const rest = entry.rows.filter((row) => row.key !== line.key);
      const isSame = (a: Row, b: Row) => a.first === b.first && a.last === b.last;
      const rows = rest.map((row) => {
        const part = row.tag === tag ? hidden.find((other) => isSame(other, row)) : undefined;
        return part ? { ...row, value: row.value + sign * part.value } : row;
      });
      const added = hidden
        .filter((row) => !rest.some((other) => other.tag === tag && isSame(other, row)))
        .map((row) => ({ ...row, key: "hiding_place", tag, value: sign * row.value }));
      return { ...entry, rows: [...rows, ...added] };
    });
    return {
      filings: changed,
      note: `${line.tag} is a part of ${tag}, ${since === 0 ? "in every filing" : "in the last five filings"}`,
      touches: listTouched(line.feeds),
      settles: new Set(),
    };
  },
};

const flowFacts: readonly FactId[] = factNames.filter((entry) => entry.kind === "flow").map((entry) => entry.id);
const balanceFacts: readonly FactId[] = factNames.filter((entry) => entry.kind === "balance").map((entry) => entry.id);

/** One filing of the last two years is not in the data. */
export const missingFiling: Fault = {
  name: "missing_filing",
  weight: 5,
  inject(draft) {
    const { random, filings } = draft;
    const lost = requireAt(filings, filings.length - random.whole(2, 8));
    const touches = new Set<FactId>(flowFacts);
    // Of a yearly report the notes are lost as well.
    if (lost.form === "10-K") for (const fact of balanceFacts) touches.add(fact);
    return {
      filings: filings.filter((filing) => filing !== lost),
      note: `${lost.form} ${lost.accession} is not there`,
      touches,
      settles: new Set(),
    };
  },
};

/** The newest filings have no balance sheet. */
export const missingBalance: Fault = {
  name: "missing_balance",
  weight: 4,
  inject(draft) {
    const { random, filings } = draft;
    const count = random.weigh([
      [4, 1],
      [2, 2],
      [2, 5],
    ]);
    const since = requireAt(filings, filings.length - count).filed;
    const changed = editRows(filings, (row, { filed }) =>
      filed >= since && row.start === null && row.key !== "cover_shares" ? null : row,
    );
    return {
      filings: changed,
      note: `no balance sheet in the last ${count} filings`,
      touches: new Set([...balanceFacts, "ebit", "interest_expense", "interest_paid"] as const),
      settles: new Set(),
    };
  },
};
