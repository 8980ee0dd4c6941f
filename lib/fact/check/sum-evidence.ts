import type { FactDefinition } from "#lib/fact/definition/definition";
import type { FactEntry } from "#lib/fact/filed/entry";
import { countDays } from "#lib/fact/filed/period";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { isOtherScale, type ScaleSlip } from "#lib/fact/series/scale-slip";

interface Term {
  readonly fact: string;
  readonly sign: 1 | -1;
  readonly isOptional?: true;
}

const plus = (fact: string): Term => ({ fact, sign: 1 });
const minus = (fact: string): Term => ({ fact, sign: -1 });
const maybe = (fact: string): Term => ({ fact, sign: 1, isOptional: true });
const maybeLess = (fact: string): Term => ({ fact, sign: -1, isOptional: true });

const besidePretax = [maybe("discontinued_income"), maybe("equity_method_income")];
const minority = [maybeLess("net_income_minority"), maybeLess("net_income_redeemable_minority")];
const exchange = [maybeLess("exchange_rate_effect"), maybeLess("discontinued_cash_flow")];

/** What other lines of a filing leave for a line of the same period. */
const sumsByFact: Readonly<Record<string, readonly (readonly Term[])[]>> = {
  net_income: [
    [plus("net_income_with_minority"), ...minority],
    [plus("pretax_income"), minus("income_tax"), ...besidePretax, ...minority],
    [plus("net_income_to_common")],
  ],
  net_income_with_minority: [
    [plus("net_income"), maybe("net_income_minority"), maybe("net_income_redeemable_minority")],
    [plus("pretax_income"), minus("income_tax"), ...besidePretax],
  ],
  pretax_income: [
    [plus("net_income_with_minority"), plus("income_tax")],
    [plus("net_income"), plus("income_tax"), maybe("net_income_minority")],
    [plus("operating_income"), plus("nonoperating_income")],
  ],
  income_tax: [
    [plus("pretax_income"), minus("net_income_with_minority"), ...besidePretax],
    [plus("pretax_income"), minus("net_income"), ...besidePretax, ...minority],
  ],
  operating_income: [
    [plus("gross_profit_reported"), minus("operating_expenses")],
    [plus("revenue"), minus("costs_and_expenses")],
    [plus("pretax_income"), minus("nonoperating_income")],
  ],
  gross_profit_reported: [
    [plus("revenue"), minus("cost_of_revenue")],
    [plus("operating_income"), plus("operating_expenses")],
  ],
  operating_cash_flow: [
    [plus("cash_change"), minus("investing_cash_flow"), minus("financing_cash_flow"), ...exchange],
    [plus("cash_change_before_exchange"), minus("investing_cash_flow"), minus("financing_cash_flow"), ...exchange],
  ],
};

/** Operating income and pretax income differ by interest, so that each tells the scale of the other and no more. */
const likeByFact: Readonly<Record<string, string>> = {
  operating_income: "pretax_income",
};

/** Amounts in two scales are apart by a thousand or a million, within this factor. */
const scaleWindow = 3.3;
/** A sum that comes this close to an amount bears out its scale. */
const borneOutFactor = 30;
/** A sum tells the sign of an amount of its size, within this share of it. */
const signShareMax = 0.1;
/** Two ways to the same amount agree within this share. */
const sameShareMax = 0.02;

/** A sum that is apart by just a thousand or a million needs periods around that are this many times off. */
const exactWindow = 1.05;
const farFactorMin = 30;
/** Less of a payment than this share in the cash flow from financing shows that it is in another scale. */
const paidShareMin = 0.1;

const neighbourDaysMax = 800;
const neighbourCount = 6;
const neighbourCountMin = 2;

/** What is paid out comes out of the cash flow from financing. */
const payments: ReadonlySet<string> = new Set(["dividends_paid", "buybacks"]);

/**
 * The amounts that other lines leave for the period of an entry, as far as they were known when it was filed: each sum
 * with all of its optional lines and without each.
 */
function listImplied(figures: FigureLookup, entry: FactEntry): readonly number[] {
  return (sumsByFact[entry.fact] ?? []).flatMap((terms) => {
    let totals: readonly number[] = [0];
    for (const { fact, sign, isOptional } of terms) {
      const values = figures.listBeside(fact, entry);
      const next = values.flatMap((value) => totals.map((total) => total + sign * value));
      totals = isOptional ? [...totals, ...next] : next;
    }
    return totals;
  });
}

function isOffByScale(a: number, b: number, window: number = scaleWindow): boolean {
  return isOtherScale(Math.abs(a), Math.abs(b), window);
}

function isNear(a: number, b: number, factor: number): boolean {
  const apart = Math.abs(a / b);
  return apart <= factor && apart >= 1 / factor;
}

