"use client";

import { lazy, Suspense } from "react";
import type { RangeSliderProps } from "./live-slider";
import { useLive } from "./use-live";

/** The library of the handles comes beside the page: most screens begin without a range. */
const LiveSlider = lazy(() => import("./live-slider").then((module) => ({ default: module.LiveSlider })));

export function RangeSlider(props: RangeSliderProps) {
  const { min, max, value } = props;
  const isLive = useLive();
  const resting = <RestingSlider places={value.map((each) => (each - min) / (max - min))} />;
  if (!isLive) return resting;
  return (
    <Suspense fallback={resting}>
      <LiveSlider {...props} />
    </Suspense>
  );
}

/** The slider as the server sends it: the library's own would come with style attributes, which the page's policy refuses. */
function RestingSlider({ places }: { readonly places: readonly number[] }) {
  return (
    <div className="py-2">
      <svg aria-hidden className="block h-0.5 w-full overflow-visible rounded-full bg-line-strong">
        {places.map((place, at) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: the handle is its place.
            key={at}
            cx={`${place * 100}%`}
            cy="50%"
            r={6}
            className="fill-surface stroke-edge stroke-2"
          />
        ))}
      </svg>
    </div>
  );
}
