import type { FactId } from "#lib/fact/definition/fact-name";
import type { Quarter } from "../business/quarter";
import type { Business } from "../business/simulate-business";
import { buildRows, type Filing, type Span } from "../filing";
import { requireAt } from "../random";
import type { Accepted, Statements, Truth } from "../statement/line";
import { editRows, listTouched } from "./edit";
import type { Draft, Fault } from "./fault";

/** Every so many shares become one, or one becomes several; comparatives follow in the first filing after, or some do not. */
export const split: Fault = {
  name: "split",
  weight: 6,
  inject(draft) {
    const { random, filings, statements } = draft;
    const ratio = random.weigh([
      [3, 2],
      [2, 3],
      [3, 4],
      [1, 10],
      [2, 1 / 10],
      [1, 1 / 20],
    ]);
    const since = requireAt(filings, filings.length - random.whole(1, 4));
    const leavesOld = random.chance(0.25);
    const changed = editRows(filings, (row, filing) => {
      if (filing.filed < since.filed || (row.unit !== "shares" && row.unit !== "USD/shares")) return row;
      // A slip: the comparatives of the first filing after still count the old shares.
      if (leavesOld && filing === since && row.last < filing.quarter) return row;
      return row.unit === "shares"
        ? { ...row, value: Math.round(row.value * ratio) }
        : { ...row, value: Math.round((row.value / ratio) * 100) / 100 };
    });
    const truths = new Map<FactId, Truth>();
    const facts: readonly FactId[] = ["diluted_shares", "shares_outstanding", "eps_diluted"];
    for (const fact of facts) {
      const truth = statements.truths.get(fact);
      if (truth) truths.set(fact, restate(truth, fact === "eps_diluted" ? 1 / ratio : ratio, since.quarter));
    }
    return {
      filings: changed,
      note: `${ratio} for 1 before ${since.form} ${since.accession}${leavesOld ? ", its comparatives as they were" : ""}`,
      touches: new Set(facts),
      settles: new Set<FactId>(["shares_outstanding"]),
      truths,
    };
  },
};

/** Of a period that ended before a split the count as filed then is as right as the count of today's shares. */
function restate(truth: Truth, factor: number, since: number): Truth {
  const scale = (accepted: Accepted): Accepted =>
    typeof accepted === "number"
      ? accepted * factor
      : {
          low: Math.min(accepted.low * factor, accepted.high * factor) - 0.02,
          high: Math.max(accepted.low * factor, accepted.high * factor) + 0.02,
        };
  return {
    ...truth,
    over: (first, last) => truth.over(first, last) * factor,
    accepts: (first, last) => {
      const own = truth.accepts?.(first, last) ?? [];
      return [...own.map(scale), ...(last < since ? [truth.over(first, last), ...own] : [])];
    },
  };
}

/** A business with some quarters changed, in filings of the same style; and what is then true. */
interface Revision {
  readonly statements: Statements;
  readonly filings: readonly Filing[];
  readonly changed: readonly FactId[];
}

function revise(draft: Draft, change: (quarter: Quarter, index: number) => Quarter): Revision {
  const { business } = draft.statements;
  const revised: Business = { ...business, quarters: business.quarters.map(change) };
  const { statements, filings } = draft.rebuild(revised);
  const changed = [...statements.truths.values()]
    .filter((truth) => {
      const old = draft.statements.truths.get(truth.fact);
      return old && business.quarters.some((_quarter, index) => old.over(index, index) !== truth.over(index, index));
    })
    .map((truth) => truth.fact);
  return { statements, filings, changed };
}

