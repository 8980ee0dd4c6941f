"use client";

import { Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import type { Departure } from "#lib/contract/company";
import type { FollowedState } from "#lib/contract/watchlist";
import type { SortKey } from "#lib/screen/screen";
import { formatIsoDate } from "#lib/util/date-text";
import { verdictIds } from "#lib/verdict/verdict";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { orderRows } from "#lib/workbench/column/order-rows";
import { setSortKey } from "#lib/workbench/column/sort-key";
import { createSentRows, type Density } from "#lib/workbench/column/table-model";
import type { TableFrameProps } from "@/components/company-table/bare-table";
import type { ColumnWidths } from "@/components/company-table/column-width";
import { CompanyTable } from "@/components/company-table/company-table";
import { PageTable } from "@/components/company-table/page-table";
import type { ExtraColumn } from "@/components/company-table/table-column";
import { useColumnWidths } from "@/components/company-table/use-column-widths";
import { IconButton } from "@/components/ui/icon-button";
import { showToast } from "@/components/ui/toast";
import { useStable } from "@/components/ui/use-stable";
import { VerdictBadge } from "@/components/verdict/verdict-badge";
import { NoteCell } from "./note-cell";

export interface WatchlistRow {
  readonly ticker: string;
  readonly note: string;
  /** ISO date. */
  readonly addedOn: string;
  readonly addedVerdict: string | null;
  /** The version of the policy that said so; null where the page judges by the same, or where it is not known. */
  readonly addedVersion: number | null;
  /** When the company left the index; null for a constituent, and where no list of constituents ever had it. */
  readonly departure: Departure | null;
  /** Null: the data do not have the company. */
  readonly now: FollowedState | null;
}

export interface WatchlistTableProps {
  readonly watchlistId: string;
  readonly name: string;
  /** The heads of the cells, verdict first. */
  readonly heads: readonly ColumnHead[];
  readonly rows: readonly WatchlistRow[];
  /** What keeps a link to a company on the data and the policy of the page. */
  readonly viewSearch: string;
  readonly initialWidths: ColumnWidths;
  readonly density: Density;
  readonly remove: (input: { readonly watchlistId: string; readonly ticker: string }) => Promise<ActionResult>;
  readonly note: (input: {
    readonly watchlistId: string;
    readonly ticker: string;
    readonly note: string;
  }) => Promise<ActionResult>;
}

const noSort: readonly SortKey[] = [];

/** The companies of a list: what they are judged now and when they were added, the main figures, the notes. */
export function WatchlistTable(props: WatchlistTableProps) {
  const { watchlistId, name, heads, rows, viewSearch, remove, note } = props;
  const [sort, setSort] = useState(noSort);
  const { widths, setWidth } = useColumnWidths(props.initialWidths);

  const ordered = useMemo(() => {
    const sent = rows.map((row) => ({
      ticker: row.ticker,
      name: describeRow(row),
      gap: null,
      isProvisional: row.now?.isProvisional ?? false,
      reported: null,
      cells: row.now?.cells ?? heads.map(() => null),
    }));
    const places = orderRows(createSentRows(sent, sent.length), heads, sort);
    const inOrder = <Item,>(items: readonly Item[]) => places.map((place) => items[place] as Item);
    return { rows: inOrder(rows), table: createSentRows(inOrder(sent), sent.length) };
  }, [rows, heads, sort]);

  const takeOff = useStable(async (ticker: string) => {
    const result = await remove({ watchlistId, ticker });
    if (result.ok) showToast({ title: `${ticker} is off the list` });
    else showToast({ title: `${ticker} was not removed`, detail: result.message, tone: "problem" });
  });
  const saveNote = useStable((ticker: string, text: string) => note({ watchlistId, ticker, note: text }));

  const extraColumns = useMemo((): readonly ExtraColumn[] => {
    const get = (index: number): WatchlistRow => ordered.rows[index] as WatchlistRow;
    return [
      {
        id: "when_added",
        label: "When added",
        widthPx: 244,
        after: "verdict",
        render: (index) => <WhenAdded row={get(index)} />,
      },
      {
        id: "note",
        label: "Note",
        widthPx: 260,
        isStretched: true,
        render: (index) => {
          const { ticker, note: text } = get(index);
          return <NoteCell ticker={ticker} note={text} save={(next) => saveNote(ticker, next)} />;
        },
      },
      {
        id: "remove",
        label: "Remove",
        isLabelHidden: true,
        widthPx: 48,
        render: (index) => (
          <span className="-my-0.5 flex">
            <IconButton size="sm" label={`Remove ${get(index).ticker}`} onClick={() => takeOff(get(index).ticker)}>
              <Trash2 size={14} aria-hidden />
            </IconButton>
          </span>
        ),
      },
    ];
  }, [ordered, saveNote, takeOff]);

  const actions = useMemo(
    () => ({
      sortBy: (expression: string, descending: boolean, isAdded: boolean) =>
        setSort((before) => setSortKey(before, { expression, descending }, isAdded)),
    }),
    [],
  );
  return (
    <CompanyTable
      label={`Companies on ${name}`}
      heads={heads}
      extraColumns={extraColumns}
      rows={ordered.table}
      sort={sort}
      onSortChange={setSort}
      actions={actions}
      widths={widths}
      onResize={setWidth}
      density={props.density}
      renderFrame={renderPage}
      growsRows
      viewSearch={viewSearch}
    />
  );
}

const renderPage = (frame: TableFrameProps) => <PageTable {...frame} />;

function describeRow({ ticker, now, departure }: WatchlistRow): string {
  if (now !== null) return now.ticker === ticker ? now.name : `${now.name}, listed as ${now.ticker}`;
  return departure === null ? "Not in these data" : `Left the index after ${formatIsoDate(departure.lastListedOn)}`;
}

function WhenAdded({ row: { addedVerdict, addedVersion, addedOn } }: { readonly row: WatchlistRow }) {
  const known = verdictIds.find((id) => id === addedVerdict);
  return (
    <span className="flex items-baseline whitespace-nowrap">
      <span className="w-22 shrink-0">
        {known ? <VerdictBadge verdict={known} variant="plain" /> : <span className="text-ink-faint">–</span>}
      </span>
      <span className="text-xs text-ink-muted">
        {formatIsoDate(addedOn)}
        {addedVersion === null ? null : `, by version ${addedVersion}`}
      </span>
    </span>
  );
}
