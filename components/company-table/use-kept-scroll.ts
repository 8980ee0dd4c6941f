"use client";

import { type RefObject, useLayoutEffect } from "react";

const storagePrefix = "ballast-scroll ";

/** A page that appears so soon after Back or Forward was reached by it. */
const returnMs = 3000;

let returnedAtMs = Number.NEGATIVE_INFINITY;
if (typeof addEventListener === "function") {
  addEventListener("popstate", () => {
    returnedAtMs = performance.now();
  });
}

/** Comes back to where the reader was when Back leads to this page again; `key` names what is listed. */
export function useKeptScroll(scroller: RefObject<HTMLElement | null>, key: string): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const name = `${storagePrefix}${key}`;
    if (performance.now() - returnedAtMs < returnMs) element.scrollTop = Number(readItem(name) ?? 0);
    const keep = () => writeItem(name, String(element.scrollTop));
    element.addEventListener("scrollend", keep);
    return () => {
      element.removeEventListener("scrollend", keep);
    };
  }, [scroller, key]);
}

function readItem(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function writeItem(name: string, value: string): void {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // Storage is switched off: the list begins at its top again.
  }
}
