import type { FactDefinition } from "#lib/fact/definition/definition";
import { formatFigure, nameInSentence } from "#lib/fact/definition/figure-text";
import { formatDay } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { countDays, isQuarter, isSameDay, isYear, isYearToDate, sameDayMargin } from "#lib/fact/filed/period";

/** An entry that cannot be right beside others under the same tag. */
export interface ScaleSlip {
  readonly entry: FactEntry;
  /** The entry that shows it. */
  readonly beside: FactEntry;
  /**
   * How it shows: the same period in another filing; a part or the whole of the same period; the periods before and
   * after; those before or after alone, as a true fall or rise would look; a whole below its own part; the other sign;
   * the sum of other lines of the same period.
   */
  readonly witness: "same_period" | "within" | "both_sides" | "one_side" | "below_part" | "sign" | "sum";
  /** What the sum leaves for the entry, in USD. */
  readonly implied?: number;
}

/** Two amounts apart by a thousand or a million, within this factor, may be one amount in two scales. */
const windowOfSteady = 2;
/** As above for results that may be of either sign, where small amounts are common by chance. */
const windowOfResult = 1.5;
/** The same amount in two scales, apart by rounding. */
const sameAmountTolerance = 0.02;
const exactFactors = [1000, 1_000_000] as const;

/** Entries that ended longer ago, or later, tell nothing of the scale. */
const neighbourDaysMax = 800;
/** How many entries on each side are looked at, the nearest first. */
const neighbourCount = 4;
/** So many of them on one side alone show a slip of what is steady, and of results and of what comes and goes. */
const aloneMinOfSteady = 2;
const aloneMinOfUnsteady = 4;
/** Neighbours further apart than this among themselves tell nothing. */
const neighbourSpreadMax = 4;

/** A turned sign is told by so many neighbours, and by a size that is theirs within this factor. */
const turnedNeighboursMin = 3;
const turnedFactorMax = 3;
/** Forfeited awards turn share-based compensation as well, but not to just the size that each period around it has. */
const turnedSteadyFactorMax = 1.35;

/** What was spent in a period is not below this share of what had been spent in a part of it: little is taken back. */
const partShareMin = 0.5;

/** A filing that changes the year before by more than this gives both years on another basis. */
const recastShareMin = 0.2;

/** True when two amounts of what changes slowly are apart by about a thousand or a million. */
export function isInOtherScale(a: number, b: number): boolean {
  return isOtherScale(a, b, windowOfSteady);
}

/** True when two amounts of one sign are apart by a thousand or a million, within a factor. */
export function isOtherScale(a: number, b: number, window: number): boolean {
  const factor = Math.abs(a) > Math.abs(b) ? a / b : b / a;
  return exactFactors.some((exact) => factor >= exact / window && factor <= exact * window);
}

function isSameInOtherScale(a: number, b: number): boolean {
  const factor = Math.abs(a) > Math.abs(b) ? a / b : b / a;
  return exactFactors.some((exact) => Math.abs(factor / exact - 1) <= sameAmountTolerance);
}

/** What an entry is in a day, so that quarters and years compare; a balance or an average is as it is. */
function getLevel(entry: FactEntry, isRate: boolean): number {
  if (!isRate || entry.start === null) return entry.value;
  const days = countDays(entry);
  return isQuarter(days) || isYear(days) || isYearToDate(days) ? entry.value / days : 0;
}

interface Neighbour {
  readonly entry: FactEntry;
  readonly level: number;
}

/** The entries of a tag with an amount, and how they are judged. */
interface Series {
  readonly known: readonly Neighbour[];
  readonly filed: readonly FactEntry[];
  readonly asOf: Day;
  readonly window: number;
  /** How many periods on one side alone may show a slip. */
  readonly aloneMin: number;
  /** Whether a fall may show as one: what comes and goes may end in a trifle. */
  readonly isOccasional: boolean;
}

/**
 * Finds the entries of a tag that are a thousand or a million times too small or too large beside the others, and
 * periods of a cost that are below their own part. `picks` has one entry a period and is sorted by end; `filed` has
 * every filing of the tag.
 */
