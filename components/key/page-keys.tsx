"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { PendingLayer } from "@/components/ui/layer";
import { useShortcuts } from "./use-shortcuts";

const KeysDialog = dynamic(() => import("./keys-dialog").then((module) => module.KeysDialog), {
  ssr: false,
  loading: PendingLayer,
});

/** The sheet of keys, which every page has. */
export function PageKeys() {
  const [isOpen, setOpen] = useState<boolean | null>(null);
  useShortcuts({ "?": () => setOpen(true) }, "frame");
  return isOpen === null ? null : <KeysDialog open={isOpen} onOpenChange={setOpen} />;
}
