import { requireFact } from "#lib/fact/definition/catalogue";
import { formatFigure } from "#lib/fact/definition/figure-text";
import type { ImpairmentLine } from "#lib/fact/definition/impairment";
import { addYears } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { countDays, isQuarter, isSameDay, isSameLength, isYear, sameDayMargin } from "#lib/fact/filed/period";
import { buildInferredZero, buildMissing } from "#lib/fact/series/build-figure";
import type { Figure, FigureKind, FigurePart } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { type Cumulated, findYearStart, readPeriod } from "./year-to-date";

/** An amount up to this share above another one may still be the same, or in it. */
const roundingShare = 0.005;

/** Rates of exchange move what a company holds by no more than this within a year. */
const heldFactorMax = 1.25;

/** How far the results below operating income may miss interest and impairments that they hold. */
const belowTolerance = 0.03;
/** What is less than this share of operating income agrees with such a rest by chance. */
const belowShareMin = 0.05;

/** Goodwill may fall by this share of assets for other reasons. */
const fallOfAssetsMax = 0.005;

const evidenceDays = 400;

type Amounts = ReadonlyMap<ImpairmentLine, FactEntry>;

/** An amount and the entries that it stands on. */
interface Sum {
  readonly value: number;
  readonly entries: readonly FactEntry[];
}

const nothing: Cumulated = { value: 0, parts: [] };
const none: Sum = { value: 0, entries: [] };

function add(...sums: readonly Sum[]): Sum {
  return {
    value: sums.reduce((all, { value }) => all + value, 0),
    entries: sums.flatMap(({ entries }) => entries),
  };
}

/** The larger of two amounts of which the one may have the other in it; the first, where they differ by rounding. */
function widen(one: Sum, other: Sum): Sum {
  return other.value > one.value * (1 + roundingShare) ? other : one;
}

const leafLines = [
  "operating_leases",
  "finance_leases",
  "leasehold",
  "software",
  "real_estate",
  "oil_and_gas",
] as const satisfies readonly ImpairmentLine[];

/**
 * The least that lines of one period add up to. Lines by kind add up where their names tell them apart; a wider line has
 * in it whatever may be in it; one amount under two tags counts once. So nothing counts twice, and what was written off
 * may be more.
 */
function sumLines(lines: Amounts): Sum {
  const seen = new Set<number>();
  const take = (line: ImpairmentLine): Sum => {
    const entry = lines.get(line);
    if (!entry || entry.value <= 0 || seen.has(entry.value)) return none;
    seen.add(entry.value);
    return { value: entry.value, entries: [entry] };
  };
  const read = (line: ImpairmentLine): Sum => {
    const entry = lines.get(line);
    return entry && entry.value > 0 ? { value: entry.value, entries: [entry] } : none;
  };
  const goodwill = take("goodwill");
  const all = read("all");
  const finite = take("finite_intangibles");
  // The total of all assets has them; a note on them with more has another scale or meaning (Phibro, Perdoceo).
  const isTooMuch = all.value > 0 && finite.value > all.value * (1 + roundingShare);
  const byKind = add(isTooMuch ? none : finite, take("indefinite_intangibles"));
  let intangibles = widen(take("intangibles"), byKind);
  const both = read("goodwill_and_intangibles");
  if (both.value > 0) {
    const rest = both.value - goodwill.value;
    if (rest > intangibles.value) intangibles = { value: rest, entries: both.entries };
  }
  const property = widen(add(...leafLines.map(take)), read("tangible"));
  const wide = ["long_lived", "for_sale", "other"] as const;
  const longLived = wide
    .map(read)
    .filter(({ value }) => !isRestOf(both.value, goodwill.value, value))
    .reduce(widen, none);
  const sum =
    longLived.value >= goodwill.value
      ? widen(add(goodwill, property, intangibles), longLived)
      : add(goodwill, widen(add(property, intangibles), longLived));
  const hasGoodwill = all.value >= goodwill.value * (1 - roundingShare);
  return hasGoodwill ? widen(all, sum) : widen(sum, add(goodwill, all));
}