export function findScaleSlips(
  definition: FactDefinition,
  picks: readonly FactEntry[],
  filed: readonly FactEntry[],
  asOf: Day,
): readonly ScaleSlip[] {
  // Years of a schedule come and go with each loan; their sum is held against the debt instead.
  if (definition.rule === "maturity") return [];
  const isResult =
    definition.kind === "flow" && definition.unit === "usd" && !definition.isCost && !definition.isSteady;
  const isRate = definition.kind === "flow" && definition.aggregate !== "average" && definition.unit === "usd";
  const isOccasional = definition.isOccasional === true;
  const all = picks.map((entry): Neighbour => ({ entry, level: getLevel(entry, isRate) }));
  const known = all.filter(({ level }) => level !== 0);
  const window = isResult ? windowOfResult : windowOfSteady;
  const series: Series = {
    known,
    filed,
    asOf,
    window,
    aloneMin: isResult || isOccasional ? aloneMinOfUnsteady : aloneMinOfSteady,
    isOccasional,
  };
  const slips: ScaleSlip[] = [];
  for (const [index, own] of known.entries()) {
    const near = [known[index - 1], known[index + 1]];
    if (!near.some((other) => other && isOtherScale(own.level, other.level, window))) continue;
    const slip = judgeScale(series, index);
    if (slip) slips.push(slip);
  }
  if (definition.isCost || definition.isSteady) {
    slips.push(...findTurned(known, slips, definition.isCost === true));
  }
  if (definition.isCost) {
    slips.push(...findBelowPart(all, slips, filed));
  }
  return slips;
}

function judgeScale({ known, filed, asOf, window, aloneMin, isOccasional }: Series, index: number): ScaleSlip | null {
  const own = known[index];
  if (!own) return null;
  const { entry } = own;
  const before = listNeighbours(known, index, -1);
  const after = listNeighbours(known, index, 1);
  const isFarBefore = isFar(own, before, window);
  const isFarAfter = isFar(own, after, window);
  if (!isFarBefore && !isFarAfter) return null;
  const other = filed.find(
    (candidate) =>
      candidate.end === entry.end &&
      candidate.start === entry.start &&
      candidate.filed <= asOf &&
      isSameInOtherScale(candidate.value, entry.value),
  );
  if (other) return { entry, beside: other, witness: "same_period" };
  const [nearest] = isFarBefore ? before : after;
  if (!nearest) return null;
  const around = [...before, ...after].find(
    (neighbour) => isWithin(neighbour.entry, entry) || isWithin(entry, neighbour.entry),
  );
  if (around && isOtherScale(own.level, around.level, window))
    return { entry, beside: around.entry, witness: "within" };
  if (isFarBefore && isFarAfter) return { entry, beside: nearest.entry, witness: "both_sides" };
  const [side, beyond] = isFarBefore ? [before, after] : [after, before];
  const isBelieved = isOccasional && Math.abs(own.level) < Math.abs(nearest.level);
  const isAlone = !isBelieved && beyond.length === 0 && side.length >= aloneMin;
  return isAlone ? { entry, beside: nearest.entry, witness: "one_side" } : null;
}

function listNeighbours(known: readonly Neighbour[], from: number, step: 1 | -1): readonly Neighbour[] {
  const own = known[from];
  const neighbours: Neighbour[] = [];
  for (let index = from + step; index >= 0 && index < known.length; index += step) {
    const other = known[index];
    if (!own || !other || neighbours.length >= neighbourCount) break;
    if (Math.abs(other.entry.end - own.entry.end) > neighbourDaysMax) break;
    neighbours.push(other);
  }
  return neighbours;
}

/** True when all neighbours of a side are in one other scale than the entry. */
function isFar({ level }: Neighbour, neighbours: readonly Neighbour[], window: number): boolean {
  const levels = neighbours.map((neighbour) => Math.abs(neighbour.level));
  return (
    neighbours.length > 0 &&
    neighbours.every((other) => isOtherScale(level, other.level, window)) &&
    Math.max(...levels) <= Math.min(...levels) * neighbourSpreadMax
  );
}

/** True when a period lies in a longer one. */
function isWithin(part: FactEntry, whole: FactEntry): boolean {
  if (part.start === null || whole.start === null || countDays(part) >= countDays(whole)) return false;
  return part.start >= whole.start - sameDayMargin && part.end <= whole.end + sameDayMargin;
}

