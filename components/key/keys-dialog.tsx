"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { listKeys } from "./key-list";
import { useSearchKeyName } from "./search-key";
import { isPageKey } from "./use-shortcuts";

const names: Readonly<Record<string, string>> = { " ": "Space", Escape: "Esc", ArrowDown: "↓", ArrowUp: "↑" };

/** The keys that work on the page that it is opened on. */
export function KeysDialog({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const searchKey = useSearchKeyName();
  return (
    <Dialog title="Keys" open={open} onOpenChange={onOpenChange}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
        <KeyLine keys={isPageKey("/") ? [searchKey] : [searchKey, "/"]} does="Search everywhere" />
        {listKeys((key) => key === "?" || isPageKey(key)).map(({ keys, does }) => (
          <KeyLine key={does} keys={keys} does={does} />
        ))}
      </dl>
    </Dialog>
  );
}

function KeyLine({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) {
  return (
    <div className="contents">
      <dt className="flex justify-end gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{names[key] ?? key}</Kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </div>
  );
}
