"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

const shortcuts = [
  { keys: ["/"], does: "Write a query" },
  { keys: ["f"], does: "Add a filter" },
  { keys: ["d"], does: "Screen doctor: what each filter costs" },
  { keys: ["j", "k"], does: "Next and previous row, also with the arrows" },
  { keys: ["Enter"], does: "Open the company" },
  { keys: ["Space"], does: "Look at the company beside the table, and close it" },
  { keys: ["x"], does: "Select the row" },
  { keys: ["Shift", "Space"], does: "Select all rows up to this one, also with Shift and an arrow" },
  { keys: ["w"], does: "Add the row, or all selected, to a watchlist" },
  { keys: ["c"], does: "Copy the tickers of the selected" },
  { keys: ["b"], does: "Go to the buttons for the selected" },
  { keys: ["Esc"], does: "Close the look, then clear the selection" },
  { keys: ["u"], does: "List the unknown, and back" },
  { keys: ["?"], does: "This list" },
] as const;

export function ShortcutsDialog({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog title="Keys" open={open} onOpenChange={onOpenChange}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
        {shortcuts.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt className="flex justify-end gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
