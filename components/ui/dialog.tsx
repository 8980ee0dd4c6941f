"use client";

import { Dialog as Primitive } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { joinClasses } from "./class-names";
import { IconButton } from "./icon-button";
import { layerMark, useFirstFocus, useReturnedFocus } from "./layer";

export interface DialogProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** The button that opens it; without one, control `open`. */
  readonly trigger?: ReactElement;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly width?: "sm" | "md" | "lg";
  readonly children: ReactNode;
}

const widths = { sm: "w-96", md: "w-[32rem]", lg: "w-[46rem]" } as const;

export function Dialog({ title, description, trigger, open, onOpenChange, width = "sm", children }: DialogProps) {
  const focus = useFirstFocus("content");
  useReturnedFocus();
  return (
    <Primitive.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger ? <Primitive.Trigger render={trigger} /> : null}
      <Primitive.Portal>
        <Primitive.Backdrop className="fixed inset-0 z-40 min-h-dvh bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Primitive.Viewport className="fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] items-start justify-items-center overflow-y-auto px-4 py-[12dvh]">
          <Primitive.Popup
            {...layerMark}
            {...focus}
            className={joinClasses("pop relative max-w-full p-5 pt-4", widths[width])}
          >
            <div className="flex items-start justify-between gap-4">
              <Primitive.Title className="text-lg">{title}</Primitive.Title>
              <Primitive.Close
                render={
                  <IconButton label="Close" className="-mt-1 -mr-2">
                    <X size={16} aria-hidden />
                  </IconButton>
                }
              />
            </div>
            {description ? (
              <Primitive.Description className="mt-1 text-sm text-ink-muted">{description}</Primitive.Description>
            ) : null}
            <div data-layer-content className="mt-4">
              {children}
            </div>
          </Primitive.Popup>
        </Primitive.Viewport>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The row of actions at the end of a dialog, the main one last. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className="mt-5 flex flex-wrap justify-end gap-2">{children}</div>;
}

/** Closes the dialog around it. */
export function DialogClose({ render }: { readonly render: ReactElement }) {
  return <Primitive.Close render={render} />;
}
