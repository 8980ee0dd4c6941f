import type { FactDefinition } from "#lib/fact/definition/definition";
import { formatFigure } from "#lib/fact/definition/figure-text";
import { formatDay } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import type { TagHistory } from "#lib/fact/filed/history";
import { countDays, findKnownThen } from "#lib/fact/filed/period";
import type { Figure } from "./figure";
import { findRoundingUnit } from "./rounding-unit";

/** What was filed of a fact, with entries in the sign that is meant. */
export interface SignedHistories {
  readonly histories: readonly TagHistory[];
  /** From an entry in the sign that is meant to the one that was filed. */
  readonly filedByMeant: ReadonlyMap<FactEntry, FactEntry>;
}

type Tags = ReadonlyMap<string, readonly TagHistory[]>;

/** So many periods in so many filings, all below zero, show how a filer writes a payment. */
const alwaysPeriodsMin = 4;
const alwaysFilingsMin = 2;

/** The size of a cost is that of the periods around it within this factor, seen in so many of them. */
const levelFactorMax = 3;
const levelDaysMax = 800;
const levelCount = 6;
const levelCountMin = 3;

/** Amounts of one filing add up but for this many units of its rounding. */
const roundingUnits = 2;
/** A tax of fewer units of rounding has no sign that a sum could tell. */
const taxUnitsMin = 3;

/**
 * Turns the entries of a fact whose sign is that of the other direction. Only what was filed up to `asOf` counts.
 * It shows by another filing or tag that gives the same amount for the same period with the other sign, or by two periods
 * that leave it; for costs that never come back by all periods or by those around it; for income tax by pretax and net
 * income.
 */
export function turnSigns(definition: FactDefinition, tags: Tags, asOf: Day): SignedHistories {
  const histories = tags.get(definition.id) ?? [];
  const filedByMeant = new Map<FactEntry, FactEntry>();
  const turned = new Set<FactEntry>();
  const isAward = definition.id === "stock_compensation";
  if (definition.id === "income_tax") addTurnedTax(turned, histories, tags, asOf);
  if (definition.isCost || isAward) addContradicted(turned, histories, asOf);
  if (definition.isOneWay || isAward) addAlways(turned, definition, histories, asOf);
  if (definition.isOneWay) addOfLevel(turned, definition, histories, asOf);
  if (turned.size === 0) return { histories, filedByMeant };
  const turn = (entry: FactEntry): FactEntry => {
    if (!turned.has(entry)) return entry;
    const meant = { ...entry, value: -entry.value };
    filedByMeant.set(meant, entry);
    return meant;
  };
  return { histories: histories.map(({ tag, entries }) => ({ tag, entries: entries.map(turn) })), filedByMeant };
}

function getPeriod({ start, end }: FactEntry): string {
  return `${start ?? ""} ${end}`;
}

/** All entries below zero of a filing that has one of them above zero elsewhere for the same period. */
function addContradicted(turned: Set<FactEntry>, histories: readonly TagHistory[], asOf: Day): void {
  const known = histories.flatMap(({ entries }) => entries.filter(({ filed }) => filed <= asOf));
  const negative = known.filter(({ value }) => value < 0);
  if (negative.length === 0) return;
  const valuesByPeriod = new Map<string, Set<number>>();
  for (const entry of known) {
    const values = valuesByPeriod.get(getPeriod(entry)) ?? new Set();
    valuesByPeriod.set(getPeriod(entry), values.add(entry.value));
  }
  const isContradicted = (entry: FactEntry) =>
    valuesByPeriod.get(getPeriod(entry))?.has(-entry.value) === true || isTurnedRest(entry, known);
  const filings = new Set(negative.filter(isContradicted).map(({ tag, accession }) => `${tag} ${accession}`));
  for (const entry of negative) if (filings.has(`${entry.tag} ${entry.accession}`)) turned.add(entry);
}

/** A period that is, but for its sign, what a longer one has beyond the part before. */
function isTurnedRest(entry: FactEntry, known: readonly FactEntry[]): boolean {
  const { tag, start, end, value } = entry;
  if (start === null) return false;
  return known.some(
    (whole) =>
      whole.tag === tag &&
      whole.end === end &&
      whole.start !== null &&
      whole.start < start &&
      known.some(
        (part) =>
          part.tag === tag &&
          part.start === whole.start &&
          part.end === start - 1 &&
          whole.value - part.value === -value,
      ),
  );
}

/** What was filed under each tag that is not net of what comes back. */
function listGross({ tags }: FactDefinition, histories: readonly TagHistory[], asOf: Day): (readonly FactEntry[])[] {
  return histories
    .filter(({ tag }) => !tags.some((rule) => rule.tag === tag && rule.isNet))
    .map(({ entries }) => entries.filter(({ filed, value }) => filed <= asOf && value !== 0));
}