/** Amounts of the other sign than all around them, and of their size: what is spent or paid has one. */
function findTurned(known: readonly Neighbour[], slips: readonly ScaleSlip[], isCost: boolean): readonly ScaleSlip[] {
  const wrong = new Set(slips.map(({ entry }) => entry));
  return known.flatMap((own, index) => {
    const neighbours = [...listNeighbours(known, index, -1), ...listNeighbours(known, index, 1)];
    const [beside] = neighbours;
    if (!beside || neighbours.length < turnedNeighboursMin || wrong.has(own.entry)) return [];
    const sizes = neighbours.map(({ level }) => Math.abs(level)).sort((a, b) => a - b);
    const compared = isCost ? [sizes[Math.floor(sizes.length / 2)] ?? 0] : sizes;
    const factorMax = isCost ? turnedFactorMax : turnedSteadyFactorMax;
    const isOfSize = compared.every((size) => {
      const factor = Math.abs(own.level) / size;
      return factor <= factorMax && factor >= 1 / factorMax;
    });
    const isTurned = neighbours.every(({ level }) => Math.sign(level) === -Math.sign(own.level));
    return isTurned && own.level < 0 && isOfSize
      ? [{ entry: own.entry, beside: beside.entry, witness: "sign" } as const]
      : [];
  });
}

/** Periods whose figure is far below that of a part which began on the same day. */
function findBelowPart(
  series: readonly Neighbour[],
  slips: readonly ScaleSlip[],
  filed: readonly FactEntry[],
): readonly ScaleSlip[] {
  const wrong = new Set(slips.map(({ entry }) => entry));
  const found: ScaleSlip[] = [];
  for (const [index, { entry }] of series.entries()) {
    if (entry.start === null || wrong.has(entry)) continue;
    for (let at = index - 1; at >= 0; at -= 1) {
      const part = series[at]?.entry;
      if (!part || part.end < entry.start) break;
      if (wrong.has(part) || !isSameDay(part.start, entry.start) || part.value <= 0) continue;
      if (entry.end - part.end <= sameDayMargin || !isYearToDate(countDays(part))) continue;
      if (entry.value >= part.value * partShareMin) continue;
      if (!isRecast(entry, part, filed)) found.push({ entry, beside: part, witness: "below_part" });
      break;
    }
  }
  return found;
}

/**
 * True when the whole stands on another basis than its part, because a business was sold: it was filed before with an
 * amount that the part fits, or its filing gave the period a year earlier anew as well.
 */
function isRecast(whole: FactEntry, part: FactEntry, filed: readonly FactEntry[]): boolean {
  return filed.some((other) => {
    if (other.filed >= whole.filed) return false;
    if (other.end === whole.end && other.start === whole.start) return other.value >= part.value * partShareMin;
    return (
      isSameDay(other.end, whole.end - 365) &&
      Math.abs(countDays(other) - countDays(whole)) <= sameDayMargin &&
      filed.some(
        (anew) =>
          anew.accession === whole.accession &&
          anew.end === other.end &&
          anew.start === other.start &&
          Math.abs(anew.value - other.value) > recastShareMin * Math.abs(other.value),
      )
    );
  });
}

/** Why an entry is not used, in words: both amounts with their periods. */
export function describeSlip({ entry, beside, witness, implied = 0 }: ScaleSlip, definition: FactDefinition): string {
  const write = ({ value }: FactEntry) => formatFigure(value, definition.unit);
  const name = nameInSentence(definition);
  if (witness === "below_part") {
    return `A filing gives ${name} of ${write(entry)} for the period to ${formatDay(entry.end)}. The part of it to ${formatDay(beside.end)} is ${write(beside)}, and a part cannot be more than the whole.`;
  }
  if (witness === "sign") {
    return `A filing gives ${name} of ${write(entry)} for the period to ${formatDay(entry.end)}. All periods around it have the other sign.`;
  }
  if (witness === "sum") {
    const other = formatFigure(implied, definition.unit);
    const why = `Other lines of the period leave ${other} for it.`;
    return `A filing gives ${name} of ${write(entry)} for the period to ${formatDay(entry.end)}. ${why}`;
  }
  const to = entry.start === null ? "on" : "for the period to";
  const other = entry.end === beside.end && entry.start === beside.start ? "Another filing gives" : "Beside it stands";
  const when = entry.end === beside.end && entry.start === beside.start ? "" : ` ${to} ${formatDay(beside.end)}`;
  return `A filing gives ${name} of ${write(entry)} ${to} ${formatDay(entry.end)}. ${other} ${write(beside)}${when}. One of the two is in another scale.`;
}
