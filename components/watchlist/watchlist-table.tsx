"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import type { ActionResult } from "#lib/contract/action-result";
import type { Value } from "#lib/expr/vector";
import { formatNumber, getHeadUnit } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";
import { type Verdict, verdictIds } from "#lib/verdict/verdict";
import { formatIsoDate } from "@/components/layout/format-date";
import { MissingMark } from "@/components/layout/missing-mark";
import { IconButton } from "@/components/ui/icon-button";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";
import { showToast } from "@/components/ui/toast";
import { VerdictBadge } from "@/components/verdict/verdict-badge";
import { NoteCell } from "./note-cell";

/** A number column of the table. */
export interface WatchlistColumn {
  readonly id: string;
  readonly label: string;
  readonly format: Format;
}

export interface WatchlistRow {
  readonly ticker: string;
  readonly note: string;
  /** ISO date. */
  readonly addedOn: string;
  readonly addedVerdict: string | null;
  /** When the company left the index; null for a member, and where no list of members ever had it. */
  readonly departure: { readonly lastListedOn: string } | null;
  /** Null: the data do not have the company. */
  readonly now: {
    /** In these data; it may have changed since the company was added. */
    readonly ticker: string;
    readonly name: string;
    readonly sector: string | null;
    readonly verdict: Verdict;
    readonly cells: readonly Value[];
  } | null;
}

export interface WatchlistTableProps {
  readonly watchlistId: string;
  readonly name: string;
  readonly columns: readonly WatchlistColumn[];
  readonly rows: readonly WatchlistRow[];
  /** What keeps a link to a company on the data of the page; empty: the newest. */
  readonly dataSearch: string;
  readonly remove: (input: { readonly watchlistId: string; readonly ticker: string }) => Promise<ActionResult>;
  readonly note: (input: {
    readonly watchlistId: string;
    readonly ticker: string;
    readonly note: string;
  }) => Promise<ActionResult>;
}

/** The companies of a list: what they are judged now and when they were added, the main figures, the notes. */
export function WatchlistTable(props: WatchlistTableProps) {
  const { watchlistId, name, columns, rows, dataSearch, remove, note } = props;
  async function takeOff(ticker: string) {
    const result = await remove({ watchlistId, ticker });
    if (result.ok) showToast({ title: `${ticker} is off the list` });
    else showToast({ title: `${ticker} was not removed`, detail: result.message, tone: "problem" });
  }

  return (
    <TableFrame label={`Companies on ${name}`}>
      <Table>
        <thead>
          <tr>
            <TableHeadCell>Company</TableHeadCell>
            <TableHeadCell>Verdict</TableHeadCell>
            <TableHeadCell>When added</TableHeadCell>
            {columns.map((column) => (
              <TableHeadCell key={column.id} isNumber unit={getHeadUnit(column.format)}>
                {column.label}
              </TableHeadCell>
            ))}
            <TableHeadCell className="min-w-56">Note</TableHeadCell>
            <TableHeadCell>
              <span className="sr-only">Remove</span>
            </TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <TableRow key={row.ticker}>
              <TableCell className="min-w-48">
                <Link
                  href={`/company/${encodeURIComponent(row.ticker)}${dataSearch}`}
                  prefetch={false}
                  className="link font-medium"
                >
                  {row.ticker}
                </Link>
                <div className="text-xs text-ink-muted">{describeRow(row)}</div>
              </TableCell>
              <TableCell>{row.now ? <VerdictBadge verdict={row.now.verdict} variant="plain" /> : null}</TableCell>
              <TableCell className="whitespace-nowrap">
                <AddedVerdict verdict={row.addedVerdict} />
                <div className="text-xs text-ink-muted">{formatIsoDate(row.addedOn)}</div>
              </TableCell>
              {columns.map((column, at) => (
                <TableCell key={column.id} isNumber>
                  <WatchlistCell value={row.now?.cells[at]} format={column.format} />
                </TableCell>
              ))}
              <TableCell className="min-w-56 max-w-80">
                <NoteCell
                  ticker={row.ticker}
                  note={row.note}
                  save={(text) => note({ watchlistId, ticker: row.ticker, note: text })}
                />
              </TableCell>
              <TableCell>
                <IconButton label={`Remove ${row.ticker}`} onClick={() => takeOff(row.ticker)}>
                  <Trash2 size={14} aria-hidden />
                </IconButton>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function describeRow({ ticker, now, departure }: WatchlistRow): string {
  if (now !== null) return now.ticker === ticker ? now.name : `${now.name}, listed as ${now.ticker}`;
  return departure === null ? "Not in these data" : `Left the index after ${formatIsoDate(departure.lastListedOn)}`;
}

function AddedVerdict({ verdict }: { readonly verdict: string | null }) {
  const known = verdictIds.find((id) => id === verdict);
  return known ? <VerdictBadge verdict={known} variant="plain" /> : <span className="text-ink-faint">–</span>;
}

function WatchlistCell({ value, format }: { readonly value: Value | undefined; readonly format: Format }) {
  if (value?.type === "number") return formatNumber(value.value, format);
  return value?.type === "missing" ? <MissingMark reason={value.reason} /> : <span className="text-ink-faint">–</span>;
}
