"use client";

import { RotateCcw } from "lucide-react";
import { formatParameter, type Parameter } from "#lib/metric/parameter";
import { IconButton } from "@/components/ui/icon-button";
import { ExactField } from "./exact-field";

export interface ParameterSliderProps {
  readonly parameter: Pick<Parameter, "id" | "label" | "format" | "min" | "max" | "step">;
  readonly value: number;
  /** Where the way back leads. */
  readonly own: number;
  /** With each step of the handle. */
  readonly onChange: (value: number) => void;
  /** When the handle is let go, after a key, and when an exact value was typed. */
  readonly onRest?: (value: number) => void;
  /** The bounds are said to screen readers and by the handle's place alone. */
  readonly isCompact?: boolean;
}

/** One number within bounds: a slider, a field for the exact value, and the way back to its own value. */
export function ParameterSlider({ parameter, value, own, onChange, onRest, isCompact = false }: ParameterSliderProps) {
  const { label, format, min, max, step } = parameter;
  const isChanged = value !== own;
  const write = (number: number): string => formatParameter(number, format);
  const settle = (next: number) => {
    onChange(next);
    onRest?.(next);
  };
  const rest = () => onRest?.(value);
  return (
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
          onChange={(event) => onChange(roundToStep(event.target.valueAsNumber, step))}
          onPointerUp={rest}
          onKeyUp={rest}
          onBlur={rest}
          className="h-6 min-w-0 flex-1 cursor-pointer accent-accent"
        />
        <ExactField parameter={parameter} value={value} onChange={settle} />
        <IconButton
          label={`Reset ${label} to ${write(own)}`}
          size="sm"
          onClick={() => settle(own)}
          className={isChanged ? undefined : "invisible"}
        >
          <RotateCcw size={13} aria-hidden />
        </IconButton>
      </div>
      <p className={isCompact ? "sr-only" : "text-2xs text-ink-faint"}>
        {write(min)} to {write(max)}
        {isChanged ? <strong className="font-medium text-accent">, instead of {write(own)}</strong> : null}
      </p>
    </div>
  );
}

/** A place of the slider as the decimal number that it stands for: 0.07, and not 0.07000000000000001. */
function roundToStep(value: number, step: number): number {
  const decimals = Math.min(12, (String(step).split(".")[1] ?? "").length + 2);
  return Number(value.toFixed(decimals));
}
