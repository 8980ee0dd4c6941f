"use client";

import { useState } from "react";
import { useStable } from "@/components/ui/use-stable";
import { writeCookie } from "@/components/ui/write-cookie";
import { type Shading, shadingCookie } from "./standing";

/** What this browser shows behind numbers. */
export function useShading(initial: Shading): readonly [Shading, (next: Shading) => void] {
  const [shading, setShading] = useState(initial);
  const change = useStable((next: Shading) => {
    setShading(next);
    writeCookie(shadingCookie, next);
  });
  return [shading, change];
}
