"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { type Preset, presets } from "#lib/workbench/preset";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";

/** Ready screens, each with the reason to look at it. */
export function PresetsMenu({ onPick }: { readonly onPick: (preset: Preset) => void }) {
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
      <ul>
        {presets.map((preset) => (
          <li key={preset.id}>
            <button
              type="button"
              onClick={() => {
                setOpen(false);
                onPick(preset);
              }}
              className="block w-full px-3 py-1.5 text-left -outline-offset-2 hover:bg-hover"
            >
              <span className="block text-sm font-medium">{preset.label}</span>
              <span className="block text-xs text-pretty text-ink-muted">{preset.why}</span>
            </button>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
