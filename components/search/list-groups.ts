import type { CompanyHit, MetricHit, SearchAnswer } from "#lib/contract/search";
import { presets } from "#lib/workbench/preset";
import { buildSearchName, matchName, readTyped, type SearchFit, searchFit } from "#lib/workbench/search/match-name";
import { type FoundEntry, getGroupStrength, rankEntries, type SearchEntry } from "#lib/workbench/search/rank-entries";
import {
  buildColumnItem,
  buildCompanyItem,
  buildFilterItem,
  buildMetricItem,
  buildPageItem,
  buildPresetItem,
  buildRecentItem,
  buildScreenItem,
  buildWatchlistItem,
  type SearchPlace,
} from "./build-items";
import type { RecentChoice } from "./recent-choice";
import type { SearchGroup, SearchItem } from "./search-item";
import type { SearchPage } from "./search-page";

/** An action of the list, and further words that it is looked for by. */
export interface SearchAction extends SearchEntry {
  readonly item: SearchItem;
}

export interface SearchMatter {
  readonly text: string;
  /** What the server found last, and whether for this very text. */
  readonly answer: SearchAnswer | null;
  readonly isCurrent: boolean;
  readonly recent: readonly RecentChoice[];
  readonly pages: readonly SearchPage[];
  readonly actions: readonly SearchAction[];
  readonly place: SearchPlace;
}

const presetEntries = presets.map((preset) => ({ label: preset.label, aliases: preset.why, preset }));

/** With fewer letters a metric is only one of many, and nobody means to use it yet. */
const meantLettersMin = 3;

/** The most lines of a group that is not of companies or metrics. */
const shortMax = 5;

/**
 * The list for what was typed: groups in their order, those with a better hit before. While the server's answer is to an
 * earlier text, what of it still fits is kept. Nothing typed: what was chosen last, what the visitor keeps, pages, actions.
 */
export function listGroups(matter: SearchMatter): readonly SearchGroup[] {
  return readTyped(matter.text) === null ? listWithoutText(matter) : listForText(matter);
}

function listWithoutText({ text, answer, isCurrent, recent, pages, actions, place }: SearchMatter) {
  // Signs alone are looked for in vain.
  if (text.trim() !== "") return [];
  const told = isCurrent ? (answer?.companies ?? null) : null;
  const own = isCurrent ? (answer?.own ?? null) : null;
  return [
    toGroup("Recent", keepItems(recent.map((choice) => buildRecentItem(choice, place, told))).map(toRecent)),
    toGroup("Saved screens", own?.screens.slice(0, shortMax).map(buildScreenItem) ?? []),
    toGroup("Watchlists", own?.watchlists.slice(0, shortMax).map((list) => buildWatchlistItem(list, place)) ?? []),
    toGroup(
      "Pages",
      pages.map((page) => buildPageItem(page, place)),
    ),
    toGroup(
      "Actions",
      actions.map(({ item }) => item),
    ),
  ].filter(({ items }) => items.length > 0);
}

interface Ranked {
  readonly group: SearchGroup;
  readonly best: SearchFit;
}

function listForText(matter: SearchMatter): readonly SearchGroup[] {
  const { text, place, pages, actions } = matter;
  const companies = listCompanies(matter);
  const metrics = listMetrics(matter);
  const [first] = metrics;
  const uses =
    first !== undefined && text.trim().length >= meantLettersMin && isMeant(first, text)
      ? [buildFilterItem(first, place), first.isExplained ? buildColumnItem(first, place) : null]
      : [];
  const others = metrics.slice(1).map((hit) => buildMetricItem(hit, place));
  const own = matter.answer?.own;
  const named = <Kept extends { readonly name: string }>(kept: readonly Kept[] = []) =>
    rankEntries(
      kept.map((one) => ({ label: one.name, one })),
      text,
    );
  const ranked: readonly Ranked[] = [
    {
      group: toGroup(
        "Companies",
        companies.map((hit) => buildCompanyItem(hit, hit, place)),
        countMore(matter, "companyCount", companies.length),
      ),
      best: findBest(
        companies.map(({ ticker, name, foundAs }) => [[ticker, foundAs ?? ticker], name] as const),
        text,
      ),
    },
    {
      group: toGroup(
        "Metrics",
        keepItems([first === undefined ? null : buildMetricItem(first, place), ...uses, ...others]),
        countMore(matter, "metricCount", metrics.length),
      ),
      best: findBest(
        metrics.map(({ id, label }) => [[id], label] as const),
        text,
      ),
    },
    rank("Presets", rankEntries(presetEntries, text), ({ preset }) => buildPresetItem(preset, place)),
    rank("Saved screens", named(own?.screens), ({ one }) => buildScreenItem(one)),
    rank("Watchlists", named(own?.watchlists), ({ one }) => buildWatchlistItem(one, place)),
    rank("Pages", rankEntries(pages, text), (page) => buildPageItem(page, place)),
    rank("Actions", rankEntries(actions, text), ({ item }) => item),
  ];
  return ranked
    .filter(({ group }) => group.items.length > 0)
    .toSorted((left, right) => getGroupStrength(left.best) - getGroupStrength(right.best))
    .map(({ group }) => group);
}

function listCompanies({ text, answer, isCurrent }: SearchMatter): readonly CompanyHit[] {
  const found = answer?.companies ?? [];
  return isCurrent
    ? found
    : found.filter(({ ticker, name, foundAs }) => measure([ticker, foundAs ?? ticker], name, text) !== null);
}

function listMetrics({ text, answer, isCurrent }: SearchMatter): readonly MetricHit[] {
  const found = answer?.metrics ?? [];
  return isCurrent ? found : found.filter(({ id, label }) => measure([id], label, text) !== null);
}

/** Whether a metric is found by its name, and not by what is written about it. */
function isMeant({ id, label }: MetricHit, text: string): boolean {
  const fit = measure([id], label, text);
  return fit !== null && fit <= searchFit.words;
}

function measure(codes: readonly string[], name: string, text: string): SearchFit | null {
  const typed = readTyped(text);
  return typed === null ? null : (matchName(buildSearchName({ codes, name }), typed)?.fit ?? null);
}

function findBest(hits: readonly (readonly [codes: readonly string[], name: string])[], text: string): SearchFit {
  const fits = hits.map(([codes, name]) => measure(codes, name, text) ?? searchFit.alias);
  return fits.toSorted((left, right) => left - right)[0] ?? searchFit.alias;
}

function countMore({ answer, isCurrent }: SearchMatter, of: "companyCount" | "metricCount", shown: number): number {
  return isCurrent && answer !== null ? answer[of] - shown : 0;
}

function rank<Entry>(label: string, found: readonly FoundEntry<Entry>[], build: (entry: Entry) => SearchItem): Ranked {
  const items = found.slice(0, shortMax).map(({ entry }) => build(entry));
  return { group: toGroup(label, items), best: found[0]?.match.fit ?? searchFit.alias };
}

function toGroup(label: string, items: readonly SearchItem[], more = 0): SearchGroup {
  return { label, items, more };
}

/** An item of the recent ones, which may be listed once more below. */
function toRecent(item: SearchItem): SearchItem {
  return { ...item, key: `recent ${item.key}` };
}

function keepItems(items: readonly (SearchItem | null)[]): readonly SearchItem[] {
  return items.filter((item) => item !== null);
}
