"use client";

import { Activity, ListFilter, Scale } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { flushSync } from "react-dom";
import type { AsOfChoices } from "#lib/contract/as-of";
import type { SnapshotRef } from "#lib/contract/snapshot";
import { defaultScreen } from "#lib/screen/default-screen";
import { moveRankToSort } from "#lib/screen/rank-clause";
import type { Screen } from "#lib/screen/screen";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { sealScreen } from "#lib/screen/seal-screen";
import { buildStressedViewSearch } from "#lib/screen/stressed-view-url";
import { buildViewSearch, plainView } from "#lib/screen/view-url";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { getShownColumns } from "#lib/workbench/column/column-set";
import type { Density } from "#lib/workbench/column/table-model";
import type { TrendId } from "#lib/workbench/column/trend";
import type { ClauseView } from "#lib/workbench/filter/clause-view";
import { formatPageUrl, type PageState } from "#lib/workbench/page-url";
import { getScoreColumn } from "#lib/workbench/ranking";
import { AsOfPicker } from "@/components/as-of/as-of-picker";
import { densityCookie } from "@/components/company-table/density";
import { type Shading, shadingCookie } from "@/components/company-table/standing";
import { type ColumnLayoutValues, useColumnLayout } from "@/components/company-table/use-column-layout";
import { useShortcuts } from "@/components/key/use-shortcuts";
import { PresetsMenu } from "@/components/screen/bar/presets-menu";
import { QueryBar, queryFieldId } from "@/components/screen/bar/query-bar";
import { SaveButton } from "@/components/screen/bar/save-button";
import { ShareButton } from "@/components/screen/bar/share-button";
import { FilterPanel, type FilterPanelProps } from "@/components/screen/filter/filter-panel";
import type { EditedMetric } from "@/components/screen/own-metric/own-metrics";
import type { ScreenActions } from "@/components/screen/state/screen-actions";
import type { ScreenedList } from "@/components/screen/state/screened-list";
import { useAdvice } from "@/components/screen/state/use-advice";
import { type FirstAnswer, useScreener } from "@/components/screen/state/use-screener";
import { ResultTable } from "@/components/screen/table/result-table";
import { TableToolbar } from "@/components/screen/table/table-toolbar";
import { useColumnActions } from "@/components/screen/table/use-column-actions";
import { useMyColumns } from "@/components/screen/table/use-my-columns";
import { ScenarioNotice } from "@/components/stress/scenario-notice";
import { Button } from "@/components/ui/button";
import { joinClasses } from "@/components/ui/class-names";
import { PendingLayer } from "@/components/ui/layer";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useKeptState } from "@/components/ui/use-kept-state";
import { useStable } from "@/components/ui/use-stable";
import { backToPolicy, PolicyNotice } from "@/components/verdict/policy-notice";
import { type OwnPolicy, PolicySelect, type PolicyVersion } from "@/components/verdict/policy-select";
import { type OpenSection, PanelSections } from "./panel-sections";
import { SealedNotice } from "./sealed-notice";
import { SummaryStrip, WaitingSummary } from "./summary-strip";
import { UnknownNotice } from "./unknown-notice";

// What opens only on demand is loaded only then.
const FilterDrawer = dynamic(
  () => import("@/components/screen/filter/filter-drawer").then((module) => module.FilterDrawer),
  { ssr: false, loading: PendingLayer },
);
const GroupTable = dynamic(() => import("@/components/screen/group/group-table").then((module) => module.GroupTable), {
  ssr: false,
  loading: () => <Skeleton className="m-3 h-40" />,
});
const PolicySide = dynamic(() => import("@/components/screen/side/policy-side").then((module) => module.PolicySide), {
  ssr: false,
});
const StressSide = dynamic(() => import("@/components/screen/side/stress-side").then((module) => module.StressSide), {
  ssr: false,
});

export interface ScreenerProps {
  readonly snapshot: SnapshotRef;
  readonly first: FirstAnswer;
  /** The data are those of a past day or of a sealed link, not the newest. */
  readonly isSealed: boolean;
  /** Which past days can be chosen; null where they cannot be read. */
  readonly asOfChoices: AsOfChoices | null;
  readonly isSignedIn: boolean;
  /** The versions of the policy that there are. */
  readonly policyVersions: readonly PolicyVersion[];
  /** The visitor's own policies. */
  readonly ownPolicies: readonly OwnPolicy[];
  readonly initialDensity: Density;
  readonly initialShading: Shading;
  readonly initialLayout: ColumnLayoutValues;
  readonly actions: ScreenActions;
  /** Whose companies are screened; all of the index without one. */
  readonly list?: ScreenedList;
}

