"use client";

import { Slider } from "@base-ui/react/slider";

export interface RangeSliderProps {
  /** What the range limits: "Interest cover". The handles are named "Interest cover, at least" and "..., at most". */
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly value: readonly [number, number];
  /** While dragging. */
  readonly onValueChange: (value: readonly [number, number]) => void;
  /** When let go, or after a key. */
  readonly onValueCommitted?: (value: readonly [number, number]) => void;
  /** The value of a position in words, for instance "3.0x". */
  readonly formatPosition: (position: number) => string;
  readonly disabled?: boolean;
}

function readPair(value: number | readonly number[]): readonly [number, number] {
  return typeof value === "number" ? [value, value] : [value[0] ?? 0, value[1] ?? 0];
}

const thumbClass =
  "size-3.5 rounded-full border-2 border-accent bg-surface before:absolute before:-inset-1.5 before:content-[''] " +
  "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent data-disabled:border-edge";

/** The slider with its handles. */
export function LiveSlider({
  label,
  min,
  max,
  step = 1,
  value,
  onValueChange,
  onValueCommitted,
  formatPosition,
  disabled,
}: RangeSliderProps) {
  return (
    <Slider.Root
      min={min}
      max={max}
      step={step}
      largeStep={Math.max(step, (max - min) / 20)}
      value={value}
      onValueChange={(next) => onValueChange(readPair(next))}
      onValueCommitted={(next) => onValueCommitted?.(readPair(next))}
      disabled={disabled}
    >
      <Slider.Control className="flex w-full touch-none items-center py-2 select-none">
        <Slider.Track className="relative h-0.5 w-full rounded-full bg-line-strong">
          <Slider.Indicator className="rounded-full bg-accent data-disabled:bg-edge" />
          <Slider.Thumb
            index={0}
            aria-label={`${label}, at least`}
            getAriaValueText={(_, position) => formatPosition(position)}
            className={thumbClass}
          />
          <Slider.Thumb
            index={1}
            aria-label={`${label}, at most`}
            getAriaValueText={(_, position) => formatPosition(position)}
            className={thumbClass}
          />
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  );
}
