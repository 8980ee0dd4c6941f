"use client";

import { Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import type { ActionResult } from "#lib/contract/action-result";
import { formatIsoDate } from "#lib/util/date-text";
import { ConfirmDialog } from "@/components/action/confirm-dialog";
import { NameDialog } from "@/components/action/name-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";
import { showToast } from "@/components/ui/toast";

export interface SavedScreenRow {
  readonly id: string;
  readonly name: string;
  /** The screen's URL form, without the question mark. */
  readonly search: string;
  /** The query; null when the screen keeps every company. */
  readonly query: string | null;
  /** The query in plain English; null without one. */
  readonly words: string | null;
  /** Companies that pass on the current data; null when the screen cannot be run any more, `problem` says why. */
  readonly count: number | null;
  readonly unknown: number | null;
  readonly problem: string | null;
  /** ISO date. */
  readonly savedOn: string;
}

export interface SavedScreenTableProps {
  readonly screens: readonly SavedScreenRow[];
  readonly rename: (input: { readonly id: string; readonly name: string }) => Promise<ActionResult>;
  readonly remove: (input: { readonly id: string }) => Promise<ActionResult>;
}

/** A person's screens with what they give today. */
export function SavedScreenTable({ screens, rename, remove }: SavedScreenTableProps) {
  return (
    <TableFrame label="Your saved screens">
      <Table>
        <thead>
          <tr>
            <TableHeadCell>Name</TableHeadCell>
            <TableHeadCell>Query</TableHeadCell>
            <TableHeadCell isNumber>Companies</TableHeadCell>
            <TableHeadCell isNumber>Unknown</TableHeadCell>
            <TableHeadCell isNumber>Saved</TableHeadCell>
            <TableHeadCell>
              <span className="sr-only">Change</span>
            </TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {screens.map((screen) => (
            <TableRow key={screen.id}>
              <TableCell className="min-w-40">
                <Link
                  href={screen.search === "" ? "/screen" : `/screen?${screen.search}`}
                  prefetch={false}
                  className="link font-medium"
                >
                  {screen.name}
                </Link>
              </TableCell>
              <TableCell className="min-w-64 max-w-xl">
                {screen.query === null ? (
                  <span className="text-ink-muted">Every company</span>
                ) : (
                  <>
                    {screen.words === null ? null : <p className="text-pretty">{screen.words}</p>}
                    <code className="line-clamp-2 font-mono text-xs text-ink-muted">{screen.query}</code>
                  </>
                )}
                {screen.problem ? <p className="text-xs text-danger">{screen.problem}</p> : null}
              </TableCell>
              <TableCell isNumber>{screen.count ?? "–"}</TableCell>
              <TableCell isNumber className="text-ink-muted">
                {screen.unknown ?? "–"}
              </TableCell>
              <TableCell isNumber className="whitespace-nowrap text-ink-muted">
                {formatIsoDate(screen.savedOn)}
              </TableCell>
              <TableCell className="whitespace-nowrap text-right">
                <NameDialog
                  title="Rename screen"
                  submitLabel="Rename"
                  initialName={screen.name}
                  trigger={
                    <IconButton label={`Rename ${screen.name}`}>
                      <Pencil size={14} aria-hidden />
                    </IconButton>
                  }
                  action={(name) => rename({ id: screen.id, name })}
                  onDone={() => showToast({ title: "Renamed" })}
                />
                <ConfirmDialog
                  title={`Delete "${screen.name}"?`}
                  description="Links to the screen that you have sent go on working."
                  confirmLabel="Delete"
                  trigger={
                    <IconButton label={`Delete ${screen.name}`}>
                      <Trash2 size={14} aria-hidden />
                    </IconButton>
                  }
                  action={() => remove({ id: screen.id })}
                  onDone={() => showToast({ title: `Deleted "${screen.name}"` })}
                />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
