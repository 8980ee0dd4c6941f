import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { FollowedItem } from "./followed-item";
import type { ListEdits } from "./list-edits";
import { NoteCell } from "./note-cell";
import { PriceAdded, VerdictAdded } from "./when-added";

/** The columns that a list adds to the table of companies; `find` gives the item of a row's ticker. */
export function buildListColumns(find: (ticker: string) => FollowedItem | null, edits: ListEdits) {
  const column = (
    id: string,
    label: string,
    widthPx: number,
    render: (item: FollowedItem) => ReactNode,
    more: { readonly after?: string; readonly isLabelHidden?: boolean } = {},
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
  return [
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
