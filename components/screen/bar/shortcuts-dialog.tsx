"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

const shortcuts = [
  { keys: ["/"], does: "Write a query" },
  { keys: ["f"], does: "Add a filter" },
  { keys: ["d"], does: "Screen doctor: what each filter costs" },
  { keys: ["j", "k"], does: "Next and previous row" },
  { keys: ["Enter"], does: "Open the company" },
  { keys: ["w"], does: "Add the row to a watchlist" },
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
