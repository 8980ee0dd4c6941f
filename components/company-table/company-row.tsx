"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";
import { dataGapLabels } from "#lib/metric/data-gap";
import { buildCompanyHref } from "#lib/screen/view-url";
import type { Density, PeerGroup, TableRows } from "#lib/workbench/column/table-model";
import { Badge } from "@/components/ui/badge";
import { joinClasses } from "@/components/ui/class-names";
import { CellContent } from "./cell-content";
import { rowHeightClasses } from "./density";
import { pinClasses } from "./pinned-columns";
import { RowSelector, type TableSelection } from "./row-selector";
import { describeStanding, getStandingClass } from "./standing";
import type { TableColumn, ValueColumn } from "./table-column";

export interface CompanyRowProps {
  readonly index: number;
  readonly rows: TableRows;
  readonly columns: readonly TableColumn[];
  /** So many of the columns stay beside the ticker. */
  readonly pinnedCount: number;
  readonly density: Density;
  /** What keeps a link to a company on the data and the policy of the table, `?asof=2025-06-30&policy=2`. */
  readonly viewSearch: string;
  readonly actions: ReactNode;
  readonly selection: TableSelection | null;
  /** The row that keys act on, and that is looked at beside the table. */
  readonly isCurrent: boolean;
  /** With whom numbers are compared, behind them; null: with nobody. */
  readonly peers: PeerGroup | null;
}

const cellClass = "overflow-hidden border-b px-2.5 py-0 text-ellipsis whitespace-nowrap group-hover/row:bg-hover";

/** Opens the company on a press anywhere in the row, but not where the press meant something else. */
function isMeantForRow(event: MouseEvent<HTMLElement>): boolean {
  if (event.defaultPrevented || event.button !== 0) return false;
  if ((event.target as HTMLElement).closest("a, button, input, label, form, [role=menu]")) return false;
  return document.getSelection()?.isCollapsed !== false;
}

/** A company of the table: its ticker is a link to it, and a press anywhere else in the row follows it. */
export function CompanyRow(props: CompanyRowProps) {
  const { index, rows, columns, pinnedCount, density, viewSearch, actions, selection, isCurrent, peers } = props;
  const router = useRouter();
  if (index >= rows.available) {
    return <WaitingRow index={index} columns={columns.length + (selection === null ? 1 : 2)} density={density} />;
  }

  const identity = rows.getIdentity(index);
  const { ticker, name, gap } = identity;
  const href = buildCompanyHref(ticker, viewSearch);
  const isChosen = selection?.has(ticker) === true;
  const isMarked = isCurrent || isChosen;
  const ground = isMarked ? "bg-accent-soft" : "bg-surface";
  const lineClass = isMarked ? `${cellClass} bg-accent-soft` : cellClass;
  const groundClass = `z-[1] ${ground} group-hover/row:bg-hover group-has-[a:focus-visible]/row:bg-accent-soft`;
  const frozenClass = `sticky ${groundClass}`;
  const getLineClass = (at: number) =>
    at < pinnedCount
      ? joinClasses(lineClass, groundClass, pinClasses[at], at === pinnedCount - 1 && "border-r")
      : lineClass;
  return (
    <tr
      aria-rowindex={index + 2}
      data-row={index}
      aria-current={isCurrent || undefined}
      className={joinClasses("group/row cursor-pointer", rowHeightClasses[density])}
      onClick={(event) => {
        if (!isMeantForRow(event)) return;
        if (event.metaKey || event.ctrlKey) window.open(href, "_blank", "noopener");
        else router.push(href);
      }}
    >
      {selection === null ? null : (
        <td className={joinClasses("border-b left-0 p-0 select-none", frozenClass)}>
          <RowSelector index={index} ticker={ticker} isChosen={isChosen} onToggle={selection.onToggle} />
        </td>
      )}
      <th
        scope="row"
        className={joinClasses(
          lineClass,
          frozenClass,
          "text-left font-medium",
          pinnedCount === 0 && "border-r",
          selection === null ? "left-0" : "left-9",
        )}
      >
        <Link href={href} prefetch={false} className="-mx-1 rounded-ui px-1 text-accent hover:underline">
          {ticker}
        </Link>
      </th>
      {columns.map((column, at) => {
        const cell = getLineClass(at);
        if (column.kind === "name") {
          return (
            <td
              key={column.id}
              className={joinClasses(cell, "relative", Boolean(actions) && "pr-8")}
              title={gap === null ? name : `${name}: ${dataGapLabels[gap]}`}
            >
              {name}
              {gap === null ? null : <Badge className="ml-1.5">{dataGapLabels[gap]}</Badge>}
              {actions ? <span className="absolute inset-y-0 right-0 flex items-center pr-1">{actions}</span> : null}
            </td>
          );
        }
        if (column.kind === "extra") {
          return (
            <td key={column.id} className={cell}>
              {column.extra.render(index)}
            </td>
          );
        }
        const standing = peers === null ? 0 : rows.getStanding(index, column.place, peers);
        return (
          <td key={column.id} {...describeGround(column, standing, peers, cell)}>
            <CellContent head={column.head} value={rows.getCell(index, column.place)} identity={identity} />
          </td>
        );
      })}
    </tr>
  );
}

/** Where a number stands among its peers, as the ground of its cell and in words. */
function describeGround({ head }: ValueColumn, standing: number, peers: PeerGroup | null, lineClass: string) {
  const className = head.type === "number" ? `${lineClass} text-right` : lineClass;
  if (peers === null || standing === 0) return { className };
  return {
    className: joinClasses(className, getStandingClass(standing, peers, head.better)),
    title: describeStanding(standing, peers),
  };
}

function WaitingRow({
  index,
  columns,
  density,
}: {
  readonly index: number;
  readonly columns: number;
  readonly density: Density;
}) {
  return (
    <tr aria-rowindex={index + 2} aria-busy className={rowHeightClasses[density]}>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells are alike and never move.
        <td key={column} className="border-b px-2.5 py-0">
          <span className="skeleton block h-2.5" />
        </td>
      ))}
    </tr>
  );
}
