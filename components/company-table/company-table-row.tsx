"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";
import { dataGapLabels } from "#lib/metric/data-gap";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import type { TableRows } from "#lib/workbench/column/table-model";
import { Badge } from "@/components/ui/badge";
import { joinClasses } from "@/components/ui/class-names";
import { CellContent } from "./cell-content";

export interface ScreenTableRowProps {
  readonly index: number;
  readonly rows: TableRows;
  readonly heads: readonly ColumnHead[];
  readonly heightPx: number;
  /** What keeps a link to a company on the data of the table, `?asof=2025-06-30`; empty: the newest. */
  readonly dataSearch: string;
  readonly actions: ReactNode;
}

const cellClass = "overflow-hidden border-b px-2.5 py-0 text-ellipsis whitespace-nowrap group-hover/row:bg-hover";

/** Opens the company on a press anywhere in the row, but not where the press meant something else. */
function isMeantForRow(event: MouseEvent<HTMLElement>): boolean {
  if (event.defaultPrevented || event.button !== 0) return false;
  if ((event.target as HTMLElement).closest("a, button, input, [role=menu]")) return false;
  return document.getSelection()?.isCollapsed !== false;
}

export function ScreenTableRow({ index, rows, heads, heightPx, dataSearch, actions }: ScreenTableRowProps) {
  const router = useRouter();
  if (index >= rows.available) return <WaitingRow index={index} columns={heads.length + 2} heightPx={heightPx} />;

  const { ticker, name, gap } = rows.getIdentity(index);
  const href = `/company/${encodeURIComponent(ticker)}${dataSearch}`;
  return (
    <tr
      aria-rowindex={index + 2}
      data-row={index}
      className="group/row cursor-pointer"
      style={{ height: heightPx }}
      onClick={(event) => {
        if (!isMeantForRow(event)) return;
        if (event.metaKey || event.ctrlKey) window.open(href, "_blank", "noopener");
        else router.push(href);
      }}
    >
      <th
        scope="row"
        className={joinClasses(
          cellClass,
          "sticky left-0 z-[1] border-r bg-surface text-left font-medium group-hover/row:bg-hover group-has-[a:focus-visible]/row:bg-accent-soft",
        )}
      >
        <Link href={href} prefetch={false} className="-mx-1 rounded-ui px-1 text-accent hover:underline">
          {ticker}
        </Link>
      </th>
      <td className={joinClasses(cellClass, "relative")} title={gap === null ? name : `${name}: ${dataGapLabels[gap]}`}>
        {name}
        {gap === null ? null : <Badge className="ml-1.5">{dataGapLabels[gap]}</Badge>}
        {actions ? (
          <span className="absolute inset-y-0 right-0 flex items-center bg-surface pr-1 opacity-0 group-hover/row:bg-hover group-hover/row:opacity-100 group-focus-within/row:opacity-100 has-data-popup-open:opacity-100 pointer-coarse:opacity-100">
            {actions}
          </span>
        ) : null}
      </td>
      {heads.map((head, column) => (
        <td key={head.expression} className={joinClasses(cellClass, head.type === "number" && "text-right")}>
          <CellContent head={head} value={rows.getCell(index, column)} />
        </td>
      ))}
    </tr>
  );
}

function WaitingRow({
  index,
  columns,
  heightPx,
}: {
  readonly index: number;
  readonly columns: number;
  readonly heightPx: number;
}) {
  return (
    <tr aria-rowindex={index + 2} aria-busy style={{ height: heightPx }}>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells are alike and never move.
        <td key={column} className="border-b px-2.5 py-0">
          <span className="skeleton block h-2.5" />
        </td>
      ))}
    </tr>
  );
}
