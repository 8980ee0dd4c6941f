"use client";

import { useState } from "react";
import { useStable } from "./use-stable";
import { writeCookie } from "./write-cookie";

/** A preference of this browser, which a cookie keeps so that the server draws the page by it. */
export function useKeptState<T>(
  cookie: string,
  initial: T,
  format: (value: T) => string,
): readonly [T, (next: T) => void] {
  const [value, setValue] = useState(initial);
  const change = useStable((next: T) => {
    setValue(next);
    writeCookie(cookie, format(next));
  });
  return [value, change];
}
