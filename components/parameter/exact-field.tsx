"use client";

import { useEffect, useState } from "react";
import { formatParameter, type Parameter } from "#lib/metric/parameter";
import { parseBound } from "#lib/workbench/filter/bound-text";
import { Input } from "@/components/ui/input";

export interface ExactFieldProps {
  readonly parameter: Pick<Parameter, "id" | "label" | "format" | "min" | "max">;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** The value as a text to type in: a bare number, or one with its mark. It counts on Enter and when the field is left. */
export function ExactField({ parameter: { id, label, format, min, max }, value, onChange }: ExactFieldProps) {
  const written = formatParameter(value, format);
  const [text, setText] = useState(written);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    setText(written);
    setError(null);
  }, [written]);
  const commit = () => {
    if (text.trim() === written) return;
    const number = readValue(text, format);
    if (number === null || number < min || number > max) {
      setError(`Between ${formatParameter(min, format)} and ${formatParameter(max, format)}`);
      return;
    }
    setError(null);
    setText(formatParameter(number, format));
    onChange(number);
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
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key === "Escape") {
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
