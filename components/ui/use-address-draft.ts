"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** What a page shows: what its address says, or what was changed ahead of it. */
export interface AddressDraft<Value> {
  readonly value: Value;
  /** Shows a value ahead of the address. */
  readonly draft: (next: Value) => void;
  /** Tells that a value was written to the address, which the router brings back later. */
  readonly noteWritten: (written: Value) => void;
}

/**
 * A value that the address holds and that handles change ahead of it. A draft ends when the address has another value, by
 * whatever way; but not by one that was written here and comes back after the next step was taken, which would be lost.
 * `format` gives equal texts for equal values. `settled` is the same object while the address is the same.
 */
export function useAddressDraft<Value>(settled: Value, format: (value: Value) => string): AddressDraft<Value> {
  const [draft, setDraft] = useState<{ readonly value: Value } | null>(null);
  /** What was written here and the router has yet to bring back, the oldest first. */
  const onTheWay = useRef<string[]>([]);
  const write = useRef(format);
  write.current = format;
  useEffect(() => {
    const address = write.current(settled);
    const arrived = onTheWay.current.indexOf(address);
    onTheWay.current = arrived < 0 ? [] : onTheWay.current.slice(arrived + 1);
    setDraft((before) => (arrived >= 0 && before !== null && write.current(before.value) !== address ? before : null));
  }, [settled]);
  // Back right after a change: the router may never have seen the address that was left, and then reads nothing anew.
  useEffect(() => {
    const endDraft = () => {
      onTheWay.current = [];
      setDraft(null);
    };
    addEventListener("popstate", endDraft);
    return () => removeEventListener("popstate", endDraft);
  }, []);
  const show = useCallback((next: Value) => setDraft({ value: next }), []);
  const noteWritten = useCallback((written: Value) => {
    onTheWay.current.push(write.current(written));
  }, []);
  return { value: draft === null ? settled : draft.value, draft: show, noteWritten };
}
