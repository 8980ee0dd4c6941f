import { findFact } from "./catalogue";
import { buildClusters, type Cluster, pickEntries } from "./cluster";
import { formatDay } from "./day";
import { findDebtCurrent, findDebtNoncurrent, findTotalDebt } from "./debt";
import type { Derivation, FactDefinition } from "./definition";
import type { Day, FactEntry } from "./entry";
import { buildMissing, type FigureKind, type FigureSource } from "./figure-source";
import { buildFiscalCalendar, type FiscalCalendar } from "./fiscal-calendar";
import { findQuarter, findTrailing, findYear } from "./flow";
import type { FactHistory } from "./history";
import { findLastResort } from "./last-resort";
import { findMaturity } from "./maturity";
import { findEnding, findFirstEnding, isSameDay, sameDateMargin, sameDayMargin } from "./period";
import { checkPlausibility } from "./plausibility";
import type { FactPoint, KnownPoint, PointPart } from "./point";
import type { SelectMode } from "./select-mode";

/** A note may be this much older than the balance sheet it is read with. */
const noteAgeDaysMax = 380;
/** The cover of a report gives its share count up to this long after the balance sheet. */
const coverDelayDaysMax = 130;
/** A tag that was seen to be a part of the fact this long ago still counts as one. */
const partMemoryDays = 1100;

const noEntries: readonly FactEntry[] = [];

/** The figures of one company as of one date, each computed once. Ends are exact days; lags are the caller's. */
export class Selection implements FigureSource {
  readonly calendar: FiscalCalendar;
  readonly isFromFilings: boolean;
  private readonly clustersByFact = new Map<string, readonly Cluster[]>();
  private readonly picksByTag = new Map<string, readonly FactEntry[]>();
  private readonly points = new Map<string, FactPoint>();
  /** Conflicts that only say that a tag stands for a part: the whole may still be found in another way. */
  private readonly partConflicts = new Set<FactPoint>();

  constructor(
    readonly history: FactHistory,
    readonly asOf: Day,
    private readonly mode: SelectMode,
  ) {
    this.calendar = buildFiscalCalendar(history, asOf);
    this.isFromFilings = history.isFromFilings;
  }

  getPoint(factId: string, kind: FigureKind, end: Day): FactPoint {
    const key = `${factId} ${kind} ${end}`;
    let point = this.points.get(key);
    if (!point) {
      const definition = findFact(factId);
      if (!definition) throw new Error(`Impossible state: no fact is called ${factId}`);
      point = this.computePoint(definition, kind, end);
      if (point.known) point = checkPlausibility(this, definition, kind, end, point);
      this.points.set(key, point);
    }
    return point;
  }

  findBalance(definition: FactDefinition, tag: string, end: Day): FactEntry | undefined {
    return findEnding(this.getPicks(definition.id, tag), end, sameDayMargin, (entry) => entry.start === null);
  }

  hasNonzero(factId: string, from: Day, to: Day): boolean {
    for (const { tag } of this.history.tagsByFact.get(factId) ?? []) {
      const picks = this.getPicks(factId, tag);
      for (let index = findFirstEnding(picks, from + 1); index < picks.length; index += 1) {
        const entry = picks[index];
        if (!entry || entry.end > to) break;
        if (entry.value !== 0) return true;
      }
    }
    return false;
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
    const histories = this.history.tagsByFact.get(definition.id);
    const clusters = histories ? buildClusters(definition, histories, this.asOf, this.mode) : [];
    this.clustersByFact.set(definition.id, clusters);
    return clusters;
  }

  private computePoint(definition: FactDefinition, kind: FigureKind, end: Day): FactPoint {
    const isNamedByFile = this.history.tagsByFact.get(definition.id)?.some(({ tag }) => tag.startsWith("file:"));
    const direct =
      definition.rule && !isNamedByFile ? this.applyRule(definition, end) : this.findTagged(definition, kind, end);
    if (direct && !direct.known && direct.reason === "conflict" && !this.partConflicts.has(direct)) return direct;
    if (direct?.known) return direct;
    let missing = direct;
    for (const derivation of definition.derive ?? []) {
      const derived = this.derive(definition, derivation, kind, end);
      if (derived.known) return derived;
      if (derived.reason === "conflict" || definition.tags.length === 0) missing ??= derived;
    }
    return findLastResort(this, definition, kind, end) ?? missing ?? this.explainMissing(definition, kind, end);
  }

  private applyRule(definition: FactDefinition, end: Day): FactPoint {
    switch (definition.rule) {
      case "debt_current": {
        const current = findDebtCurrent(this, end);
        return current.known ? current : this.findZeroOfNoDebt(current, end);
      }
      case "debt_noncurrent": {
        const noncurrent = findDebtNoncurrent(this, end);
        return noncurrent.known ? noncurrent : this.findZeroOfNoDebt(noncurrent, end);
      }
      case "total_debt":
        return findTotalDebt(this, end);
      default:
        return findMaturity(this, definition.id, end);
    }
  }

