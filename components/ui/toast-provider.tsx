"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";

// Nothing is said before the page can be used, so what shows messages need not arrive with it.
const ToastRegion = dynamic(() => import("./toast-region").then((module) => module.ToastRegion), { ssr: false });

/** Holds the messages of the whole app; put around everything once. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <>
      {children}
      <ToastRegion />
    </>
  );
}
