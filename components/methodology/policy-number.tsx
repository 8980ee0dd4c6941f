"use client";

import { RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";
import { formatParameter, type Parameter } from "#lib/metric/parameter";
import { parseBound } from "#lib/workbench/filter/bound-text";
import { joinClasses } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { SourceNote } from "./source-note";

export interface PolicyNumberProps {
  /** As the version ships it. */
  readonly parameter: Parameter;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** One number of the policy: a slider over its range, a field for the exact value, and the way back to its own value. */
export function PolicyNumber({ parameter, value, onChange }: PolicyNumberProps) {
  const { id, label, value: own, format, min, max, step, source } = parameter;
  const isChanged = value !== own;
  const write = (number: number): string => formatParameter(number, format);
  return (
    <li
      id={`parameter-${id}`}
      className={joinClasses(
        "grid scroll-mt-16 items-start gap-x-6 max-xl:scroll-mt-72 gap-y-1.5 border-b px-4 py-2.5 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_17rem]",
        isChanged && "bg-accent-soft",
      )}
    >
      <div className="min-w-0">
        <p className="text-sm">
          {label} <span className="font-mono text-2xs text-ink-faint">{id}</span>
        </p>
        <p className="text-xs text-pretty">
          <SourceNote source={source} />
        </p>
      </div>
      <div>
        <div className="flex items-center gap-2">
          <input
            type="range"
            min={min}
            max={max}
            step={step}
            value={value}
            aria-label={label}
            aria-valuetext={write(value)}
            onChange={(event) => onChange(roundToStep(event.target.valueAsNumber, parameter))}
            className="h-6 min-w-0 flex-1 cursor-pointer accent-accent"
          />
          <ExactField parameter={parameter} value={value} onChange={onChange} />
          <IconButton
            label={`Reset ${label} to ${write(own)}`}
            size="sm"
            onClick={() => onChange(own)}
            className={isChanged ? undefined : "invisible"}
          >
            <RotateCcw size={13} aria-hidden />
          </IconButton>
        </div>
        <p className="text-2xs text-ink-faint">
          {write(min)} to {write(max)}
          {isChanged ? <strong className="font-medium text-accent">, instead of {write(own)}</strong> : null}
        </p>
      </div>
    </li>
  );
}

/** The value as a text to type in: a bare number, or one with its mark. It counts on Enter and when the field is left. */
function ExactField({ parameter: { id, label, format, min, max }, value, onChange }: PolicyNumberProps) {
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

/** A place of the slider as the decimal number that it stands for: 0.07, and not 0.07000000000000001. */
function roundToStep(value: number, { step }: Parameter): number {
  const decimals = Math.min(12, (String(step).split(".")[1] ?? "").length + 2);
  return Number(value.toFixed(decimals));
}