  /** No debt at all is also no debt of either kind. */
  private findZeroOfNoDebt(missing: FactPoint, end: Day): FactPoint {
    const total = this.getPoint("total_debt", "balance", end);
    return total.known && total.value === 0 ? total : missing;
  }

  private findTagged(definition: FactDefinition, kind: FigureKind, end: Day): FactPoint | null {
    const histories = this.history.tagsByFact.get(definition.id) ?? [];
    let conflict: FactPoint | null = null;
    for (const cluster of this.getClusters(definition)) {
      const point =
        kind === "balance"
          ? findBalancePoint(definition, cluster, end, this.asOf)
          : findFlowPoint({ definition, cluster, histories }, kind, end);
      if (point?.known && cluster.partUntil !== null && end - cluster.partUntil < partMemoryDays) {
        conflict ??= this.buildPartConflict(definition, cluster.tags, cluster.partUntil);
      } else if (point) return point;
    }
    return conflict;
  }

  private buildPartConflict(definition: FactDefinition, tags: readonly string[], until: Day): FactPoint {
    const conflict = buildMissing(
      "conflict",
      `${definition.label} is only filed under ${tags.join(", ")}, which stood for a part of it in the period to ${formatDay(until)}.`,
    );
    this.partConflicts.add(conflict);
    return conflict;
  }

  private derive(definition: FactDefinition, { because, terms }: Derivation, kind: FigureKind, end: Day): FactPoint {
    const known: { readonly point: KnownPoint; readonly sign: 1 | -1 }[] = [];
    for (const { fact, sign, optional } of terms) {
      const point = this.getPoint(fact, kind, end);
      if (point.known) known.push({ point, sign });
      else if (!optional || point.reason === "conflict") return point;
    }
    const [first] = known;
    if (!first || known.some(({ point }) => !isSameDay(point.end, first.point.end))) {
      return buildMissing("not_reported", `The parts of ${definition.label} are not of one period.`);
    }
    if (known.length === 1 && terms.length === 1 && first.sign === 1) return first.point;
    const value = known.reduce((sum, { point, sign }) => sum + sign * point.value, 0);
    if (definition.nonnegative && value < 0) {
      return buildMissing("not_reported", `${definition.label} would come out below zero from its parts.`);
    }
    return {
      known: true,
      value,
      start: first.point.start,
      end: first.point.end,
      method: "derived",
      // What a zero was concluded from is no part of the sum.
      parts: known.flatMap(({ point, sign }) =>
        point.method === "inferred"
          ? []
          : point.parts.map((part): PointPart => ({ entry: part.entry, sign: part.sign === sign ? 1 : -1 })),
      ),
      detail: because,
    };
  }

  private explainMissing(definition: FactDefinition, kind: FigureKind, end: Day): FactPoint {
    const histories = this.history.tagsByFact.get(definition.id) ?? [];
    const last = this.getClusters(definition)
      .flatMap(({ entries }) => entries.at(-1) ?? [])
      .reduce<FactEntry | null>((newest, entry) => (newest && newest.end >= entry.end ? newest : entry), null);
    const period = kind === "balance" ? `on ${formatDay(end)}` : `for the ${periodNames[kind]} to ${formatDay(end)}`;
    if (last) {
      const where = last.end < end - sameDayMargin ? `; it was last reported for ${formatDay(last.end)}` : "";
      return buildMissing("not_reported", `${definition.label} is not reported ${period}${where}.`);
    }
    const foreign = histories.find(
      ({ unit, entries }) =>
        unit !== "USD" && definition.unit === "usd" && entries.some(({ filed }) => filed <= this.asOf),
    );
    if (foreign) return buildMissing("not_reported", `${definition.label} is reported in ${foreign.unit}, not in USD.`);
    return buildMissing("not_reported", `${definition.label} is not reported under any tag that is known for it.`);
  }
}

const periodNames = { trailing: "twelve months", fiscal_year: "fiscal year", quarter: "quarter" } as const;

function findFlowPoint(series: Parameters<typeof findYear>[0], kind: FigureKind, end: Day): FactPoint | null {
  if (kind === "fiscal_year") return findYear(series, end);
  return kind === "quarter" ? findQuarter(series, end) : findTrailing(series, end);
}

function findBalancePoint(definition: FactDefinition, cluster: Cluster, end: Day, asOf: Day): KnownPoint | null {
  const { entries } = cluster;
  let entry = findEnding(entries, end, sameDayMargin, ({ start }) => start === null);
  if (!entry && cluster.tags[0]?.startsWith("dei:")) {
    const cover = entries[findFirstEnding(entries, end - sameDateMargin)];
    if (cover && cover.end <= Math.min(end + coverDelayDaysMax, asOf)) entry = cover;
  } else if (!entry && definition.freshness === "note") {
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

function findLastBetween(entries: readonly FactEntry[], from: Day, to: Day): FactEntry | undefined {
  const entry = entries[findFirstEnding(entries, to + 1) - 1];
  return entry && entry.end >= from ? entry : undefined;
}
