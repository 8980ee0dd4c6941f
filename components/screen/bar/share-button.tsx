"use client";

import { Link2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { PendingLayer } from "@/components/ui/layer";
import { showToast } from "@/components/ui/toast";

const ShareDialog = dynamic(() => import("./share-dialog").then((module) => module.ShareDialog), {
  ssr: false,
  loading: PendingLayer,
});

export interface ShareButtonProps {
  /** The whole address, sealed to the data it was made on. */
  readonly buildLink: () => string;
}

/** Copies a link that shows the same rows to whoever opens it, also after the data have moved on. */
export function ShareButton({ buildLink }: ShareButtonProps) {
  const [shown, setShown] = useState<string | null>(null);
  const share = async () => {
    const link = buildLink();
    try {
      await navigator.clipboard.writeText(link);
      showToast({ title: "Link copied", detail: "It shows these rows on these data, also when newer data arrive." });
    } catch {
      // Not a secure context, or not allowed: show it to be copied by hand.
      setShown(link);
    }
  };
  return (
    <>
      <Button onClick={share}>
        <Link2 size={14} aria-hidden />
        <span className="max-sm:sr-only">Share</span>
      </Button>
      {shown === null ? null : <ShareDialog link={shown} onClose={() => setShown(null)} />}
    </>
  );
}