/** A line that goodwill and intangibles leave beside goodwill is in them under another name (Pediatrix). */
function isRestOf(both: number, goodwill: number, value: number): boolean {
  return both > 0 && goodwill > 0 && Math.abs(both - goodwill - value) <= roundingShare * value;
}

/** The lines of the longest period that ended on a day, one entry a line, by where that period began. */
function readLines(figures: FigureLookup, end: Day): readonly (readonly [ImpairmentLine, FactEntry])[] {
  const definition = requireFact("impairment_line");
  const isBuilder = figures.findBalance(requireFact("inventory"), "us-gaap:InventoryRealEstate", end) !== undefined;
  return definition.tags.flatMap(({ tag, line }) => {
    // What builders write off are houses and lots, a cost of what they sell.
    if (isBuilder && (line === "all" || line === "real_estate")) return [];
    const entry = figures.findPeriod(definition, tag, end);
    if (!entry || isNoFlow(figures, line, entry) || isOfOthers(figures, entry)) return [];
    return [[line as ImpairmentLine, entry] as const];
  });
}

const balanceByLine: Readonly<Record<string, string>> = {
  goodwill: "goodwill",
  intangibles: "intangibles",
  finite_intangibles: "intangibles",
  indefinite_intangibles: "intangibles",
};

/**
 * Whether an amount cannot be what was written off in its period: the year before has the same to the dollar, so the tag
 * has what piled up or was never renewed (MillerKnoll, Veeco), or there was far less to write off (Bristow).
 */
function isNoFlow(figures: FigureLookup, line: string | undefined, entry: FactEntry): boolean {
  const { tag, start, end, value } = entry;
  if (start === null || value <= 0) return false;
  const before = figures.findPeriod(requireFact("impairment_line"), tag, addYears(end, -1));
  if (before?.value === value && isExact(value) && isSameLength(countDays(before), countDays(entry))) return true;
  const balance = balanceByLine[line ?? ""];
  if (balance === undefined || figures.hasNonzero("acquisition_payment", start, end + sameDayMargin)) return false;
  const held = figures.getFigure(balance, "balance", start - 1);
  return held.known && held.value > 0 && value > held.value * heldFactorMax;
}

/** Whether a line has the amount of securities, affiliates or inventories that were written down in the same period. */
function isOfOthers(figures: FigureLookup, { start, end, value }: FactEntry): boolean {
  const definition = requireFact("impairment_beside");
  return definition.tags.some(({ tag }) => {
    const other = figures.findPeriod(definition, tag, end);
    return other?.value === value && other.start === start && isExact(value);
  });
}

/** True for three digits and more: rounder amounts agree by chance. */
function isExact(value: number): boolean {
  return String(value).replace(/0+$/, "").length >= 3;
}

/** What was written off from the beginning of a fiscal year to a day. Lines that are absent have none. */
function cumulate(figures: FigureLookup, end: Day): Cumulated {
  const lines = readLines(figures, end);
  const yearStart = findYearStart(figures, end);
  const ofYear = lines.filter(([, { start }]) => isSameDay(start, yearStart));
  const ofQuarter = lines.filter(([, entry]) => !isSameDay(entry.start, yearStart) && isQuarter(countDays(entry)));
  const toDate = toParts(sumLines(new Map(ofYear)));
  const [, first] = ofQuarter[0] ?? [];
  if (toDate.value > 0 || !first || first.start === null || first.start < yearStart) return toDate;
  const before = cumulate(figures, first.start - 1);
  const quarter = toParts(sumLines(new Map(ofQuarter)));
  return { value: before.value + quarter.value, parts: [...before.parts, ...quarter.parts] };
}

function toParts({ value, entries }: Sum): Cumulated {
  return { value, parts: entries.map((entry) => ({ entry, sign: 1 })) };
}

/**
 * What goodwill, intangibles and long-lived assets were written off by, as far as it lowered EBIT and has a standard name.
 * A report whose cash-flow statement has no such line had none worth one: an impairment is no cash and is added back
 * there. None at all needs that goodwill did not fall and that no wider line has impairments in its name.
 */
