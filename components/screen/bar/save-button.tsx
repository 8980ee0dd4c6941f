"use client";

import { Bookmark } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { PendingLayer } from "@/components/ui/layer";
import type { SaveDialogProps } from "./save-dialog";

const load = () => import("./save-dialog").then((module) => module.SaveDialog);
const SaveDialog = dynamic(load, { ssr: false, loading: PendingLayer });

export function SaveButton(props: Omit<SaveDialogProps, "open" | "onOpenChange">) {
  const [isOpen, setOpen] = useState<boolean | null>(null);
  return (
    <>
      <Button aria-haspopup="dialog" onPointerEnter={load} onFocus={load} onClick={() => setOpen(true)}>
        <Bookmark size={14} aria-hidden />
        <span className="max-sm:sr-only">Save</span>
      </Button>
      {isOpen === null ? null : <SaveDialog {...props} open={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
