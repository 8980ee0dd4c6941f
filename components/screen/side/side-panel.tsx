"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Drawer } from "@/components/ui/drawer";
import { IconButton } from "@/components/ui/icon-button";
import { useMedia } from "@/components/ui/use-media";

export interface SidePanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Stands beside the table, which goes on being used, where there is room for both; else it lies over the page. */
export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const hasRoom = useMedia("(min-width: 84rem)");
  if (!hasRoom) {
    return (
      <Drawer title={title} open onOpenChange={(isOpen) => !isOpen && onClose()} isBare>
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain bg-inherit">{children}</div>
      </Drawer>
    );
  }
  return (
    <aside aria-label={title} className="flex w-88 shrink-0 flex-col border-l bg-surface">
      <div className="flex h-10 shrink-0 items-center justify-between border-b pr-1 pl-3">
        <h2 className="text-sm">{title}</h2>
        <IconButton label={`Close ${title.toLowerCase()}`} onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain bg-inherit">{children}</div>
    </aside>
  );
}
