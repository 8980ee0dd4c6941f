"use client";

import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { formatIsoDate } from "#lib/util/date-text";
import { formatCountOf } from "#lib/util/number-text";
import type { Sizing } from "#lib/workbench/portfolio/sizing";
import { IconButton } from "@/components/ui/icon-button";
import type { FollowedItem } from "./followed-item";
import type { ListEdits } from "./list-edits";
import { NoteCell } from "./note-cell";
import { SizeCell } from "./portfolio/size-cell";

export interface ListHeadingProps {
  readonly name: string;
  readonly items: readonly FollowedItem[];
  /** Adds companies. */
  readonly form: ReactNode;
  /** Renames or deletes the list. */
  readonly actions: ReactNode;
  readonly edits: ListEdits;
  /** Which numbers the list uses. */
  readonly sizing: Sizing | null;
}

/** Title of a list, what is done to it, and its companies that the data of the page do not have. */
export function ListHeading({ name, items, form, actions, edits, sizing }: ListHeadingProps) {
  const absent = items.filter(({ now }) => now === null);
  return (
    <header className="shrink-0 border-b bg-surface px-3 pt-3 pb-2 md:px-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-xl">{name}</h1>
          <p className="text-xs text-ink-muted">{formatCountOf(items.length, "company", "companies")}</p>
        </div>
        <div className="flex flex-1 flex-wrap items-start justify-end gap-2">
          {form}
          {actions}
        </div>
      </div>
      {absent.length === 0 ? null : (
        <section aria-label="Not in these data" className="mt-2 max-h-32 overflow-y-auto border-t pt-2 text-xs">
          <ul className="grid gap-x-6 sm:grid-cols-2">
            {absent.map((item) => (
              <li key={item.ticker} className="flex min-h-7 items-center gap-2">
                <span className="font-medium">{item.ticker}</span>
                <span className="text-ink-muted">{describeAbsence(item)}</span>
                {sizing === null ? null : (
                  <span className="ml-auto w-24 shrink-0">
                    <SizeCell ticker={item.ticker} sizing={sizing} size={item[sizing]} save={edits.size} />
                  </span>
                )}
                <span className={sizing === null ? "ml-auto w-40 min-w-0" : "w-40 min-w-0"}>
                  <NoteCell ticker={item.ticker} note={item.note} tags={item.tags} save={edits.note} />
                </span>
                <IconButton size="sm" label={`Remove ${item.ticker}`} onClick={() => edits.remove(item.ticker)}>
                  <Trash2 size={14} aria-hidden />
                </IconButton>
              </li>
            ))}
          </ul>
        </section>
      )}
    </header>
  );
}

function describeAbsence({ departure }: FollowedItem): string {
  return departure === null ? "Not in these data" : `Left the index after ${formatIsoDate(departure.lastListedOn)}`;
}
