"use client";

import { Tooltip as Primitive } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

export interface TooltipProps {
  /** The element explained; it must be able to take the focus. */
  readonly children: ReactElement;
  readonly content: ReactNode;
  readonly side?: "top" | "bottom" | "left" | "right";
}

/** A short explanation on hover and on focus. What a reader needs to do the job does not belong in one. */
export function Tooltip({ children, content, side = "top" }: TooltipProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger render={children} delay={350} />
      <Primitive.Portal>
        <Primitive.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Primitive.Popup className="pop max-w-72 px-2.5 py-1.5 text-xs text-ink">{content}</Primitive.Popup>
        </Primitive.Positioner>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
