"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import type { PresetsListProps } from "./presets-list";

const PresetsList = dynamic(() => import("./presets-list").then((module) => module.PresetsList), {
  ssr: false,
  loading: () => <Skeleton className="mx-3 my-2 h-140" />,
});

/** Opens the ready screens. */
export function PresetsMenu({ workbench, onPick }: PresetsListProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      label="Presets"
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      className="w-[26rem] py-1"
      trigger={
        <Button>
          Presets
          <ChevronDown size={14} aria-hidden className="text-ink-faint" />
        </Button>
      }
    >
      <PresetsList
        workbench={workbench}
        onPick={(preset) => {
          setOpen(false);
          onPick(preset);
        }}
      />
    </Popover>
  );
}
