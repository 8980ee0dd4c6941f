"use client";

import { Popover as Primitive } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { joinClasses } from "./class-names";
import { layerMark, useFirstFocus } from "./layer";

export interface PopoverProps {
  readonly trigger: ReactElement;
  /** Read aloud when it opens. */
  readonly label: string;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly align?: "start" | "center" | "end";
  readonly side?: "top" | "bottom" | "left" | "right";
  readonly className?: string;
  readonly children: ReactNode;
}

export function Popover({
  trigger,
  label,
  open,
  onOpenChange,
  align = "start",
  side = "bottom",
  className,
  children,
}: PopoverProps) {
  const focus = useFirstFocus("field");
  return (
    <Primitive.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <Primitive.Trigger render={trigger} />
      <Primitive.Portal>
        <Primitive.Positioner side={side} align={align} sideOffset={5} collisionPadding={8} className="z-50">
          <Primitive.Popup
            {...layerMark}
            {...focus}
            aria-label={label}
            className={joinClasses("pop max-h-(--available-height) max-w-(--available-width) overflow-auto", className)}
          >
            {children}
          </Primitive.Popup>
        </Primitive.Positioner>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
