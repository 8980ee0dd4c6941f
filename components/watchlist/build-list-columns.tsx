import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Sizing } from "#lib/workbench/portfolio/sizing";
import { IconButton } from "@/components/ui/icon-button";
import type { FollowedItem } from "./followed-item";
import type { ListEdits } from "./list-edits";
import { NoteCell } from "./note-cell";
import { writeTilt, writeWeight } from "./portfolio/figure-table";
import { SizeCell } from "./portfolio/size-cell";
import { PriceAdded, VerdictAdded } from "./when-added";

/** What a list is sized by, and what of the portfolio a company is, by the ticker that it was added under. */
export interface ListSizing {
  readonly sizing: Sizing;
  /** Typed weights come to 100%, so that they are the weights. */
  readonly isWhole: boolean;
  /** A fraction; null where it cannot be weighed. */
  readonly getWeight: (ticker: string) => number | null;
}

/** The columns that a list adds to the table of companies; `find` gives the item of a row's ticker. */
export function buildListColumns(
  find: (ticker: string) => FollowedItem | null,
  edits: ListEdits,
  sized: ListSizing | null,
) {
  const column = (
    id: string,
    label: string,
    widthPx: number,
    render: (item: FollowedItem) => ReactNode,
    more: { readonly after?: string; readonly isLabelHidden?: boolean; readonly isNumber?: boolean } = {},
  ) => ({
    id,
    label,
    widthPx,
    ...more,
    render: (ticker: string) => {
      const item = find(ticker);
      return item === null ? null : render(item);
    },
  });
  const number = (id: string, label: string, widthPx: number, write: (item: FollowedItem) => ReactNode) =>
    column(id, label, widthPx, (item) => <span className="block text-right">{write(item)}</span>, {
      after: "verdict",
      isNumber: true,
    });
  const listSizes = ({ sizing, isWhole, getWeight }: ListSizing) => [
    column(
      sizing === "shares" ? "held_shares" : "typed_weight",
      sizing === "shares" ? "Shares" : isWhole ? "Weight" : "Weight as typed",
      112,
      (item) => <SizeCell ticker={item.ticker} sizing={sizing} size={item[sizing]} save={edits.size} />,
      { after: "verdict", isNumber: true },
    ),
    ...(isWhole ? [] : [number("held_weight", "Weight", 84, ({ ticker }) => writeWeight(getWeight(ticker), 2))]),
    number("weight", "Index weight", 84, ({ indexWeight }) => writeWeight(indexWeight, 2)),
    number("active_weight", "Active weight", 84, ({ ticker, indexWeight }) => {
      const weight = getWeight(ticker);
      return writeTilt(weight === null || indexWeight === null ? null : weight - indexWeight, 2);
    }),
  ];
  return [
    ...(sized === null ? [] : listSizes(sized)),
    column("when_added", "When added", 216, (item) => <VerdictAdded item={item} />, { after: "verdict" }),
    column(
      "note",
      "Note",
      200,
      ({ ticker, note, tags }) => <NoteCell ticker={ticker} note={note} tags={tags} save={edits.note} />,
      { after: "why" },
    ),
    column("price_added", "Price when added", 132, (item) => <PriceAdded item={item} />),
    column(
      "remove",
      "Remove",
      48,
      ({ ticker }) => (
        <span className="-my-0.5 flex">
          <IconButton size="sm" label={`Remove ${ticker}`} onClick={() => edits.remove(ticker)}>
            <Trash2 size={14} aria-hidden />
          </IconButton>
        </span>
      ),
      { isLabelHidden: true },
    ),
  ];
}
