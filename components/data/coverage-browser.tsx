"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { Fragment, useState } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Table, TableFrame, TableHeadCell } from "@/components/ui/table";
import { CoverageRow } from "./coverage-row";
import type { CoverageMeasure, CoverageScope, CoverageView } from "./coverage-view";
import { type CoverageSort, findViews, sortViews } from "./sort-coverage";

export interface CoverageBrowserProps {
  /** The hash of the data that the page shows. */
  readonly snapshot: string;
  /** What keeps a link on the data and the policy of the page. */
  readonly viewSearch: string;
  readonly views: readonly CoverageView[];
  readonly sectors: readonly (string | null)[];
}

/** Facts and metrics with the share that is known, by sector; a row opens to its reasons, tags and companies. */
export function CoverageBrowser({ snapshot, viewSearch, views, sectors }: CoverageBrowserProps) {
  const [kind, setKind] = useState<CoverageView["kind"]>("fact");
  const [scope, setScope] = useState<CoverageScope>("all");
  const [measure, setMeasure] = useState<CoverageMeasure>("count");
  const [search, setSearch] = useState("");
  const [sort, setSort] = useState<CoverageSort>({ key: "catalogue", descending: false });
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());

  const found = findViews(views, kind, search);
  const rows = sortViews(found, sort, scope, measure);
  const columnCount = 3 + sectors.length;
  const toggle = (id: string) => {
    const next = new Set(openIds);
    if (!next.delete(id)) next.add(id);
    setOpenIds(next);
  };
  const head = { sort, onSort: setSort };

  return (
    <div>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <Segmented
          label="What"
          value={kind}
          onValueChange={setKind}
          options={[
            { value: "fact", label: "Facts" },
            { value: "metric", label: "Metrics" },
          ]}
        />
        <Segmented
          label="Of which constituents"
          value={scope}
          onValueChange={setScope}
          options={[
            { value: "all", label: "All constituents" },
            { value: "filings", label: "With filings" },
          ]}
        />
        <Segmented
          label="Measured by"
          value={measure}
          onValueChange={setMeasure}
          options={[
            { value: "count", label: "Number" },
            { value: "weight", label: "Index weight" },
          ]}
        />
        <div className="w-full sm:ml-auto sm:w-56">
          <Input
            size="sm"
            type="search"
            aria-label="Find a fact or metric"
            placeholder="Find a fact or metric"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
      </div>
      <TableFrame label="Coverage of each fact and metric">
        <Table>
          <thead>
            <tr>
              <SortableHead {...head} sortKey="label" className="sticky left-0 z-1 bg-surface">
                {kind === "fact" ? "Fact" : "Metric"}
              </SortableHead>
              <SortableHead {...head} sortKey="known" isNumber>
                Known
              </SortableHead>
              <SortableHead {...head} sortKey="share" isNumber>
                Share
              </SortableHead>
              {sectors.map((sector, index) => (
                <SortableHead
                  key={sector}
                  {...head}
                  sortKey={index}
                  isNumber
                  className="w-15 px-1! text-2xs! whitespace-normal!"
                >
                  <span title={sector ?? "No sector"}>{abbreviate(sector)}</span>
                </SortableHead>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((view, index) => (
              <Fragment key={view.id}>
                {sort.key === "catalogue" && rows[index - 1]?.category !== view.category ? (
                  <tr>
                    <th
                      colSpan={columnCount}
                      scope="colgroup"
                      className="border-b bg-canvas px-3 py-1 text-left text-xs font-medium text-ink-muted"
                    >
                      <span className="sticky left-3">{view.category}</span>
                    </th>
                  </tr>
                ) : null}
                <CoverageRow
                  view={view}
                  scope={scope}
                  measure={measure}
                  sectors={sectors}
                  snapshot={snapshot}
                  viewSearch={viewSearch}
                  isOpen={openIds.has(view.id)}
                  onToggle={() => toggle(view.id)}
                />
              </Fragment>
            ))}
          </tbody>
        </Table>
      </TableFrame>
      <p className="mt-2 text-xs text-ink-muted" aria-live="polite">
        {rows.length === 0
          ? `Nothing is called "${search}". Clear the search, or look among the ${kind === "fact" ? "metrics" : "facts"}.`
          : `${rows.length} ${kind === "fact" ? "facts" : "metrics"}. A sector is shaded by what is missing.`}
      </p>
    </div>
  );
}

interface SortableHeadProps {
  readonly sort: CoverageSort;
  readonly onSort: (sort: CoverageSort) => void;
  readonly sortKey: CoverageSort["key"];
  readonly isNumber?: boolean;
  readonly className?: string;
  readonly children: React.ReactNode;
}

/** A head that sorts: first the way one looks for (names from A, numbers from the least), then the other, then not. */
function SortableHead({ sort, onSort, sortKey, isNumber = false, className, children }: SortableHeadProps) {
  const isSorted = sort.key === sortKey;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  const next: CoverageSort = !isSorted
    ? { key: sortKey, descending: false }
    : sort.descending
      ? { key: "catalogue", descending: false }
      : { key: sortKey, descending: true };
  return (
    <TableHeadCell
      isNumber={isNumber}
      aria-sort={isSorted ? (sort.descending ? "descending" : "ascending") : "none"}
      {...(className === undefined ? {} : { className })}
    >
      <button
        type="button"
        onClick={() => onSort(next)}
        className={joinClasses(
          "inline-flex min-h-6 items-center gap-0.5 text-right text-inherit hover:text-ink",
          isSorted && "text-accent",
        )}
      >
        {children}
        {isSorted ? <Arrow aria-hidden size={12} /> : null}
      </button>
    </TableHeadCell>
  );
}

/** Sectors as column heads: eleven stand side by side. Another name is cut. */
const shortSectors: Readonly<Record<string, string>> = {
  Communication: "Comm.",
  "Consumer Discretionary": "Cons. disc.",
  "Consumer Staples": "Staples",
  "Health Care": "Health",
  "Information Technology": "Tech",
  "Real Estate": "Real est.",
};

function abbreviate(sector: string | null): string {
  if (sector === null) return "None";
  return shortSectors[sector] ?? (sector.length > 11 ? `${sector.slice(0, 10)}.` : sector);
}
