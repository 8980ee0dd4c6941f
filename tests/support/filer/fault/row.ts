import type { Filing, Row } from "../filing";
import { requireAt } from "../random";
import { editRows, listTouched, pickFiling, pickLine } from "./edit";
import type { Fault } from "./fault";

const nothing = { touches: new Set<never>(), settles: new Set<never>() };

/** A filing stands there twice, the second time as an amendment that changes nothing, perhaps much later. */
export const amendedCopy: Fault = {
  name: "amended_copy",
  weight: 3,
  inject(draft) {
    const { random, filings } = draft;
    const filing = requireAt(filings, filings.length - random.whole(1, 8));
    const newest = requireAt(filings, filings.length - 1);
    const filed = Math.min(newest.filed, filing.filed + random.whole(5, 300));
    const isWhole = random.chance(0.6);
    const copy: Filing = {
      ...filing,
      form: `${filing.form}/A`,
      accession: filing.accession.replace(/.$/, "9").replace(/-(\d)/, "-$1"),
      filed,
      rows: isWhole ? filing.rows : filing.rows.filter(() => random.chance(0.3)),
    };
    return { filings: [...filings, copy], note: `${copy.form} repeats ${filing.accession}`, ...nothing };
  },
};

/** Rows of a proxy statement, which belong to no fiscal period; some are in thousands. */
export const proxyRows: Fault = {
  name: "proxy_rows",
  weight: 3,
  inject(draft) {
    const { random, filings } = draft;
    const yearly = filings.filter((filing) => filing.form === "10-K");
    if (yearly.length === 0) return null;
    const filing = requireAt(yearly, yearly.length - 1);
    const factor = random.pick([1, 1 / 1_000, 1 / 1_000_000]);
    const keys: readonly string[] = ["net_income", "profit", "revenue", "operating_income"];
    const rows = filing.rows
      .filter((row) => keys.includes(row.key))
      .map((row): Row => ({ ...row, value: Math.round(row.value * factor) }));
    const proxy: Filing = {
      form: "DEF 14A",
      accession: filing.accession.replace(/.$/, "8"),
      filed: filing.filed + random.whole(20, 50),
      fiscalYear: null,
      fiscalPeriod: null,
      quarter: filing.quarter,
      rows,
    };
    return { filings: [...filings, proxy], note: `DEF 14A with figures times ${factor}`, ...nothing };
  },
};

/** Rows of a period that ends long after they were filed: a slip in the year, or a plan. */
export const futureRows: Fault = {
  name: "future_rows",
  weight: 3,
  inject(draft) {
    const { random, filings } = draft;
    const filing = pickFiling(draft);
    const line = pickLine(draft, filing, () => true);
    if (!line) return null;
    const days = random.pick([366, 3_652, 10_957]);
    const move = (row: Row): Row => ({
      ...row,
      start: row.start === null ? null : row.start + days,
      end: row.end + days,
      value: Math.round(row.value * random.between(0.5, 2)),
    });
    return {
      filings: editRows(filings, (row, { accession }) =>
        row.key === line.key && accession === filing.accession && row.last === filing.quarter ? [row, move(row)] : row,
      ),
      note: `${line.tag} of ${filing.accession} once more, ${days} days later`,
      ...nothing,
    };
  },
};

/** The dates of a line or of a whole filing are a day or more off. */
export const shiftedDates: Fault = {
  name: "shifted_dates",
  weight: 4,
  inject(draft) {
    const { random, filings } = draft;
    const filing = pickFiling(draft);
    const line = random.chance(0.4) ? null : pickLine(draft, filing, () => true);
    const atStart = random.whole(-2, 2);
    const atEnd = random.whole(-2, 2);
    if (atStart === 0 && atEnd === 0) return null;
    const changed = editRows(filings, (row, { accession }) => {
      if (accession !== filing.accession || (line && row.key !== line.key)) return row;
      return { ...row, start: row.start === null ? null : row.start + atStart, end: row.end + atEnd };
    });
    const touches = line ? listTouched(line.feeds) : "all";
    return {
      filings: changed,
      note: `${line ? line.tag : "every line"} of ${filing.accession}: start ${atStart}, end ${atEnd} days off`,
      touches,
      settles: new Set(
        line ? line.feeds.slice(0, 1) : ["revenue", "net_income", "total_assets", "equity", "operating_cash_flow"],
      ),
    };
  },
};

/** The same rows twice in one filing, of which one is a cent or a thousand off by rounding. */
export const repeatedRows: Fault = {
  name: "repeated_rows",
  weight: 2,
  inject(draft) {
    const { random, filings } = draft;
    const filing = pickFiling(draft);
    const isRounded = random.chance(0.5);
    const changed = editRows(filings, (row, { accession }) => {
      if (accession !== filing.accession || !random.chance(0.3)) return row;
      const value = isRounded && row.unit === "USD" ? Math.round(row.value / 10_000) * 10_000 : row.value;
      const isClose = Math.abs(value - row.value) <= Math.abs(row.value) * 0.0005;
      return [row, { ...row, value: isClose ? value : row.value }];
    });
    return {
      filings: changed,
      note: `rows of ${filing.accession} twice${isRounded ? ", once rounded" : ""}`,
      ...nothing,
    };
  },
};
