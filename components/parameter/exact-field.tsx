"use client";

import { useEffect, useRef, useState } from "react";
import { formatParameter, type Parameter } from "#lib/metric/parameter";
import { parseBound } from "#lib/workbench/filter/bound-text";
import { Input } from "@/components/ui/input";

export interface ExactFieldProps {
  readonly parameter: Pick<Parameter, "id" | "label" | "format" | "min" | "max">;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** What is typed counts after so long without another key, where it is a value. */
const pauseMs = 350;

/**
 * The value as a text to type in: a bare number, or one with its mark. It counts after a pause, on Enter and when the field
 * is left; what is wrong with it is said on Enter and then, since a number that is being typed is often none yet.
 */
export function ExactField({ parameter: { id, label, format, min, max }, value, onChange }: ExactFieldProps) {
  const written = formatParameter(value, format);
  const [text, setText] = useState(written);
  const [error, setError] = useState<string | null>(null);
  const typed = useRef<number | null>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // The text of somebody who is typing stays as it is: `2` does not become `2.00x` before `.5` follows.
    if (typed.current === value) return;
    typed.current = null;
    setText(written);
    setError(null);
  }, [written, value]);
  useEffect(() => () => clearTimeout(pause.current), []);
  const read = (next: string): number | null => {
    const number = readValue(next, format);
    return number === null || number < min || number > max ? null : number;
  };
  const take = (number: number) => {
    if (number !== value) onChange(number);
  };
  const type = (next: string) => {
    setText(next);
    setError(null);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => {
      const number = read(next);
      if (number === null) return;
      typed.current = number;
      take(number);
    }, pauseMs);
  };
  const commit = () => {
    clearTimeout(pause.current);
    typed.current = null;
    if (text.trim() === written) return;
    const number = read(text);
    if (number === null) {
      setError(`Between ${formatParameter(min, format)} and ${formatParameter(max, format)}`);
      return;
    }
    setError(null);
    setText(formatParameter(number, format));
    take(number);
  };
  return (
    <span className="relative w-24 shrink-0">
      <Input
        size="sm"
        inputMode="decimal"
        value={text}
        aria-label={`${label}, exact value`}
        aria-invalid={error === null ? undefined : true}
        aria-describedby={error === null ? undefined : `${id}-error`}
        onChange={(event) => type(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key === "Escape") {
            clearTimeout(pause.current);
            typed.current = null;
            setText(written);
            setError(null);
          }
        }}
        className="text-right"
      />
      {error === null ? null : (
        <span id={`${id}-error`} role="alert" className="block text-2xs text-danger">
          {error}
        </span>
      )}
    </span>
  );
}

/** Reads what stands in a field, with the word of its unit after it or without; null for what is no number. */
function readValue(text: string, format: Parameter["format"]): number | null {
  const bare = text.replace(/\s*(months?|years?|days?)\s*$/i, "").replace(/\s+bp$/i, "bp");
  const read = parseBound(bare, format, null);
  if (!read.ok || read.value === null) return null;
  const isBareShift = format === "basis_points" && !/bp|%/i.test(text);
  return isBareShift ? read.value.value / 10_000 : read.value.value;
}