export function findImpairments(figures: FigureLookup, kind: FigureKind, end: Day): Figure {
  const operating = figures.getFigure("operating_cash_flow", kind, end);
  if (!figures.isFromFilings || !operating.known || operating.start === null) {
    return buildMissing("not_reported", "No filing has a cash-flow statement of that period, where impairments stand.");
  }
  if (figures.isForeignAlone("impairment_line", end)) {
    return buildMissing("not_reported", "The filings report impairments in another currency, and not in USD.");
  }
  const { start, end: until } = operating;
  const amount = readPeriod(figures, kind, end, (day) => cumulate(figures, day));
  const { value, parts } = amount ?? nothing;
  if (value < 0) {
    return buildMissing(
      "conflict",
      "The year has less impairments than its own first part. They stand on different bases.",
    );
  }
  const base = { known: true, start, end: until } as const;
  if (value === 0) {
    const hint = findHint(figures, start, end);
    if (hint !== null) return buildMissing("not_reported", `No line has impairments alone. ${hint}`);
    const detail = "No statement has a line of impairments. Goodwill shows none.";
    return { ...buildInferredZero(until, detail, operating.parts), start };
  }
  if (isBelowOperatingIncome(figures, kind, end, value)) {
    const detail = `Impairments of ${formatFigure(value, "usd")} stand below operating income. EBIT is before them.`;
    return { ...base, value: 0, method: "derived", parts, detail };
  }
  const detail = `${describe(parts)} Lines that may have one another in them count once.`;
  return { ...base, value, method: isPlain(parts, kind) ? "reported" : "derived", parts, detail };
}

function isPlain(parts: readonly FigurePart[], kind: FigureKind): boolean {
  const [first] = parts;
  if (parts.length !== 1 || !first) return false;
  return kind === "quarter" ? isQuarter(countDays(first.entry)) : isYear(countDays(first.entry));
}

function describe(parts: readonly FigurePart[]): string {
  const { tags } = requireFact("impairment_line");
  const lines = new Set(parts.map(({ entry }) => tags.find(({ tag }) => tag === entry.tag)?.line ?? ""));
  const names = [...lines].map((line) => line.replaceAll("_", " "));
  return `The filings show impairments under ${names.length === 1 ? "the line" : "the lines"} ${names.join(", ")}.`;
}

/** What speaks against there being no impairment, in words; null where nothing does. */
function findHint(figures: FigureLookup, start: Day, end: Day): string | null {
  const to = end + sameDayMargin;
  // Amounts of an older period may be the reason of a line that this one has no more.
  if (figures.hasNonzero("impairment_hint", Math.min(start, end - evidenceDays), to)) {
    return "A line with impairments in its name has other costs in it as well.";
  }
  const [before, after, assets] = [
    figures.getFigure("goodwill", "balance", start - 1),
    figures.getFigure("goodwill", "balance", end),
    figures.getFigure("total_assets", "balance", end),
  ];
  if (!before.known || !assets.known) return null;
  const fall = before.value - (after.known ? after.value : 0);
  return fall > fallOfAssetsMax * assets.value ? `Goodwill fell by ${formatFigure(fall, "usd")}.` : null;
}

/** Whether the results below operating income are interest and these impairments: then EBIT never had them. */
function isBelowOperatingIncome(figures: FigureLookup, kind: FigureKind, end: Day, value: number): boolean {
  const read = (fact: string) => figures.getFigure(fact, kind, end);
  const [operating, pretax, net] = [read("operating_income"), read("pretax_income"), read("net_interest_expense")];
  const gross = read("interest_expense");
  if (!operating.known || !pretax.known) return false;
  if (value < belowShareMin * Math.abs(operating.value)) return false;
  const other = read("other_nonoperating_income");
  const below = operating.value - pretax.value + (other.known ? other.value : 0);
  const interest = [net, gross].flatMap((cost) => (cost.known ? [cost.value] : []));
  return interest.some((cost) => Math.abs(below - cost - value) <= belowTolerance * value);
}
