"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { formatNumber, getHeadUnit } from "#lib/metric/format";
import { formatCount, formatShare } from "#lib/util/number-text";
import type { Grouping } from "#lib/workbench/grouping";
import { type CompanyGroup, groupScreen } from "#lib/workbench/groups";
import type { ScreenerState } from "@/components/screen/state/use-screener";
import { joinClasses } from "@/components/ui/class-names";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { VerdictSplit } from "./verdict-split";

interface GroupTableProps {
  readonly screener: ScreenerState;
  readonly grouping: Grouping;
}

type Statistic = "median" | "sum";

/** Which column orders the groups: its place among the figures, or one of these. */
type Order = { readonly by: "count" | "weight" | "own" | number; readonly isDescending: boolean };

const words: Readonly<Record<Grouping, string>> = {
  sector: "Sector",
  industry: "Industry",
  verdict: "Verdict",
  size: "Market value",
};

const headClass = "sticky top-0 z-10 border-b border-line-strong bg-surface px-3 text-xs font-medium text-ink-muted";

/** The result by what its companies have in common: counts, verdicts, and the middle or the sum of each column. */
export function GroupTable({ screener, grouping }: GroupTableProps) {
  const { workbench, snapshot, screen, show, view, change } = screener;
  const [statistic, setStatistic] = useState<Statistic>("median");
  const [order, setOrder] = useState<Order>({ by: "own", isDescending: true });
  const groups = useMemo(
    () => (workbench === null ? null : groupScreen(workbench.target, screen, show, grouping)),
    [workbench, screen, show, grouping],
  );
  if (workbench === null && snapshot.status === "failed") {
    return (
      <p className="p-4 text-sm text-ink-muted">
        Groups are counted in the browser, and the data did not arrive there.
      </p>
    );
  }
  if (groups === null || view === null) return <Skeleton className="m-3 h-40" />;
  const heads = groups.heads.flatMap((expression, place) => {
    const head = view.heads.find((each) => each.expression === expression);
    return head === undefined ? [] : [{ head, place }];
  });
  const sorted = sortGroups(groups.groups, order, statistic);
  const open = (condition: string) => {
    const query = screen.query === "" ? condition : `(${screen.query}) and ${condition}`;
    change({ query: workbench?.canonize(query) ?? query, show, group: null });
  };
  const sortBy = (by: Order["by"]) =>
    setOrder((before) => ({ by, isDescending: before.by === by ? !before.isDescending : true }));
  return (
    <section
      aria-label={`The result by ${words[grouping].toLowerCase()}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="relative min-h-0 flex-1 overflow-auto bg-surface -outline-offset-2"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr className="h-10">
            <th scope="col" className={joinClasses(headClass, "left-0 z-20 border-r text-left")}>
              <span className="flex items-center justify-between gap-4">
                {words[grouping]}
                <Segmented
                  label="Of each column"
                  value={statistic}
                  onValueChange={setStatistic}
                  options={[
                    { value: "median", label: "Median" },
                    { value: "sum", label: "Sum" },
                  ]}
                />
              </span>
            </th>
            <SortHead label="Companies" by="count" order={order} onSort={sortBy} />
            <SortHead label="Index weight" unit="%" by="weight" order={order} onSort={sortBy} />
            <th scope="col" className={joinClasses(headClass, "min-w-40 text-left")}>
              Verdicts
            </th>
            {heads.map(({ head, place }) => (
              <SortHead
                key={head.expression}
                label={head.label}
                unit={getHeadUnit(head.format)}
                by={place}
                order={order}
                onSort={sortBy}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((group) => (
            <tr key={group.label} className="group/row h-8">
              <th
                scope="row"
                className="sticky left-0 z-[1] border-r border-b bg-surface px-3 text-left font-medium whitespace-nowrap group-hover/row:bg-hover"
              >
                {group.condition === null ? (
                  group.label
                ) : (
                  <button
                    type="button"
                    onClick={() => open(group.condition as string)}
                    title="Show these companies"
                    className="-mx-1 min-h-6 rounded-ui px-1 text-left text-accent hover:underline"
                  >
                    {group.label}
                  </button>
                )}
              </th>
              <NumberCell>{formatCount(group.count)}</NumberCell>
              <NumberCell>{group.weight === null ? "–" : formatShare(group.weight, 1).replace("%", "")}</NumberCell>
              <td className="border-b px-3 group-hover/row:bg-hover">
                <VerdictSplit counts={group.verdicts} />
              </td>
              {heads.map(({ head, place }) => {
                const figure = group.figures[place] ?? null;
                const value = figure?.[statistic] ?? null;
                return (
                  <NumberCell
                    key={head.expression}
                    title={
                      figure === null
                        ? undefined
                        : `Known of ${formatCount(figure.known)} of ${formatCount(group.count)}`
                    }
                  >
                    {value === null ? <span className="text-ink-faint">–</span> : formatNumber(value, head.format)}
                  </NumberCell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length === 0 ? (
        <p className="p-4 text-sm text-ink-muted">No company passes, so there is no group.</p>
      ) : null}
    </section>
  );
}

interface SortHeadProps {
  readonly label: string;
  readonly unit?: string;
  readonly by: Order["by"];
  readonly order: Order;
  readonly onSort: (by: Order["by"]) => void;
}

function SortHead({ label, unit = "", by, order, onSort }: SortHeadProps) {
  const isActive = order.by === by;
  const Arrow = order.isDescending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={isActive ? (order.isDescending ? "descending" : "ascending") : "none"}
      className={joinClasses(headClass, "min-w-26 text-right")}
    >
      <button type="button" onClick={() => onSort(by)} className="min-h-6 rounded-ui text-right hover:text-ink">
        {label} {unit === "" ? null : <span className="font-normal text-ink-faint">{unit}</span>}
        {isActive ? <Arrow size={12} aria-hidden className="ml-0.5 inline text-accent" /> : null}
      </button>
    </th>
  );
}

function NumberCell({ title, children }: { readonly title?: string | undefined; readonly children: ReactNode }) {
  return (
    <td title={title} className="border-b px-3 text-right whitespace-nowrap group-hover/row:bg-hover">
      {children}
    </td>
  );
}

/** A group whose number is not known comes last in both directions. */
function sortGroups(groups: readonly CompanyGroup[], { by, isDescending }: Order, statistic: Statistic) {
  if (by === "own") return groups;
  const read = (group: CompanyGroup): number | null =>
    by === "count" ? group.count : by === "weight" ? group.weight : (group.figures[by]?.[statistic] ?? null);
  return groups.toSorted((left, right) => {
    const [a, b] = [read(left), read(right)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return isDescending ? b - a : a - b;
  });
}
