import { type CheckResult, CrossChecker } from "#lib/fact/check/cross-checker";
import { checkPlausibility } from "#lib/fact/check/plausibility";
import { isBorneOut } from "#lib/fact/check/scale-evidence";
import { findContradicted } from "#lib/fact/check/sum-evidence";
import { requireFact } from "#lib/fact/definition/catalogue";
import type { Derivation, FactDefinition } from "#lib/fact/definition/definition";
import { formatFigure, nameInSentence } from "#lib/fact/definition/figure-text";
import { findFallback } from "#lib/fact/fallback/find-fallback";
import { formatDay } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { buildFiscalCalendar, type FiscalCalendar } from "#lib/fact/filed/fiscal-calendar";
import type { FactHistory, TagHistory } from "#lib/fact/filed/history";
import {
  countDays,
  findEnding,
  findFirstEnding,
  findKnownThen,
  isSameDay,
  isYear,
  isYearToDate,
  sameDateMargin,
  sameDayMargin,
} from "#lib/fact/filed/period";
import type { SelectMode } from "#lib/fact/filed/select-mode";
import { findByRule } from "#lib/fact/rule/find-by-rule";
import { buildMissing } from "#lib/fact/series/build-figure";
import { buildClusters, type Cluster, findValueAt, pickEntries } from "#lib/fact/series/cluster";
import type { Figure, FigureKind, FigurePart, FlowKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { FigureMap } from "#lib/fact/series/figure-map";
import { type FlowSeries, findQuarter, findTrailing, findYear } from "#lib/fact/series/flow";
import { describeSlip, findScaleSlips, type ScaleSlip } from "#lib/fact/series/scale-slip";
import { standsOnPart } from "#lib/fact/series/stands-on-part";
import { type SignedHistories, showFiledSigns, turnSigns } from "#lib/fact/series/turned-sign";

const yearDays = 365;
/** A note may be this much older than the balance sheet it is read with. */
const noteAgeDaysMax = 380;
/** The cover of a report gives its share count up to this long after the balance sheet. */
const coverDelayDaysMax = 130;
const coverTaxonomy = "dei:";
/** A tag that was seen to be a part of the fact this long ago still counts as one. */
const partMemoryDays = 1100;

/** How long before its end the periods of a figure end, of which it may be made: the last fiscal year for twelve months. */
const slipDaysByKind = {
  trailing: 290,
  fiscal_year: 0,
  quarter: 100,
  balance: 0,
} satisfies Readonly<Record<FigureKind, number>>;

const noEntries: readonly FactEntry[] = [];

/** How often the entries of a tag are searched for slips: below one that is taken away another filing may come to light. */
const slipRounds = 3;

/** The figures of one company as of one date, each computed once. Ends are exact days; lags are the caller's. */
export class Selection implements FigureLookup {
  readonly calendar: FiscalCalendar;
  readonly isFromFilings: boolean;
  private readonly clustersByFact = new Map<string, readonly Cluster[]>();
  private readonly signedByFact = new Map<string, SignedHistories>();
  private readonly slipsByFact = new Map<string, ReadonlyMap<FactEntry, ScaleSlip>>();
  private readonly picksByTag = new Map<string, readonly FactEntry[]>();
  private readonly figures = new FigureMap<Figure>();
  private readonly checker = new CrossChecker(this);
  private readonly taggedFigures = new FigureMap<Figure | null>();
  /** Conflicts that only say that a tag stands for a part: the whole may still be found in another way. */
  private readonly partConflicts = new Set<Figure>();

  constructor(
    readonly history: FactHistory,
    readonly asOf: Day,
    private readonly mode: SelectMode,
  ) {
    this.calendar = buildFiscalCalendar(history, asOf);
    this.isFromFilings = history.isFromFilings;
  }

  getFigure(factId: string, kind: FigureKind, end: Day): Figure {
    let figure = this.figures.get(factId, kind, end);
    if (!figure) {
      const definition = requireFact(factId);
      figure = this.computeFigure(definition, kind, end);
      figure = this.checkSlips(definition, kind, end, figure);
      if (figure.known) figure = checkPlausibility(this, definition, kind, end, figure);
      if (figure.known) figure = this.checker.findConflict(factId, kind, end, figure) ?? figure;
      this.figures.set(factId, kind, end, figure);
    }
    return figure;
  }

  getReported(factId: string, kind: FigureKind, end: Day): KnownFigure | null {
    const figure = this.getTagged(factId, kind, end);
    return figure?.known ? figure : null;
  }

  getTagged(factId: string, kind: FigureKind, end: Day): Figure | null {
    const definition = requireFact(factId);
    if (!this.history.tagsByFact.has(factId)) return null;
    let figure = this.taggedFigures.get(factId, kind, end);
    if (figure === undefined) {
      figure = this.findTagged(definition, kind, end);
      figure = figure && showFiledSigns(figure, this.getSigned(factId));
      this.taggedFigures.set(factId, kind, end, figure);
    }
    return figure;
  }

  listChecks(): readonly CheckResult[] {
    return this.checker.list();
  }

  getValueAt(entry: FactEntry, day: Day): number | null {
    const { histories, filedByMeant } = this.getSigned(entry.fact);
    const value = findValueAt(histories, entry, day);
    const isTurned = [...filedByMeant.values()].includes(entry);
    return value !== null && isTurned ? -value : value;
  }

  listBeside(factId: string, entry: FactEntry): readonly number[] {
    if (!this.history.tagsByFact.has(factId)) return [];
    return this.getSigned(factId).histories.flatMap(({ entries }) => findKnownThen(entries, entry)?.value ?? []);
  }

  findBalance(definition: FactDefinition, tag: string, end: Day): FactEntry | undefined {
    const picks = this.getPicks(definition.id, tag);
    return picks.length === 0 ? undefined : findEnding(picks, end, sameDayMargin, isBalance);
  }

  findPeriod(definition: FactDefinition, tag: string, end: Day): FactEntry | undefined {
    const picks = this.getPicks(definition.id, tag);
    return picks.length === 0
      ? undefined
      : findEnding(picks, end, sameDayMargin, (entry) => isYear(countDays(entry)) || isYearToDate(countDays(entry)));
  }

  hasNonzero(factId: string, from: Day, to: Day): boolean {
    return this.hasAbove(factId, 0, from, to);
  }

  hasAbove(factId: string, limit: number, from: Day, to: Day): boolean {
    for (const { tag } of this.history.tagsByFact.get(factId) ?? []) {
      const picks = this.getPicks(factId, tag);
      for (let index = findFirstEnding(picks, from + 1); index < picks.length; index += 1) {
        const entry = picks[index];
        if (!entry || entry.end > to) break;
        const perYear = entry.start === null ? 1 : yearDays / countDays(entry);
        if (Math.abs(entry.value) * perYear > limit) return true;
      }
    }
    const foreign = this.history.foreignByFact.get(factId) ?? [];
    return foreign.some(
      (report) => !report.isZero && report.end > from && report.end <= to && report.filed <= this.asOf,
    );
  }

  isForeignAlone(factId: string, end: Day): boolean {
    const definition = requireFact(factId);
    return (this.history.foreignByFact.get(factId) ?? []).some(
      (report) =>
        !report.isZero &&
        report.filed <= this.asOf &&
        isSameDay(report.end, end) &&
        findEnding(this.getPicks(definition.id, report.tag), end, sameDayMargin, () => true) === undefined,
    );
  }

  private getPicks(factId: string, tag: string): readonly FactEntry[] {
    const known = this.picksByTag.get(tag);
    if (known) return known;
    const history = this.history.tagsByFact.get(factId)?.find((candidate) => candidate.tag === tag);
    const picks = history ? pickEntries(history.entries, this.asOf, this.mode) : noEntries;
    this.picksByTag.set(tag, picks);
    return picks;
  }

  private getClusters(definition: FactDefinition): readonly Cluster[] {
    const known = this.clustersByFact.get(definition.id);
    if (known) return known;
    const histories = this.listSoundHistories(definition.id);
    const clusters = buildClusters(definition, histories, this.asOf, this.mode);
    this.clustersByFact.set(definition.id, clusters);
    return clusters;
  }

  /** What was filed of a fact, in the sign that is meant. */
  private getSigned(factId: string): SignedHistories {
    let signed = this.signedByFact.get(factId);
    if (!signed) {
      signed = turnSigns(requireFact(factId), this.history.tagsByFact, this.asOf);
      this.signedByFact.set(factId, signed);
    }
    return signed;
  }

  /** What was filed of a fact, without entries in another scale. */
  private listSoundHistories(factId: string): readonly TagHistory[] {
    const { histories } = this.getSigned(factId);
    const slips = this.getSlips(factId);
    if (slips.size === 0) return histories;
    return histories.map(({ tag, entries }) => ({ tag, entries: entries.filter((entry) => !slips.has(entry)) }));
  }

  /** The entries of a fact that are in another scale than the others of their tag, or below their own part. */
  private getSlips(factId: string): ReadonlyMap<FactEntry, ScaleSlip> {
    const known = this.slipsByFact.get(factId);
    if (known) return known;
    const slips = new Map<FactEntry, ScaleSlip>();
    // Evidence asks for other facts, which may ask for this one: then as it was filed.
    this.slipsByFact.set(factId, new Map());
    const definition = requireFact(factId);
    for (const { entries } of this.getSigned(factId).histories) {
      let sound = entries;
      for (let round = 0; round < slipRounds; round += 1) {
        const picks = pickEntries(sound, this.asOf, this.mode);
        const found = [
          ...findScaleSlips(definition, picks, entries, this.asOf).filter((slip) => !isBorneOut(this, slip)),
          ...findContradicted(this, definition, picks),
        ];
        if (found.length === 0) break;
        for (const slip of found) slips.set(slip.entry, slip);
        sound = sound.filter((entry) => !slips.has(entry));
      }
    }
    this.slipsByFact.set(factId, slips);
    return slips;
  }

  /**
   * A conflict where a figure stands on an entry in another scale, or where such an entry of its own is why there is
   * none or only a conclusion.
   */
  private checkSlips(definition: FactDefinition, kind: FigureKind, end: Day, figure: Figure): Figure {
    if (figure.known) {
      for (const { entry } of figure.parts) {
        const slip = this.getSlips(entry.fact).get(entry);
        if (slip) return buildMissing("conflict", describeSlip(slip, requireFact(entry.fact)));
      }
      if (figure.method !== "inferred") return figure;
    }
    const days = slipDaysByKind[kind];
    const slip = [...this.getSlips(definition.id).values()].find(
      ({ entry }) =>
        (kind === "balance") === (entry.start === null) &&
        entry.end <= end + sameDayMargin &&
        entry.end >= end - days - sameDayMargin,
    );
    return slip ? buildMissing("conflict", describeSlip(slip, definition)) : figure;
  }

  private computeFigure(definition: FactDefinition, kind: FigureKind, end: Day): Figure {
    const isNamedByFile = this.history.tagsByFact.get(definition.id)?.some(({ tag }) => tag.startsWith("file:"));
    const direct =
      definition.rule && !isNamedByFile
        ? findByRule(this, definition.rule, definition, kind, end)
        : this.findWhole(definition, kind, end);
    if (direct && !direct.known && direct.reason === "conflict" && !this.partConflicts.has(direct)) return direct;
    // What a builder's operating income leaves open no other sum may fill.
    if (direct && definition.rule === "ebit") return direct;
    const part = direct?.known && standsOnPart(definition, direct) ? direct : null;
    if (direct?.known && !part) return direct;
    let missing = direct;
    for (const derivation of definition.derive ?? []) {
      if (part && !derivation.isWhole) continue;
      const derived = this.derive(definition, derivation, kind, end);
      if (derived.known && (!part || derived.value > part.value)) return derived;
      if (part || derived.known) continue;
      if (derived.reason === "conflict" || definition.tags.length === 0) missing ??= derived;
    }
    if (part) return part;
    return findFallback(this, definition, kind, end) ?? missing ?? this.explainMissing(definition, kind, end);
  }

  /** The tagged figure, or a conflict where a sum of the filing shows it to be a part: another way may find the whole. */
  private findWhole(definition: FactDefinition, kind: FigureKind, end: Day): Figure | null {
    const tagged = this.getTagged(definition.id, kind, end);
    const conflict = tagged?.known ? this.checker.findPart(definition.id, kind, end, tagged) : null;
    if (!conflict) return tagged;
    this.partConflicts.add(conflict);
    return conflict;
  }

  private findTagged(definition: FactDefinition, kind: FigureKind, end: Day): Figure | null {
    const histories = this.listSoundHistories(definition.id);
    let conflict: Figure | null = null;
    let part: KnownFigure | null = null;
    let whole: KnownFigure | null = null;
    for (const cluster of this.getClusters(definition)) {
      const figure =
        kind === "balance"
          ? findBalanceFigure(definition, cluster, end, this.asOf)
          : flowFinderByKind[kind]({ definition, cluster, histories }, end);
      if (figure?.known && cluster.partUntil !== null && end - cluster.partUntil < partMemoryDays) {
        conflict ??= this.buildPartConflict(definition, cluster.tags, cluster.partUntil);
      } else if (figure?.known) {
        if (isLargerWhole(definition, figure, whole ?? part)) return figure;
        if (whole && isLargerDoubt(definition, figure, whole)) return this.buildDoubt(definition, whole, figure);
        if (whole) continue;
        if (!standsOnPart(definition, figure)) {
          if (part && part.value >= figure.value) return part;
          if (!mayBeExceeded(definition)) return figure;
          whole = figure;
        } else if (!conflict) part ??= figure;
      } else if (figure && !part && !whole) return figure;
    }
    return whole ?? part ?? conflict;
  }

  private buildDoubt(definition: FactDefinition, one: KnownFigure, other: KnownFigure): Figure {
    const write = ({ value, parts }: KnownFigure) =>
      `${formatFigure(value, definition.unit)} under ${parts[0]?.entry.tag ?? ""}`;
    return buildMissing(
      "conflict",
      `One filing gives two figures for ${nameInSentence(definition)}: ${write(one)} and ${write(other)}. Neither is sure to be all.`,
    );
  }

  private buildPartConflict(definition: FactDefinition, tags: readonly string[], until: Day): Figure {
    const conflict = buildMissing(
      "conflict",
      `The filings give ${nameInSentence(definition)} under ${tags.join(", ")} alone. In the period to ${formatDay(until)} that was a part of it.`,
    );
    this.partConflicts.add(conflict);
    return conflict;
  }

  private derive(definition: FactDefinition, { because, terms }: Derivation, kind: FigureKind, end: Day): Figure {
    const known: { readonly figure: KnownFigure; readonly sign: 1 | -1 }[] = [];
    for (const { fact, sign, optional } of terms) {
      const figure = this.getFigure(fact, kind, end);
      if (figure.known) known.push({ figure, sign });
      else if (!optional || figure.reason === "conflict") return figure;
      else if (this.isForeignAlone(fact, end)) {
        return buildMissing("not_reported", `The filings report ${nameInSentence(requireFact(fact))} in another unit.`);
      }
    }
    const [first] = known;
    if (!first || known.some(({ figure }) => !isSameDay(figure.end, first.figure.end))) {
      return buildMissing("not_reported", `The parts of ${nameInSentence(definition)} are not of one period.`);
    }
    if (known.length === 1 && terms.length === 1 && first.sign === 1) return first.figure;
    const value = known.reduce((sum, { figure, sign }) => sum + sign * figure.value, 0);
    if (definition.nonnegative && value < 0) {
      return buildMissing("not_reported", `The parts of ${nameInSentence(definition)} add up to less than zero.`);
    }
    return {
      known: true,
      value,
      start: first.figure.start,
      end: first.figure.end,
      method: "derived",
      // What a zero was concluded from is no part of the sum.
      parts: known.flatMap(({ figure, sign }) =>
        figure.method === "inferred"
          ? []
          : figure.parts.map((part): FigurePart => ({ entry: part.entry, sign: part.sign === sign ? 1 : -1 })),
      ),
      detail: because,
    };
  }

  private explainMissing(definition: FactDefinition, kind: FigureKind, end: Day): Figure {
    let last: FactEntry | null = null;
    for (const { entries } of this.getClusters(definition)) {
      const newest = entries.at(-1);
      if (newest && (!last || last.end < newest.end)) last = newest;
    }
    const name = nameInSentence(definition);
    const period = kind === "balance" ? `on ${formatDay(end)}` : `for the ${periodNames[kind]} to ${formatDay(end)}`;
    if (last) {
      const before = last.end < end - sameDayMargin ? ` The last report of it is for ${formatDay(last.end)}.` : "";
      return buildMissing("not_reported", `No filing reports ${name} ${period}.${before}`);
    }
    const foreign = this.history.foreignByFact.get(definition.id)?.find(({ filed }) => filed <= this.asOf);
    if (foreign && definition.unit === "usd")
      return buildMissing("not_reported", `The filings report ${name} in ${foreign.unit}, not in USD.`);
    return buildMissing("not_reported", `No filing reports ${name} under a tag that is known for it.`);
  }
}

function isBalance({ start }: FactEntry): boolean {
  return start === null;
}

/** True when some tag of the fact says something wherever it has more than a preferred one. */
function mayBeExceeded({ tags }: FactDefinition): boolean {
  return tags.some(({ isWholeIfLarger, isDoubtIfLarger }) => isWholeIfLarger || isDoubtIfLarger);
}

/** Two lines of one thing differ by no more than this. */
const lineDifferenceMax = 0.1;

function isLargerDoubt({ tags }: FactDefinition, figure: KnownFigure, other: KnownFigure): boolean {
  if (figure.value <= other.value * (1 + lineDifferenceMax)) return false;
  return figure.parts.some(({ entry }) =>
    tags.some(({ tag, isDoubtIfLarger }) => isDoubtIfLarger && tag === entry.tag),
  );
}

function isLargerWhole({ tags }: FactDefinition, figure: KnownFigure, other: KnownFigure | null): boolean {
  if (!other || figure.value <= other.value) return false;
  return figure.parts.every(({ entry }) =>
    tags.some(({ tag, isWholeIfLarger }) => isWholeIfLarger && tag === entry.tag),
  );
}

const periodNames = {
  trailing: "twelve months",
  fiscal_year: "fiscal year",
  quarter: "quarter",
} satisfies Readonly<Record<FlowKind, string>>;

const flowFinderByKind = {
  trailing: findTrailing,
  fiscal_year: findYear,
  quarter: findQuarter,
} satisfies Readonly<Record<FlowKind, (series: FlowSeries, end: Day) => Figure | null>>;

function findBalanceFigure(definition: FactDefinition, cluster: Cluster, end: Day, asOf: Day): KnownFigure | null {
  const { entries } = cluster;
  let entry = cluster.tags[0]?.startsWith(coverTaxonomy) ? findCover(entries, end, asOf) : undefined;
  entry ??= findEnding(entries, end, sameDayMargin, isBalance);
  if (!entry && definition.freshness === "note") {
    entry = findLastBetween(entries, end - noteAgeDaysMax, end + sameDayMargin);
  }
  if (!entry) return null;
  return {
    known: true,
    value: entry.value,
    start: null,
    end: entry.end,
    method: "reported",
    parts: [{ entry, sign: 1 }],
  };
}

/** The count on the cover of the report whose balance sheet is of `end`: of some weeks later. */
function findCover(entries: readonly FactEntry[], end: Day, asOf: Day): FactEntry | undefined {
  for (let index = findFirstEnding(entries, end - sameDateMargin); index < entries.length; index += 1) {
    const entry = entries[index];
    if (!entry || entry.end > Math.min(end + coverDelayDaysMax, asOf)) return undefined;
    if (entry.tag.startsWith(coverTaxonomy)) return entry;
  }
  return undefined;
}

function findLastBetween(entries: readonly FactEntry[], from: Day, to: Day): FactEntry | undefined {
  const entry = entries[findFirstEnding(entries, to + 1) - 1];
  return entry && entry.end >= from ? entry : undefined;
}
