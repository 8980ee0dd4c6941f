"use client";

import { useLayoutEffect, useRef } from "react";

/** Marks whatever lies over the page: dialogs, drawers, popovers, menus. Keys of the page rest beneath it. */
export const layerMark = { "data-layer": "" } as const;

/** Whether something lies over the page, or is on its way there. */
export function isLayerOpen(): boolean {
  return document.querySelector("[data-layer]") !== null;
}

/** Stands for a dialog that was asked for and is being loaded, so that keys pressed meanwhile do nothing to the page. */
export function PendingLayer() {
  return <span hidden {...layerMark} />;
}

const fieldSelector = ["input", "textarea", "select"]
  .map((name) => `${name}:not([type=hidden],[type=range],[type=checkbox],[type=radio],:disabled)`)
  .join();

/** Where the focus stands when a layer opens. */
export type FirstFocus = "field" | "content";

/**
 * Puts the focus, and the selection, into the first field of a layer (U-5). Without a field: `field` leaves it to the
 * library, `content` takes the first control that is none of the heading's, so that a space does not close a dialog.
 */
export function useFirstFocus(without: FirstFocus) {
  const popup = useRef<HTMLDivElement>(null);
  const initialFocus = (openedBy: string): HTMLElement | true => {
    // A drawer or a list that opens by touch would bring the keyboard over itself.
    if (without === "field" && openedBy === "touch") return true;
    const field = popup.current?.querySelector<HTMLElement>(fieldSelector) ?? null;
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
    if (field !== null || without === "field") return field ?? true;
    const control = popup.current?.querySelector<HTMLElement>(
      "[data-layer-content] :is(button:not(:disabled), a[href])",
    );
    return control ?? popup.current ?? true;
  };
  return { ref: popup, initialFocus };
}

/**
 * Gives the focus back to what had it before, also where a layer is taken out of the page at once instead of being closed:
 * the library gives it back only to a trigger of its own, and after the layer has faded.
 */
export function useReturnedFocus(): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      requestAnimationFrame(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    };
  }, []);
}
