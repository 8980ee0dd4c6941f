"use client";

import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { runIdle } from "@/components/ui/run-idle";
import { type ChartData, describePeriod, describePoint } from "./chart-data";
import { SeriesSwatch } from "./chart-swatch";
import type { Drawing } from "./draw-chart";

export interface ChartPlotProps {
  readonly title: string;
  readonly data: ChartData;
  /** The height that is kept for it, as a class. */
  readonly heightClass: string;
}

type PlotState = "waiting" | "drawn" | "failed";

/**
 * The drawing of a chart. The library comes once the page is at rest; its room is kept. A period is looked at by pointer or
 * touch, or with the arrow keys, which say it aloud.
 */
export function ChartPlot({ title, data, heightClass }: ChartPlotProps) {
  const room = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const latest = useRef(data);
  latest.current = data;
  const [state, setState] = useState<PlotState>("waiting");
  const [active, setActive] = useState<number | null>(null);

  useEffect(() => {
    let isWanted = true;
    const stopWaiting = runIdle(() => {
      import("./draw-chart").then(
        ({ drawChart }) => {
          const element = room.current;
          if (!isWanted || element === null) return;
          drawing.current = drawChart(element, latest.current);
          setState("drawn");
        },
        () => {
          if (isWanted) setState("failed");
        },
      );
    });
    return () => {
      isWanted = false;
      stopWaiting();
      drawing.current?.dispose();
      drawing.current = null;
    };
  }, []);

  useEffect(() => {
    drawing.current?.update(data);
  }, [data]);

  const last = data.periods.length - 1;
  const shown = active === null ? null : Math.min(active, last);

  function look(event: PointerEvent<HTMLElement>) {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setActive(drawing.current?.findPeriod(left) ?? null);
  }

  function press(event: KeyboardEvent<HTMLElement>) {
    const from = shown ?? last;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last, Escape: null }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to === null) event.stopPropagation();
    setActive(to === null ? null : Math.min(last, Math.max(0, to)));
  }

  if (state === "failed") {
    return (
      <div
        className={`grid place-items-center rounded-ui bg-sunken px-4 text-center text-xs text-ink-muted ${heightClass}`}
      >
        The drawing did not arrive. The table has its numbers.
      </div>
    );
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`${title}, by period`}
      aria-orientation="horizontal"
      aria-valuemin={1}
      aria-valuemax={last + 1}
      aria-valuenow={(shown ?? last) + 1}
      aria-valuetext={describePeriod(data, shown ?? last)}
      aria-busy={state === "waiting"}
      onFocus={(event) => {
        if (event.currentTarget.matches(":focus-visible")) setActive(shown ?? last);
      }}
      onBlur={() => setActive(null)}
      onKeyDown={press}
      onPointerMove={look}
      onPointerDown={look}
      onPointerLeave={({ pointerType }) => {
        // A finger that is lifted leaves; what it looked at stays until something else is touched.
        if (pointerType !== "touch") setActive(null);
      }}
      className={`relative touch-pan-y rounded-ui ${heightClass}`}
    >
      <div
        ref={room}
        aria-hidden
        className="absolute inset-0 print:[&_svg]:h-auto! print:[&_svg]:w-full! print:[&>div]:size-full!"
      />
      {state === "waiting" ? <span aria-hidden className="skeleton absolute inset-0" /> : null}
      {shown === null || drawing.current === null ? null : (
        <PeriodLook data={data} index={shown} drawing={drawing.current} />
      )}
    </div>
  );
}

const gapPx = 6;

interface PeriodLookProps {
  readonly data: ChartData;
  readonly index: number;
  readonly drawing: Drawing;
}

/** What a period holds, beside its band: on the side where there is room. It is read aloud as the value of the slider. */
function PeriodLook({ data, index, drawing }: PeriodLookProps) {
  const band = useRef<HTMLSpanElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const frame = box.current?.parentElement;
    if (!frame || !box.current || !band.current) return;
    const { middlePx, widthPx } = drawing.getBand(index);
    band.current.style.left = `${middlePx - widthPx / 2}px`;
    band.current.style.width = `${widthPx}px`;
    const room = frame.clientWidth;
    const own = box.current.offsetWidth;
    const right = middlePx + widthPx / 2 + gapPx;
    const left = middlePx - widthPx / 2 - gapPx - own;
    const place = right + own <= room ? right : left >= 0 ? left : middlePx > room / 2 ? 0 : room - own;
    box.current.style.left = `${Math.max(0, place)}px`;
  });
  return (
    <>
      <span ref={band} aria-hidden className="pointer-events-none absolute top-2 bottom-5 bg-accent/10" />
      <div
        ref={box}
        aria-hidden
        className="pop pointer-events-none absolute top-0 z-10 w-max max-w-full px-2.5 py-1.5 text-xs"
      >
        <p className="mb-0.5 font-medium">{data.periods[index]?.name}</p>
        <ul>
          {data.series.map(({ label, kind, points }, at) => (
            <li key={label} className="flex items-center gap-1.5">
              <SeriesSwatch kind={kind} at={at} />
              <span className="mr-3 flex-1 text-ink-muted">{label}</span>
              <span className={typeof points[index] === "number" ? "font-medium" : "text-ink-faint"}>
                {describePoint(points[index], data.format)}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
