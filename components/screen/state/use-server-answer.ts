"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";

/**
 * Has the server draw the page anew for an address that the browser cannot answer by itself; null: it can. True where
 * that came to nothing.
 */
export function useServerAnswer(address: string | null): boolean {
  const router = useRouter();
  const [asked, setAsked] = useState<string | null>(null);
  const [isAsking, startTransition] = useTransition();

  useEffect(() => {
    if (address === null) {
      setAsked(null);
      return;
    }
    let isWanted = true;
    startTransition(async () => {
      const isThere = await findServer();
      if (!isWanted) return;
      startTransition(() => {
        if (isThere) router.refresh();
        // Together with what the server draws, so that nothing is called lost before.
        setAsked(address);
      });
    });
    return () => {
      isWanted = false;
    };
  }, [address, router]);

  return address !== null && asked === address && !isAsking;
}

/** Next leaves the page for the browser's own error page where the server does not answer, so that is found out first. */
async function findServer(): Promise<boolean> {
  try {
    return (await fetch("/api/v1/health", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
