import type { FactId } from "#lib/fact/definition/fact-name";
import type { Filing, Row } from "../filing";
import type { Truth } from "../statement/line";
import { editRows, listTouched, pickFiling, pickLine } from "./edit";
import type { Fault } from "./fault";

const currencies = ["EUR", "CAD", "GBP"] as const;

/** Some of a line's amounts stand in another currency as well: a loan in euros, a subsidiary's revenue. */
export const currencyBeside: Fault = {
  name: "currency_beside",
  weight: 4,
  inject(draft) {
    const { random, filings } = draft;
    const line = pickLine(draft, pickFiling(draft), ({ unit }) => unit === "USD");
    if (!line) return null;
    const unit = random.pick(currencies);
    const share = random.between(0.2, 0.95);
    const isFirst = random.chance(0.6);
    const changed = editRows(filings, (row) => {
      if (row.key !== line.key) return row;
      const foreign = { ...row, unit, value: Math.round((row.value * share) / 1_000) * 1_000 };
      return isFirst ? [foreign, row] : [row, foreign];
    });
    return {
      filings: changed,
      note: `${line.tag} in ${unit} ${isFirst ? "before" : "behind"} the dollars`,
      touches: new Set(),
      settles: new Set(),
    };
  },
};

/** A line has its newest amounts in another currency alone. */
export const currencyInstead: Fault = {
  name: "currency_instead",
  weight: 3,
  inject(draft) {
    const { random, filings } = draft;
    const filing = pickFiling(draft);
    const line = pickLine(draft, filing, ({ unit }) => unit === "USD");
    if (!line) return null;
    const unit = random.pick(currencies);
    const since = random.chance(0.5) ? filing.filed : 0;
    const changed = editRows(filings, (row, { filed }) =>
      row.key === line.key && filed >= since ? { ...row, unit } : row,
    );
    return {
      filings: changed,
      note: `${line.tag} in ${unit} alone ${since === 0 ? "always" : `since ${filing.accession}`}`,
      touches: listTouched(line.feeds),
      settles: new Set(),
    };
  },
};

/** A filer in another currency that translates a few figures of the year for its readers' convenience. */
export const currencyTranslated: Fault = {
  name: "currency_translated",
  weight: 2,
  inject(draft) {
    const { random, filings, statements } = draft;
    const unit = random.pick(currencies);
    const rate = random.between(0.7, 1.2);
    const translated: readonly string[] = random.pick([
      ["revenue", "equity"],
      ["revenue"],
      ["total_assets", "net_income"],
    ]);
    const isForeign = random.chance(0.5);
    const edit = (row: Row, filing: Filing): Row | readonly Row[] => {
      if (row.unit !== "USD" && row.unit !== "USD/shares") return row;
      const foreign = { ...row, unit: row.unit === "USD" ? unit : `${unit}/shares` };
      const isKept = translated.includes(row.key) && filing.form === "10-K" && row.last === filing.quarter;
      const dollars = { ...row, value: Math.round(row.value * rate) };
      if (!isKept) return foreign;
      return isForeign ? [foreign, dollars] : [dollars, foreign];
    };
    const truths = new Map<FactId, Truth>();
    for (const [fact, truth] of statements.truths) {
      if (fact === "shares_outstanding" || fact === "diluted_shares") continue;
      // Of the figures that are not translated none is known in dollars.
      const over: Truth["over"] = (first, last) => {
        const value = truth.over(first, last);
        return translated.includes(fact) || value === 0 ? value * rate : Number.NaN;
      };
      truths.set(fact, {
        fact,
        kind: truth.kind,
        over,
        shown: truth.shown,
      });
    }
    return {
      filings: editRows(filings, edit),
      note: `statements in ${unit}, ${translated.join(" and ")} of the year in dollars too`,
      touches: "all",
      settles: new Set(),
      truths,
    };
  },
};