/** Tags that are below zero in every filing: so the filer writes what is paid. */
function addAlways(
  turned: Set<FactEntry>,
  definition: FactDefinition,
  histories: readonly TagHistory[],
  asOf: Day,
): void {
  for (const known of listGross(definition, histories, asOf)) {
    if (known.some(({ value }) => value > 0)) continue;
    const periods = new Set(known.map(getPeriod));
    const filings = new Set(known.map(({ accession }) => accession));
    if (periods.size < alwaysPeriodsMin || filings.size < alwaysFilingsMin) continue;
    for (const entry of known) turned.add(entry);
  }
}

/** Costs below zero of the size that others of their tag have. */
function addOfLevel(
  turned: Set<FactEntry>,
  definition: FactDefinition,
  histories: readonly TagHistory[],
  asOf: Day,
): void {
  for (const known of listGross(definition, histories, asOf)) {
    for (const entry of known) if (entry.value < 0 && hasLevelOfOthers(entry, known)) turned.add(entry);
  }
}

/** An amount in a day, whatever its sign. */
function getLevel(entry: FactEntry): number {
  return Math.abs(entry.value) / Math.max(1, countDays(entry));
}

function hasLevelOfOthers(entry: FactEntry, known: readonly FactEntry[]): boolean {
  const levels = known
    .filter((other) => getPeriod(other) !== getPeriod(entry) && Math.abs(other.end - entry.end) <= levelDaysMax)
    .sort((a, b) => Math.abs(a.end - entry.end) - Math.abs(b.end - entry.end))
    .slice(0, levelCount)
    .map(getLevel)
    .sort((a, b) => a - b);
  const middle = levels[Math.floor(levels.length / 2)];
  if (middle === undefined || levels.length < levelCountMin) return false;
  const factor = getLevel(entry) / middle;
  return factor <= levelFactorMax && factor >= 1 / levelFactorMax;
}

/** Taxes with whose other sign alone pretax income less tax is net income, to the last digit that the filing gives. */
function addTurnedTax(turned: Set<FactEntry>, histories: readonly TagHistory[], tags: Tags, asOf: Day): void {
  for (const { entries } of histories) {
    for (const tax of entries) {
      if (tax.filed > asOf || tax.value === 0) continue;
      const pretax = listValues(tags.get("pretax_income"), tax);
      const income = [
        ...listValues(tags.get("net_income_with_minority"), tax),
        ...listValues(tags.get("net_income"), tax),
      ];
      const unit = findRoundingUnit([...pretax, ...income, ...listFiled(entries, tax)]);
      if (Math.abs(tax.value) < taxUnitsMin * unit) continue;
      // What stands after tax in some statements and before it in others.
      const beside = ["discontinued_income", "equity_method_income"].flatMap((fact) => listValues(tags.get(fact), tax));
      const wholes = pretax.flatMap((whole) => [whole, ...beside.map((more) => whole + more), addAll(whole, beside)]);
      const holds = (amount: number) =>
        wholes.some((whole) => income.some((rest) => Math.abs(whole - amount - rest) <= roundingUnits * unit));
      if (!holds(tax.value) && holds(-tax.value)) turned.add(tax);
    }
  }
}

function addAll(first: number, others: readonly number[]): number {
  return others.reduce((sum, value) => sum + value, first);
}

function listValues(histories: readonly TagHistory[] | undefined, entry: FactEntry): readonly number[] {
  return (histories ?? []).flatMap(({ entries }) => findKnownThen(entries, entry)?.value ?? []);
}

function listFiled(entries: readonly FactEntry[], { accession }: FactEntry): readonly number[] {
  return entries.filter((entry) => entry.accession === accession).map(({ value }) => value);
}

/** The figure with its parts as they were filed, and with a word on those whose sign is turned. */
export function showFiledSigns(figure: Figure, { filedByMeant }: SignedHistories): Figure {
  if (!figure.known || filedByMeant.size === 0) return figure;
  const turned = figure.parts.flatMap(({ entry }) => filedByMeant.get(entry) ?? []);
  const [first] = turned;
  if (!first) return figure;
  const word = `The filing of ${formatDay(first.filed)} gives ${formatFigure(first.value, "usd")} for the period to ${formatDay(first.end)}. The sign is turned.`;
  return {
    ...figure,
    parts: figure.parts.map(({ entry, sign }) => {
      const filed = filedByMeant.get(entry);
      return filed ? { entry: filed, sign: sign === 1 ? -1 : 1 } : { entry, sign };
    }),
    detail: figure.detail === undefined ? word : `${figure.detail} ${word}`,
  };
}
