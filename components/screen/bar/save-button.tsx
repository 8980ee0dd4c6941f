"use client";

import { Bookmark } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { SaveDialogProps } from "./save-dialog";

const SaveDialog = dynamic(() => import("./save-dialog").then((module) => module.SaveDialog), { ssr: false });

export function SaveButton(props: Omit<SaveDialogProps, "open" | "onOpenChange">) {
  const [isOpen, setOpen] = useState<boolean | null>(null);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Bookmark size={14} aria-hidden />
        <span className="max-sm:sr-only">Save</span>
      </Button>
      {isOpen === null ? null : <SaveDialog {...props} open={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