/** Where a panel stands beside the table (from 84 rem) and both would leave it no room (below 96 rem), the filters give way. */
const filtersYield = "(min-width: 84rem) and (max-width: 95.99rem)";
/** The filters and the button that opens them over the page, by whether a panel stands beside the table. */
const filterClasses = {
  alone: { filters: "lg:flex", button: "lg:hidden" },
  beside: { filters: "lg:max-[84rem]:flex 2xl:flex", button: "lg:max-[84rem]:hidden 2xl:hidden" },
} as const;

const noHeads: readonly ColumnHead[] = [];
const noWarnings: readonly string[] = [];

/** The workbench: query, filters, summary and table, all on the same tree and the same data. */
export function Screener(props: ScreenerProps) {
  const { snapshot, first, isSealed, asOfChoices, isSignedIn, policyVersions, ownPolicies } = props;
  const { initialDensity, initialLayout, actions, list } = props;
  const screener = useScreener(snapshot.id, first, actions.readPolicy, list ?? null);
  const { screen, show, change, workbench, view, errors, isBehind, isLost } = screener;
  const isCurrent = view !== null && !isBehind && !isLost;
  const [density, changeDensity] = useKeptState(densityCookie, initialDensity, String);
  const [shading, changeShading] = useKeptState(shadingCookie, props.initialShading, String);
  const [isDrawerOpen, setDrawerOpen] = useState<boolean | null>(null);
  const [section, setSection] = useState<OpenSection>(null);
  const [editedMetric, setEditedMetric] = useState<EditedMetric>(null);
  const [isDoctorOpen, setDoctorOpen] = useState(false);
  const [side, setSide] = useState<"stress" | "policy" | null>(null);
  const myColumns = useMyColumns();
  const layout = useColumnLayout(initialLayout);

  const search = formatPageUrl(formatScreenUrl(screen), "passed").slice(1);
  const usualVersion = policyVersions.find(({ isDefault }) => isDefault)?.version ?? "";
  const columns = getShownColumns(screen);
  const score = getScoreColumn(screen, columns);
  const heads = view?.heads ?? noHeads;
  // The score comes and goes with the ranking, so it is no column to choose.
  const chosenHeads = useMemo(() => heads.filter((head) => head.expression !== score), [heads, score]);
  const queryErrors = errors.filter((error) => error.parameter === "q").flatMap((error) => error.errors);
  const focusQuery = () => document.getElementById(queryFieldId)?.focus();
  const changeColumns = useStable((next: readonly string[]) => change({ columns: [...next] }));
  const changeTrends = useStable((trends: readonly TrendId[]) => change({ trends }));
  const changeSet = useStable((set: string) => change({ set, columns: [] }));
  const showMine = useStable(() => myColumns.columns && changeColumns(myColumns.columns));
  const keepMine = useStable(() => {
    myColumns.keep(columns);
    changeColumns(columns);
  });

  const changeGroup = useStable((group: PageState["group"]) => change({ group }));
  const isBroken = errors.length > 0 || isLost;
  /** A panel beside the table may stand in the place of the filters; what needs these closes it. */
  const revealFilters = () => {
    if (side !== null && matchMedia(filtersYield).matches) flushSync(() => setSide(null));
  };
  const openMetric = useStable((edited: EditedMetric) => {
    setEditedMetric(edited);
    setSection("metrics");
    if (matchMedia("(min-width: 64rem)").matches) revealFilters();
    else setDrawerOpen(true);
  });
  const yielding = filterClasses[side === null ? "alone" : "beside"];
  const toggleSide = (wanted: "stress" | "policy") => setSide((open) => (open === wanted ? null : wanted));
  const columnActions = useColumnActions(screener);
  const advice = useAdvice(workbench, screen.query, isDoctorOpen || view?.count === 0);
  useShortcuts({
    d: () => {
      revealFilters();
      setDoctorOpen((isOpen) => !isOpen);
    },
    "/": focusQuery,
    f: () => {
      revealFilters();
      document.querySelector<HTMLElement>("[data-shortcut=add-filter]")?.click();
    },
    s: () => toggleSide("stress"),
    p: () => toggleSide("policy"),
    u: () => change({ show: show === "unknown" ? "passed" : "unknown" }),
  });

  const panel: FilterPanelProps = {
    clauses: screener.clauses,
    workbench,
    isBehind: isBehind || isLost,
    isBroken: errors.some(({ parameter }) => parameter === "q" || parameter === "metric"),
    onChange: screener.editClause,
    onAdd: screener.addFilter,
    onClear: screener.clearFilter,
    onEditText: () => {
      setDrawerOpen(null);
      focusQuery();
    },
    isDoctorOpen,
    onDoctorChange: setDoctorOpen,
    advice,
    isAdviceBehind: advice !== null && advice.query !== screen.query,
  };

  const sideProps = {
    screener,
    counted: list === undefined ? "the index" : "this list",
    onClose: () => setSide(null),
  };
  const sections = (
    <PanelSections
      screener={screener}
      open={section}
      onOpenChange={setSection}
      edited={editedMetric}
      onEditedChange={setEditedMetric}
    />
  );

  const isPortfolio = list !== undefined && screener.listView === "portfolio";
  const portfolio = isPortfolio
    ? list.renderPortfolio({
        shown: screener.base?.target ?? null,
        reported: screen.scenario === null ? null : (screener.reported?.target ?? null),
        isLost: screener.snapshot.status === "failed",
        tag: screener.tag,
        viewSearch: buildViewSearch(screen),
      })
    : null;

  return (
    <div
      className={joinClasses(
        "flex min-h-[28rem] flex-col",
        // On a phone a portfolio is read by scrolling the page; a table scrolls by itself.
        isPortfolio ? "lg:h-[calc(100dvh-var(--header-height))]" : "h-[calc(100dvh-var(--header-height))]",
      )}
    >
      {list?.heading ?? <h1 className="sr-only">Screen the Russell 2000</h1>}
      {list?.renderBar(screener)}
      <QueryBar
        query={screen.query}
        echo={isCurrent ? view.echo : null}
        everything={describeEverything(list !== undefined, screener.tag)}
        warnings={isCurrent ? view.warnings : noWarnings}
        brokenBy={queryErrors}
        workbench={workbench}
        isServed={screener.snapshot.status === "failed"}
        viewSearch={buildStressedViewSearch(screen)}
        onChange={(query, mode) => change(readQueryChange(query), mode)}
        actions={
          <>
            <Button className={yielding.button} aria-haspopup="dialog" onClick={() => setDrawerOpen(true)}>
              <ListFilter size={14} aria-hidden />
              Filters{screener.clauses.length > 0 ? ` (${screener.clauses.length})` : ""}
            </Button>
            {asOfChoices === null ? null : <AsOfPicker choices={asOfChoices} asOf={isSealed ? snapshot.asOf : null} />}
            <Button aria-pressed={side === "stress"} onClick={() => toggleSide("stress")}>
              <Activity size={14} aria-hidden />
              <span className="max-sm:sr-only">Stress</span>
            </Button>
            <Button aria-pressed={side === "policy"} onClick={() => toggleSide("policy")}>
              <Scale size={14} aria-hidden />
              <span className="max-sm:sr-only">Policy</span>
            </Button>
            <PresetsMenu
              workbench={workbench}
              onPick={({ query, set, sort, group }) =>
                change({ query, set, sort: [...sort], columns: [], ...(group === undefined ? {} : { group }) })
              }
            />
            {list === undefined ? (
              <>
                <SaveButton
                  isSignedIn={isSignedIn}
                  search={search}
                  suggestedName={isCurrent ? suggestName(screener.clauses) : ""}
                  saveScreen={actions.saveScreen}
                />
                <ShareButton
                  buildLink={() => {
                    const sealed = formatScreenUrl(sealScreen(screen, snapshot.id, usualVersion));
                    return `${location.origin}${location.pathname}${formatPageUrl(sealed, show, screener)}`;
                  }}
                />
              </>
            ) : null}
          </>
        }
      />
      <div className="flex min-h-0 flex-1">
        <aside
          aria-label="Filters"
          className={joinClasses("hidden w-72 shrink-0 border-r bg-surface", yielding.filters)}
        >
          {/* Once only: two forms for the same metric would write over each other. */}
          <FilterPanel {...panel}>{isDrawerOpen ? null : sections}</FilterPanel>
        </aside>
        <section aria-label="Result" className="flex min-w-0 flex-1 flex-col">
          {isSealed ? <SealedNotice screen={screen} snapshot={snapshot} /> : null}
          {view?.judgedBy == null ? null : (
            <PolicyNotice
              judgedBy={view.judgedBy}
              className="border-b md:px-4"
              rulesHref={`/methodology${buildViewSearch({ ...plainView, policy: screen.policy })}#rules`}
              back={
                <button type="button" onClick={() => change({ policy: null })} className="link">
                  {backToPolicy}
                </button>
              }
            />
          )}
          {screen.scenario === null ? null : (
            <ScenarioNotice scenario={screen.scenario} onLeave={() => change({ scenario: null })} />
          )}
          {screener.snapshot.status === "failed" && !isLost ? (
            <Notice
              tone="danger"
              className="m-3"
              title="The data did not arrive in the browser, so filters rest and only the first rows are here."
              actions={
                <Button size="sm" onClick={screener.retry}>
                  Try again
                </Button>
              }
            >
              {screener.snapshot.message}
            </Notice>
          ) : null}
          {portfolio ?? (
            <>
              {isBehind ? <WaitingSummary /> : null}
              {!isCurrent ? null : (
                <SummaryStrip
                  view={view}
                  show={show}
                  onShowChange={(next) => change({ show: next })}
                  onChooseVerdict={(verdict) => screener.chooseText("verdict", verdict)}
                  onKeepFiled={() => screener.chooseText("data_source", "filings")}
                  onChooseSector={(sector) => screener.chooseText("sector", sector)}
                  policySelect={
                    <PolicySelect
                      versions={policyVersions}
                      own={ownPolicies}
                      judgedName={view.policyName}
                      policy={screen.policy}
                      onChange={(policy) => change({ policy })}
                      className="flex items-center gap-2 max-md:order-last md:flex-col md:items-start md:justify-center md:gap-1"
                    />
                  }
                />
              )}
              {isCurrent && show === "unknown" && view.unknown > 0 ? <UnknownNotice unknown={view.unknown} /> : null}
              <TableToolbar
                set={screen.columns.length > 0 ? null : screen.set}
                heads={chosenHeads}
                workbench={workbench}
                density={density}
                shading={shading}
                mine={describeMine(myColumns.columns, screen.columns)}
                onSetChange={changeSet}
                onMine={showMine}
                onKeepMine={keepMine}
                onColumnsChange={changeColumns}
                onDensityChange={changeDensity}
                onShadingChange={changeShading}
                trends={screener.trends}
                onTrendsChange={changeTrends}
                grouping={screener.group}
                onGroupingChange={changeGroup}
                onEditMetric={openMetric}
              />
              {screener.group !== null && !isBroken ? (
                <GroupTable screener={screener} grouping={screener.group} />
              ) : (
                <ResultTable
                  screener={screener}
                  density={density}
                  shading={shading}
                  columnActions={columnActions}
                  watchActions={isSignedIn ? actions : null}
                  advice={advice}
                  hasScore={score !== null}
                  layout={layout}
                  list={list ?? null}
                  onEditMetric={openMetric}
                />
              )}
            </>
          )}
        </section>
        {side === "stress" ? <StressSide {...sideProps} /> : null}
        {side === "policy" ? <PolicySide {...sideProps} /> : null}
      </div>
      {isDrawerOpen === null ? null : (
        <FilterDrawer {...panel} open={isDrawerOpen} onOpenChange={setDrawerOpen}>
          {sections}
        </FilterDrawer>
      )}
    </div>
  );
}

/** What a query without conditions is about. */
function describeEverything(isList: boolean, tag: string | null): string {
  if (!isList) return "Every company of the index.";
  return tag === null ? "Every company of the list." : `Every company of the list that is tagged ${tag}.`;
}

/** A score to rank by becomes the order of the table; a query without one leaves the order as it is. */
function readQueryChange(query: string): Partial<Screen> {
  const moved = moveRankToSort({ query, sort: defaultScreen.sort });
  return moved.query === query ? { query } : moved;
}

function describeMine(mine: readonly string[] | null, shown: readonly string[]): "none" | "kept" | "shown" {
  if (mine === null) return "none";
  return shown.length > 0 && mine.join() === shown.join() ? "shown" : "kept";
}

function suggestName(clauses: readonly ClauseView[]): string {
  const subjects = clauses.filter(({ clause }) => clause.kind !== "text").map(({ head }) => head.label);
  const name = [...new Set(subjects)].join(", ");
  return name === "" ? "All companies" : name.slice(0, 80);
}
