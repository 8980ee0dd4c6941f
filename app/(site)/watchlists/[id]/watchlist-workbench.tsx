"use client";

import { useMemo } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import { Screener, type ScreenerProps } from "@/components/screen/screener";
import { EmptyState } from "@/components/ui/empty-state";
import { showToast } from "@/components/ui/toast";
import { useStable } from "@/components/ui/use-stable";
import { AddCompaniesForm, type AddCompaniesFormProps } from "@/components/watchlist/add-companies-form";
import { buildListColumns } from "@/components/watchlist/build-list-columns";
import type { FollowedItem } from "@/components/watchlist/followed-item";
import { ListHeading } from "@/components/watchlist/list-heading";
import { WatchlistActions, type WatchlistActionsProps } from "@/components/watchlist/watchlist-actions";

interface ItemInput {
  readonly watchlistId: string;
  readonly ticker: string;
}

export interface WatchlistWorkbenchProps extends Omit<ScreenerProps, "list"> {
  readonly id: string;
  readonly name: string;
  readonly items: readonly FollowedItem[];
  readonly add: AddCompaniesFormProps["add"];
  readonly rename: WatchlistActionsProps["rename"];
  readonly removeList: WatchlistActionsProps["remove"];
  readonly removeItem: (input: ItemInput) => Promise<ActionResult>;
  readonly note: (input: ItemInput & { readonly note: string; readonly tags: string }) => Promise<ActionResult>;
}

/** The screener on the companies of a list, with what the list says of each. */
export function WatchlistWorkbench(props: WatchlistWorkbenchProps) {
  const { id, name, items, add, rename, removeList, removeItem, note, ...screener } = props;
  const remove = useStable(async (ticker: string) => {
    const result = await removeItem({ watchlistId: id, ticker });
    if (result.ok) showToast({ title: `${ticker} is off the list` });
    else showToast({ title: `${ticker} was not removed`, detail: result.message, tone: "problem" });
    return result;
  });
  const save = useStable((input: { readonly ticker: string; readonly note: string; readonly tags: string }) =>
    note({ watchlistId: id, ...input }),
  );
  const edits = useMemo(() => ({ remove, note: save }), [remove, save]);
  const rows = useMemo(() => items.flatMap(({ now }) => now?.row ?? []), [items]);
  const columns = useMemo(() => {
    const byTicker = new Map(items.flatMap((item) => (item.now === null ? [] : [[item.now.ticker, item] as const])));
    return buildListColumns((ticker) => byTicker.get(ticker) ?? null, edits);
  }, [items, edits]);
  return (
    <Screener
      {...screener}
      list={{
        name,
        rows,
        columns,
        heading: (
          <ListHeading
            name={name}
            items={items}
            form={<AddCompaniesForm watchlistId={id} add={add} />}
            actions={<WatchlistActions id={id} name={name} rename={rename} remove={removeList} />}
            edits={edits}
          />
        ),
        empty: (
          <EmptyState title="Nothing on this list yet">
            Type or paste tickers above, or add companies from the screener.
          </EmptyState>
        ),
      }}
    />
  );
}
