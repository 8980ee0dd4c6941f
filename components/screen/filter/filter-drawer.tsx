"use client";

import { Drawer } from "@/components/ui/drawer";
import { FilterPanel, type FilterPanelProps } from "./filter-panel";

export interface FilterDrawerProps extends FilterPanelProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** The filters over the page, where there is no room beside the table. */
export function FilterDrawer({ open, onOpenChange, children, ...panel }: FilterDrawerProps) {
  return (
    <Drawer title="Filters" side="left" open={open} onOpenChange={onOpenChange} isBare>
      <FilterPanel {...panel} hasHeading={false}>
        {children}
      </FilterPanel>
    </Drawer>
  );
}
