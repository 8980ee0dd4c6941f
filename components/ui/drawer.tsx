"use client";

import { Dialog as Primitive } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { joinClasses } from "./class-names";
import { IconButton } from "./icon-button";
import { layerMark, useFirstFocus, useReturnedFocus } from "./layer";

export interface DrawerProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly side?: "left" | "right";
  readonly width?: "md" | "lg";
  readonly trigger?: ReactElement;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly footer?: ReactNode;
  /** The content brings its own padding and scrolling. */
  readonly isBare?: boolean;
  readonly children: ReactNode;
}

/** A panel from the edge of the screen, over the page. */
const widths = { md: "w-96", lg: "w-[38rem]" } as const;

export function Drawer({
  title,
  description,
  side = "right",
  width = "md",
  trigger,
  open,
  onOpenChange,
  footer,
  isBare = false,
  children,
}: DrawerProps) {
  const focus = useFirstFocus("field");
  useReturnedFocus();
  return (
    <Primitive.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger ? <Primitive.Trigger render={trigger} /> : null}
      <Primitive.Portal>
        <Primitive.Backdrop className="fixed inset-0 z-40 min-h-dvh bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Primitive.Popup
          {...layerMark}
          {...focus}
          className={joinClasses(
            "fixed inset-y-0 z-50 flex max-w-[calc(100vw-2.5rem)] flex-col bg-raised shadow-pop transition-transform duration-200 ease-out outline-none",
            widths[width],
            side === "right"
              ? "right-0 data-ending-style:translate-x-full data-starting-style:translate-x-full"
              : "left-0 data-ending-style:-translate-x-full data-starting-style:-translate-x-full",
          )}
        >
          <div className="flex items-start justify-between gap-4 border-b px-4 py-3">
            <div>
              <Primitive.Title className="text-lg">{title}</Primitive.Title>
              {description ? (
                <Primitive.Description className="text-xs text-ink-muted">{description}</Primitive.Description>
              ) : null}
            </div>
            <Primitive.Close
              render={
                <IconButton label="Close" className="-mr-2">
                  <X size={16} aria-hidden />
                </IconButton>
              }
            />
          </div>
          <div
            className={
              isBare ? "flex min-h-0 flex-1 bg-inherit" : "min-h-0 flex-1 overflow-y-auto overscroll-contain p-4"
            }
          >
            {children}
          </div>
          {footer ? <div className="border-t px-4 py-3">{footer}</div> : null}
        </Primitive.Popup>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
