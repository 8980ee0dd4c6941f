import { Bookmark, Building2, FileText, ListFilter, Sigma, Star, Table2 } from "lucide-react";
import type { CompanyHit, MetricHit, OwnHits } from "#lib/contract/search";
import { buildCompanyHref, buildViewSearch, plainView, type ViewChoice } from "#lib/screen/view-url";
import { formatCountOf } from "#lib/util/number-text";
import { type Preset, presets } from "#lib/workbench/preset";
import type { RecentChoice } from "./recent-choice";
import type { SearchItem } from "./search-item";
import { type SearchPage, searchPages } from "./search-page";
import { buildColumnHref, buildFilterHref, buildPresetHref } from "./search-view";

/** Where a search is made: what its links keep. */
export interface SearchPlace {
  readonly view: ViewChoice;
  readonly pathname: string;
  readonly parameters: URLSearchParams;
  readonly getPageHref: (page: SearchPage) => string;
}

type Named = Pick<MetricHit, "id" | "label" | "isExplained">;

export function buildCompanyItem(
  { ticker, name }: Pick<CompanyHit, "ticker" | "name">,
  hit: CompanyHit | null,
  { view }: SearchPlace,
): SearchItem {
  return {
    key: `company ${ticker}`,
    label: name,
    detail: hit?.sector ?? null,
    icon: <Building2 />,
    company: { ticker, foundAs: hit?.foundAs ?? null, hit },
    target: { href: buildCompanyHref(ticker, buildViewSearch(view)) },
    recent: { kind: "company", ticker, name },
  };
}

/** A metric leads to what it means; a figure that is explained nowhere becomes a column. Null where it is one already. */
export function buildMetricItem(metric: Named, place: SearchPlace): SearchItem | null {
  const { id, label, isExplained } = metric;
  const { view, pathname, parameters } = place;
  const explained = `/methodology${buildViewSearch({ ...plainView, policy: view.policy })}#metric-${id}`;
  const href = isExplained ? explained : buildColumnHref(id, pathname, parameters);
  if (href === null) return null;
  return {
    key: `metric ${id}`,
    label,
    detail: isExplained ? id : `${id}, as a column`,
    icon: <Sigma />,
    company: null,
    target: { href },
    recent: { kind: "metric", id, label, isExplained },
  };
}

/** The screener with a metric as a further column; null where it is shown already. */
export function buildColumnItem({ id, label }: Named, { pathname, parameters }: SearchPlace): SearchItem | null {
  const href = buildColumnHref(id, pathname, parameters);
  if (href === null) return null;
  const text = `Show ${label} as a column`;
  return { ...plain, key: `column ${id}`, label: text, detail: "Screener", icon: <Table2 />, target: { href } };
}

/** The screener with one more condition, to be changed there; null where its query names the metric, or cannot be read. */
export function buildFilterItem({ id, label, startingFilter }: MetricHit, place: SearchPlace): SearchItem | null {
  const href = startingFilter === null ? null : buildFilterHref(id, startingFilter, place.pathname, place.parameters);
  if (href === null) return null;
  const text = `Filter by ${label}`;
  return { ...plain, key: `filter ${id}`, label: text, detail: startingFilter, icon: <ListFilter />, target: { href } };
}

export function buildPresetItem(preset: Preset, { view }: SearchPlace): SearchItem {
  return {
    ...plain,
    key: `preset ${preset.id}`,
    label: preset.label,
    detail: preset.why,
    icon: <ListFilter />,
    target: { href: buildPresetHref(preset, view) },
    recent: { kind: "preset", id: preset.id },
  };
}

export function buildPageItem(page: SearchPage, { getPageHref }: SearchPlace): SearchItem {
  return {
    ...plain,
    key: `page ${page.href}`,
    label: page.label,
    icon: <FileText />,
    target: { href: getPageHref(page) },
    recent: { kind: "page", href: page.href },
  };
}

export function buildScreenItem({ id, name, search }: OwnHits["screens"][number]): SearchItem {
  const href = search === "" ? "/screen" : `/screen?${search}`;
  return { ...plain, key: `screen ${id}`, label: name, icon: <Bookmark />, target: { href } };
}

export function buildWatchlistItem({ id, name, count }: OwnHits["watchlists"][number], place: SearchPlace): SearchItem {
  const href = `/watchlists/${id}${buildViewSearch({ ...plainView, policy: place.view.policy })}`;
  const detail = formatCountOf(count, "company", "companies");
  return { ...plain, key: `watchlist ${id}`, label: name, detail, icon: <Star />, target: { href } };
}

/** An item of something that was chosen before; null for what there is no more. `hits`: what the server tells of companies. */
export function buildRecentItem(
  choice: RecentChoice,
  place: SearchPlace,
  hits: readonly CompanyHit[] | null,
): SearchItem | null {
  switch (choice.kind) {
    case "company": {
      const hit = hits?.find(({ ticker }) => ticker === choice.ticker) ?? null;
      return hits !== null && hit === null ? null : buildCompanyItem(hit ?? choice, hit, place);
    }
    case "metric":
      return buildMetricItem(choice, place);
    case "preset": {
      const preset = presets.find(({ id }) => id === choice.id);
      return preset === undefined ? null : buildPresetItem(preset, place);
    }
    case "page": {
      const page = searchPages.find(({ href }) => href === choice.href);
      return page === undefined ? null : buildPageItem(page, place);
    }
  }
}

const plain = { detail: null, company: null, recent: null } as const;