/** What was true as it was first filed is accepted where the period ended before a day; of later ones, only what is true now. */
function acceptOld(draft: Draft, revision: Revision, isOld: (last: number) => boolean): ReadonlyMap<FactId, Truth> {
  const truths = new Map<FactId, Truth>();
  for (const fact of revision.changed) {
    const truth = revision.statements.truths.get(fact);
    const old = draft.statements.truths.get(fact);
    if (!truth || !old) continue;
    truths.set(fact, {
      ...truth,
      accepts: (first, last) => [
        ...(truth.accepts?.(first, last) ?? []),
        ...(isOld(last) ? [old.over(first, last), ...(old.accepts?.(first, last) ?? [])] : []),
      ],
    });
  }
  return truths;
}

/** Revenue of a year's last quarter was too high: a 10-K/A corrects it, and all later filings have it right. */
export const restatedByAmendment: Fault = {
  name: "restated_by_amendment",
  weight: 4,
  inject(draft) {
    const { random, filings } = draft;
    const yearly = filings.filter((filing) => filing.form === "10-K");
    const original = yearly[yearly.length - 1];
    if (!original || draft.statements.business.profile.revenue === 0 || draft.statements.business.kind === "bank")
      return null;
    const share = random.between(0.03, 0.15);
    const wrong = Math.round(requireAt(draft.statements.business.quarters, original.quarter).revenue * share);
    const revision = revise(draft, (quarter, index) => {
      const owed = index >= original.quarter ? wrong : 0;
      const own = index === original.quarter ? wrong : 0;
      return {
        ...quarter,
        revenue: quarter.revenue - own,
        revenueFirst: Math.min(quarter.revenueFirst, quarter.revenue - own),
        operatingIncome: quarter.operatingIncome - own,
        pretax: quarter.pretax - own,
        profit: quarter.profit - own,
        receivables: quarter.receivables - owed,
        retained: quarter.retained - owed,
      };
    });
    const filed = original.filed + random.whole(15, 28);
    const position = filings.indexOf(original);
    const corrected = requireAt(revision.filings, position);
    const amendment: Filing = {
      ...corrected,
      form: "10-K/A",
      accession: corrected.accession.replace(/.$/, "7"),
      filed,
    };
    const asOf = Math.max(filed, requireAt(filings, filings.length - 1).filed) + random.whole(0, 30);
    return {
      filings: [...filings.slice(0, position + 1), amendment, ...revision.filings.slice(position + 1)],
      note: `10-K/A ${amendment.accession}: revenue of quarter ${original.quarter} was ${wrong} thousand too high`,
      touches: listTouched(revision.changed),
      settles: new Set(revision.changed),
      truths: acceptOld(draft, revision, () => false),
      asOf,
    };
  },
};

/** Revenue and cost are shown in another way since some filing, in its comparatives too; earlier reports are as they were. */
export const restatedInComparatives: Fault = {
  name: "restated_in_comparatives",
  weight: 5,
  inject(draft) {
    const { random, filings, statements } = draft;
    const { business } = statements;
    if (business.profile.costShare === 0 || business.kind === "bank") return null;
    const share = random.pick([-1, 1]) * random.between(0.03, 0.2);
    const since = requireAt(filings, filings.length - random.whole(1, 5));
    const revision = revise(draft, (quarter) => {
      const moved = Math.round(quarter.costBare * share);
      return {
        ...quarter,
        revenue: quarter.revenue + moved,
        revenueFirst: Math.min(quarter.revenueFirst, quarter.revenue + moved),
        costBare: quarter.costBare + moved,
      };
    });
    return {
      filings: filings.map((filing, index) =>
        filing.filed < since.filed ? filing : requireAt(revision.filings, index),
      ),
      note: `revenue and cost ${Math.round(share * 100)}% of cost higher since ${since.form} ${since.accession}`,
      touches: listTouched(revision.changed),
      settles: new Set(),
      truths: acceptOld(draft, revision, (last) => last < since.quarter),
    };
  },
};