/** Whether other lines of the same period bear out the scale of an entry; null where there are none. */
export function isScaleBorneOut(figures: FigureLookup, entry: FactEntry): boolean | null {
  const implied = listImplied(figures, entry).filter((value) => value !== 0);
  const like = likeByFact[entry.fact];
  if (like) implied.push(...figures.listBeside(like, entry).filter((value) => value !== 0));
  return implied.length === 0 ? null : implied.some((value) => isNear(value, entry.value, borneOutFactor));
}

/**
 * Entries that other lines of their period contradict: in another scale than the sums leave and than the periods around
 * it, or in the other sign than both. `picks` has one entry a period and is sorted by end.
 */
export function findContradicted(
  figures: FigureLookup,
  { id }: FactDefinition,
  picks: readonly FactEntry[],
): readonly ScaleSlip[] {
  return picks.flatMap((entry, index): readonly ScaleSlip[] => {
    if (entry.start === null || entry.value === 0) return [];
    const isPayment = payments.has(id);
    if (!(id in sumsByFact) && !isPayment) return [];
    const around = listAround(picks, index);
    if (around.length < neighbourCountMin) return [];
    const sizes = around.map((level) => Math.abs(level)).sort((a, b) => a - b);
    const middle = sizes[Math.floor(sizes.length / 2)] as number;
    const level = getLevel(entry);
    if (isPayment) return isOffByScale(level, middle) && level > middle ? judgePayment(figures, entry) : [];
    const slip = judgeScale(figures, entry, middle / Math.abs(level)) ?? judgeWithin(figures, picks, entry);
    if (slip) return [slip];
    if (around.every((other) => Math.sign(other) === Math.sign(level))) return [];
    return judgeSign(figures, entry);
  });
}

/** `factor` is how many times the periods around an entry are larger than it. */
function judgeScale(figures: FigureLookup, entry: FactEntry, factor: number): ScaleSlip | null {
  if (factor < farFactorMin && factor > 1 / farFactorMin) return null;
  if (isScaleBorneOut(figures, entry) !== false) return null;
  const isFar = isOffByScale(factor, 1);
  const implied = listImplied(figures, entry).find((value) => {
    const apart = Math.abs(value / entry.value);
    return isFar ? isOffByScale(apart, 1) : isOffByScale(apart, 1, exactWindow) && apart > 1 === factor > 1;
  });
  return implied === undefined ? null : { entry, beside: entry, witness: "sum", implied };
}

/** A year beside its own nine months, or these beside a part of them, where no other line tells. */
function judgeWithin(figures: FigureLookup, picks: readonly FactEntry[], entry: FactEntry): ScaleSlip | null {
  const parts = picks.filter(
    (part) =>
      part.start === entry.start &&
      part.end < entry.end &&
      part.accession !== entry.accession &&
      part.value !== 0 &&
      countDays(part) * 2 > countDays(entry),
  );
  const [beside] = parts;
  if (!beside || !parts.every((part) => isOffByScale(getLevel(part), getLevel(entry)))) return null;
  return isScaleBorneOut(figures, entry) === null ? { entry, beside, witness: "within" } : null;
}

/** A payment that is not in the cash flow from financing: as much would have to have come in beside it. */
function judgePayment(figures: FigureLookup, entry: FactEntry): readonly ScaleSlip[] {
  const [financing] = figures.listBeside("financing_cash_flow", entry);
  if (financing === undefined || -financing >= entry.value * paidShareMin) return [];
  return [{ entry, beside: entry, witness: "sum", implied: financing }];
}

function judgeSign(figures: FigureLookup, entry: FactEntry): readonly ScaleSlip[] {
  const sums = listImplied(figures, entry);
  const size = Math.abs(entry.value);
  if (sums.some((value) => Math.abs(value - entry.value) <= sameShareMax * size)) return [];
  const implied = sums.find((value) => Math.abs(value + entry.value) <= signShareMax * size);
  return implied === undefined ? [] : [{ entry, beside: entry, witness: "sum", implied }];
}

/** An amount in a day. */
function getLevel(entry: FactEntry): number {
  return entry.value / Math.max(1, countDays(entry));
}

/** The levels of the periods of other filings that ended nearest, but zero. */
function listAround(picks: readonly FactEntry[], index: number): readonly number[] {
  const own = picks[index] as FactEntry;
  return picks
    .filter(
      (other) =>
        other.accession !== own.accession &&
        other.value !== 0 &&
        other.start !== null &&
        Math.abs(other.end - own.end) <= neighbourDaysMax,
    )
    .sort((a, b) => Math.abs(a.end - own.end) - Math.abs(b.end - own.end))
    .slice(0, neighbourCount)
    .map(getLevel);
}
