"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import type { Sizing } from "#lib/workbench/portfolio/sizing";
import { type Holding, isAllOfIt, weighHoldings } from "#lib/workbench/portfolio/weigh-holdings";
import { unreachable } from "@/components/action/use-action";
import { Screener, type ScreenerProps } from "@/components/screen/screener";
import type { PortfolioSource } from "@/components/screen/state/screened-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { showToast } from "@/components/ui/toast";
import { useStable } from "@/components/ui/use-stable";
import { AddCompaniesForm } from "@/components/watchlist/add-companies-form";
import type { AddCompaniesFormProps } from "@/components/watchlist/add-input";
import { buildListColumns } from "@/components/watchlist/build-list-columns";
import type { FollowedItem } from "@/components/watchlist/followed-item";
import { ListBar, type TagCount } from "@/components/watchlist/list-bar";
import type { ListEdits } from "@/components/watchlist/list-edits";
import { ListHeading } from "@/components/watchlist/list-heading";
import { WatchlistActions, type WatchlistActionsProps } from "@/components/watchlist/watchlist-actions";

const PortfolioPanel = dynamic(
  () => import("@/components/watchlist/portfolio/portfolio-panel").then((module) => module.PortfolioPanel),
  { ssr: false, loading: () => <Skeleton className="m-3 h-40" /> },
);

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
  readonly note: (input: ItemInput & Parameters<ListEdits["note"]>[0]) => Promise<ActionResult>;
  /** Which numbers the list uses. */
  readonly sizing: Sizing | null;
  readonly chooseSizing: (input: {
    readonly watchlistId: string;
    readonly sizing: Sizing | null;
  }) => Promise<ActionResult>;
  readonly size: (
    input: ItemInput & { readonly change: Omit<Parameters<ListEdits["size"]>[0], "ticker"> },
  ) => Promise<ActionResult>;
}

/** The screener on the companies of a list, with what the list says of each. */
export function WatchlistWorkbench(props: WatchlistWorkbenchProps) {
  const { id, name, items, sizing, add, rename, removeList, removeItem, note, chooseSizing, size, ...screener } = props;
  const remove = useStable(async (ticker: string) => {
    const result = await removeItem({ watchlistId: id, ticker });
    if (result.ok) showToast({ title: `${ticker} is off the list` });
    else showToast({ title: `${ticker} was not removed`, detail: result.message, tone: "problem" });
    return result;
  });
  const saveNote = useStable((input: Parameters<ListEdits["note"]>[0]) => note({ watchlistId: id, ...input }));
  const saveSize = useStable(({ ticker, ...change }: Parameters<ListEdits["size"]>[0]) =>
    size({ watchlistId: id, ticker, change }).catch(() => unreachable),
  );
  const edits = useMemo(() => ({ remove, note: saveNote, size: saveSize }), [remove, saveNote, saveSize]);
  const choose = async (next: Sizing | null) => {
    const result = await chooseSizing({ watchlistId: id, sizing: next }).catch(() => unreachable);
    if (!result.ok) showToast({ title: "The list was not changed", detail: result.message, tone: "problem" });
  };
  const rows = useMemo(() => items.flatMap(({ now }) => now?.row ?? []), [items]);
  const rowsByTag = useMemo(() => groupByTag(items), [items]);
  const tags = useMemo(() => countTags(items), [items]);
  const holdings = useMemo(() => items.map((item) => describeHolding(item, sizing)), [items, sizing]);
  const sized = useMemo(() => {
    if (sizing === null) return null;
    const { positions, typedSum } = weighHoldings(holdings, sizing);
    const weights = new Map(positions.map(({ ticker, weight }) => [ticker, weight]));
    const isWhole = typedSum !== null && isAllOfIt(typedSum);
    return { sizing, isWhole, getWeight: (ticker: string) => weights.get(ticker) ?? null };
  }, [holdings, sizing]);
  const columns = useMemo(() => {
    const byTicker = new Map(items.flatMap((item) => (item.now === null ? [] : [[item.now.ticker, item] as const])));
    return buildListColumns((ticker) => byTicker.get(ticker) ?? null, edits, sized);
  }, [items, edits, sized]);
  return (
    <Screener
      {...screener}
      list={{
        name,
        rows,
        rowsByTag,
        columns,
        heading: (
          <ListHeading
            name={name}
            items={items}
            sizing={sizing}
            form={<AddCompaniesForm watchlistId={id} sizing={sizing} add={add} />}
            actions={<WatchlistActions id={id} name={name} rename={rename} remove={removeList} />}
            edits={edits}
          />
        ),
        renderBar: ({ tag, listView, change }) => (
          <ListBar
            isPortfolio={listView === "portfolio"}
            onPortfolioChange={(isPortfolio) => change({ listView: isPortfolio ? "portfolio" : null })}
            sizing={sizing}
            onSizingChange={choose}
            tags={tags}
            tag={tag}
            onTagChange={(next) => change({ tag: next })}
          />
        ),
        renderPortfolio: (source) => <TaggedPortfolio {...source} items={items} holdings={holdings} sizing={sizing} />,
        renderEmpty: (tag) =>
          tag === null ? (
            <EmptyState title="Nothing on this list yet">
              Type or paste tickers above, or add companies from the screener.
            </EmptyState>
          ) : (
            <EmptyState title={`Nothing here is tagged ${tag}`}>Press the tag above to show the whole list.</EmptyState>
          ),
      }}
    />
  );
}

function describeHolding(item: FollowedItem, sizing: Sizing | null): Holding {
  const { ticker, now, price } = item;
  return { ticker, row: now?.row ?? null, priceUsd: price, size: sizing === null ? null : item[sizing] };
}

function groupByTag(items: readonly FollowedItem[]): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  for (const { tags, now } of items) {
    for (const tag of tags) rows.set(tag, [...(rows.get(tag) ?? []), ...(now === null ? [] : [now.row])]);
  }
  return rows;
}

/** The tags of a list with how many of its companies have them, the most usual first. */
function countTags(items: readonly FollowedItem[]): readonly TagCount[] {
  const counts = new Map<string, number>();
  for (const { tags } of items) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((left, right) => right.count - left.count || (left.tag < right.tag ? -1 : 1));
}

interface TaggedPortfolioProps extends PortfolioSource {
  readonly items: readonly FollowedItem[];
  /** In the order of the items. */
  readonly holdings: readonly Holding[];
  readonly sizing: Sizing | null;
}

/** The portfolio of the companies of a list that have the tag of the page. */
function TaggedPortfolio({ items, holdings, tag, ...rest }: TaggedPortfolioProps) {
  const tagged = useMemo(
    () => holdings.filter((_, at) => tag === null || items[at]?.tags.includes(tag)),
    [holdings, items, tag],
  );
  return <PortfolioPanel {...rest} tag={tag} holdings={tagged} />;
}