/** A part of the business is sold: since some filing all periods are shown without it, in one line after tax. */
export const disposal: Fault = {
  name: "disposal",
  weight: 6,
  inject(draft) {
    const { random, filings, statements } = draft;
    const { business } = statements;
    if (business.profile.revenue === 0 || business.kind === "bank" || business.profile.owesNoTax) return null;
    const share = random.between(0.08, 0.45);
    const since = requireAt(filings, filings.length - random.whole(1, 5));
    const revision = revise(draft, (quarter) => {
      const cut = (amount: number) => Math.round(amount * (1 - share));
      const kept = {
        ...quarter,
        revenue: cut(quarter.revenue),
        revenueFirst: cut(quarter.revenueFirst),
        costBare: cut(quarter.costBare),
        selling: cut(quarter.selling),
        research: cut(quarter.research),
        tax: cut(quarter.tax),
      };
      const lost =
        quarter.revenue -
        kept.revenue -
        (quarter.costBare - kept.costBare) -
        (quarter.selling - kept.selling) -
        (quarter.research - kept.research);
      return {
        ...kept,
        operatingIncome: quarter.operatingIncome - lost,
        pretax: quarter.pretax - lost,
        discontinued: lost - (quarter.tax - kept.tax),
      };
    });
    return {
      filings: filings.map((filing, index) =>
        filing.filed < since.filed ? filing : requireAt(revision.filings, index),
      ),
      note: `${Math.round(share * 100)}% of the business sold, recast since ${since.form} ${since.accession}`,
      touches: listTouched([...revision.changed, "net_income"]),
      settles: new Set(),
      truths: acceptOld(draft, revision, (last) => last < since.quarter),
    };
  },
};

/** The fiscal year ends a quarter later than it used to: one quarter is reported by itself. */
export const changedYear: Fault = {
  name: "changed_year",
  weight: 4,
  inject(draft) {
    const { random, filings, statements } = draft;
    const { business } = statements;
    const newest = requireAt(filings, filings.length - 1).quarter;
    const firsts = filings
      .map((filing) => filing.quarter)
      .filter((quarter) => quarter % 4 === 0 && quarter > newest - 10);
    if (firsts.length === 0) return null;
    const moved = random.pick(firsts);
    const calendar = business.calendar.map((period, index) => {
      if (index < moved) return period;
      const quarter = index === moved ? 4 : ((index - moved - 1) % 4) + 1;
      return {
        ...period,
        quarter,
        fiscalYear: requireAt(business.calendar, Math.min(index + (4 - quarter), business.calendar.length - 1))
          .fiscalYear,
      };
    });
    const rebuilt = draft.rebuild({ ...business, calendar });
    const changed = rebuilt.filings.map((filing) => {
      const years = listYears(filing.quarter, moved, statements.style.yearsShown);
      if (years === null) return filing;
      const rows = rebuilt.statements.lines.flatMap((line) =>
        line.kind === "flow"
          ? buildRows(rebuilt.statements, line, filing.quarter, filing.filed, years)
          : buildRows(rebuilt.statements, line, filing.quarter, filing.filed),
      );
      return { ...filing, form: filing.quarter === moved ? "10-KT" : filing.form, rows };
    });
    const truths = new Map(rebuilt.statements.truths);
    truths.delete("eps_diluted");
    truths.delete("diluted_shares");
    // A schedule counts its years from the end of a fiscal year.
    for (const fact of truths.keys()) if (fact.startsWith("debt_due")) truths.delete(fact);
    return {
      filings: changed,
      note: `quarter ${moved} is a transition period`,
      touches: "all",
      settles: new Set(),
      truths,
      calendar,
      isYearOpen: true,
    };
  },
};

/** The periods of a yearly report that has a transition period among its years; null of other filings. */
function listYears(quarter: number, moved: number, count: number): readonly Span[] | null {
  const after = quarter - moved;
  if (after < 0 || after % 4 !== 0) return null;
  const spans: Span[] = [];
  for (let last = quarter; last > moved; last -= 4) spans.push([last - 3, last]);
  spans.push([moved, moved]);
  for (let last = moved - 1; last >= 3; last -= 4) spans.push([last - 3, last]);
  return spans.slice(0, count);
}
