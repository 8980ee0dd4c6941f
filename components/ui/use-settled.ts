"use client";

import { useEffect, useState } from "react";

/** A value once it has stayed the same for a while: for what may wait until a handle comes to rest. */
export function useSettled<Value>(value: Value, restMs: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return settled;
}
