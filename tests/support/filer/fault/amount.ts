import type { Row } from "../filing";
import { requireAt } from "../random";
import { editRows, listSettled, listTouched, pickFiling, pickLine } from "./edit";
import type { Fault } from "./fault";

/** One line of one filing is in thousands, or has its thousands twice. */
export const wrongScale: Fault = {
  name: "wrong_scale",
  weight: 12,
  inject(draft) {
    const { random, filings } = draft;
    const filing = pickFiling(draft);
    const line = pickLine(draft, filing, ({ unit }) => unit !== "pure");
    if (!line) return null;
    const factor =
      line.unit === "USD/shares"
        ? random.pick([100, 1_000])
        : random.weigh([
            [6, 1 / 1_000],
            [3, 1_000],
            [2, 1_000_000],
            [2, 1 / 1_000_000],
          ]);
    const isNewestAlone = random.chance(0.5);
    const changed = editRows(filings, (row, { accession }) => {
      if (accession !== filing.accession || row.key !== line.key) return row;
      if (isNewestAlone && row.last !== filing.quarter) return row;
      return { ...row, value: line.unit === "USD/shares" ? row.value * factor : Math.round(row.value * factor) };
    });
    return {
      filings: changed,
      note: `${line.tag} of ${filing.form} ${filing.accession} ${isNewestAlone ? "(its newest period) " : ""}times ${factor}`,
      touches: listTouched(line.feeds),
      settles: listSettled(draft, line),
    };
  },
};

/** Only one period of a line is off: the year, the nine months, or the quarter, and not its comparatives. */
export const wrongScaleOnePeriod: Fault = {
  name: "wrong_scale_one_period",
  weight: 8,
  inject(draft) {
    const { random, filings } = draft;
    const filing = pickFiling(draft);
    const line = pickLine(
      draft,
      filing,
      ({ unit, kind }) => unit !== "pure" && unit !== "USD/shares" && kind === "flow",
    );
    if (!line) return null;
    const factor = random.pick([1 / 1_000, 1 / 1_000, 1_000]);
    const rows = filing.rows.filter((row) => row.key === line.key);
    const wrong = random.pick(rows);
    const changed = editRows(filings, (row, { accession }) =>
      accession === filing.accession && isSamePeriod(row, wrong)
        ? { ...row, value: Math.round(row.value * factor) }
        : row,
    );
    return {
      filings: changed,
      note: `${line.tag} of ${filing.form} ${filing.accession}, quarters ${wrong.first} to ${wrong.last}, times ${factor}`,
      touches: listTouched(line.feeds),
      settles: listSettled(draft, line),
    };
  },
};

function isSamePeriod(a: Row, b: Row): boolean {
  return a.key === b.key && a.first === b.first && a.last === b.last;
}

/** Lines of payments, which are positive in the data. */
const payments: readonly string[] = [
  "capex",
  "dividends",
  "dividends_common",
  "dividends_preferred",
  "buybacks",
  "interest_paid",
  "interest_expense",
  "stock_compensation",
  "depreciation_amortization",
  "cost_of_revenue",
  "income_tax",
];

/** A payment or cost is filed with a minus, as it stands in brackets on paper. */
export const turnedSign: Fault = {
  name: "turned_sign",
  weight: 6,
  inject(draft) {
    const { random, filings } = draft;
    const filing = pickFiling(draft);
    const line = pickLine(draft, filing, ({ key }) => payments.includes(key));
    if (!line) return null;
    const isAlways = random.chance(0.35);
    const isNewestAlone = !isAlways && random.chance(0.4);
    const changed = editRows(filings, (row, { accession }) => {
      if (row.key !== line.key || (!isAlways && accession !== filing.accession)) return row;
      if (isNewestAlone && row.last !== filing.quarter) return row;
      return { ...row, value: -row.value + 0 };
    });
    // The sign of a tax tells a cost from a benefit; of the others it tells nothing.
    return {
      filings: changed,
      note: `${line.tag} with a minus ${isAlways ? "in every filing" : `in ${filing.form} ${filing.accession}`}`,
      touches: listTouched(line.feeds),
      settles: line.key === "income_tax" ? listSettled(draft, line) : new Set(line.feeds.slice(0, 1)),
    };
  },
};

/** The newest cover, or every one, has a count that stands for nothing. */
export const placeholderShares: Fault = {
  name: "placeholder_shares",
  weight: 4,
  inject(draft) {
    const { random, filings } = draft;
    const newest = requireAt(filings, filings.length - 1);
    const line = pickLine(draft, newest, ({ key }) => key === "cover_shares" || key === "shares");
    if (!line) return null;
    const count = random.pick([1, 100, 1_000, 10_000]);
    const isAlways = random.chance(0.5);
    const changed = editRows(filings, (row, { accession }) =>
      row.key === line.key && (isAlways || accession === newest.accession) ? { ...row, value: count } : row,
    );
    return {
      filings: changed,
      note: `${line.tag} is ${count} ${isAlways ? "in every filing" : "in the newest"}`,
      touches: new Set(["shares_outstanding"]),
      settles: listSettled(draft, line),
    };
  },
};
