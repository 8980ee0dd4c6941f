"use client";

import { CalendarClock } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useTransition } from "react";
import { EmptyState } from "@/components/ui/empty-state";

const againMs = 3_000;

export interface DayBeingBuiltProps {
  readonly message: string;
  /** The way to the newest data, for whoever does not want to wait. */
  readonly actions: ReactNode;
}

/** A past day that is being built for longer than a page waits: asks again by itself until it is there. */
export function DayBeingBuilt({ message, actions }: DayBeingBuiltProps) {
  const router = useRouter();
  const [isAsking, startAsking] = useTransition();
  useEffect(() => {
    if (isAsking) return;
    const timer = setTimeout(() => startAsking(() => router.refresh()), againMs);
    return () => clearTimeout(timer);
  }, [isAsking, router]);
  return (
    <div role="status">
      <EmptyState className="py-24" icon={<CalendarClock />} title="That day is being built" actions={actions}>
        {message} This page asks again by itself.
      </EmptyState>
    </div>
  );
}
