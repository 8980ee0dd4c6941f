import "server-only";
import { Presets, SingleBar } from "cli-progress";
import { formatCount } from "#lib/util/number-text";

/** Tells a person how far a long step is. */
export interface Progress {
  /** Begins a step of `total` pieces, or of another unit that is named. */
  start(label: string, total: number, unit?: string): void;
  advance(count?: number): void;
  /** Ends the step. */
  finish(): void;
  /** Prints a line that stays. */
  print(line: string): void;
}

/** Says nothing; for tests and for callers that report in their own way. */
export const silentProgress: Progress = {
  start: () => undefined,
  advance: () => undefined,
  finish: () => undefined,
  print: () => undefined,
};

/** A bar with counts and time left on a terminal; elsewhere (a log file) a line every tenth of the way. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? createBar(stream) : createLines(stream);
}

function createBar(stream: NodeJS.WriteStream): Progress {
  let step: { readonly bar: SingleBar; readonly meter: Meter } | undefined;
  const finish = () => {
    step?.bar.stop();
    step = undefined;
  };
  return {
    start(label, total, unit = "") {
      finish();
      const bar = new SingleBar(
        {
          stream,
          format: `  ${label.padEnd(28)} {bar} {value}/{total}${unit === "" ? "" : ` ${unit}`}  {rate}  {left} left`,
          hideCursor: true,
          barsize: 30,
        },
        Presets.shades_classic,
      );
      const meter = createMeter(total, unit);
      bar.start(total, 0, meter.describe());
      step = { bar, meter };
    },
    advance(count = 1) {
      step?.meter.add(count);
      step?.bar.increment(count, step.meter.describe());
    },
    finish,
    print(line) {
      // A line may be said in the middle of a step, which goes on below it.
      step?.bar.stop();
      stream.write(`${line}\n`);
      step?.bar.start(step.meter.total, step.meter.done, step.meter.describe());
    },
  };
}

function createLines(stream: NodeJS.WriteStream): Progress {
  let step: { readonly label: string; readonly meter: Meter; nextTenth: number } | undefined;
  return {
    start(label, total, unit = "") {
      step = { label, meter: createMeter(total, unit), nextTenth: 1 };
      stream.write(`  ${label}: ${formatCount(total)}${unit === "" ? "" : ` ${unit}`}\n`);
    },
    advance(count = 1) {
      if (!step) return;
      const { meter } = step;
      meter.add(count);
      if (meter.done < (meter.total * step.nextTenth) / 10) return;
      step.nextTenth = Math.floor((meter.done * 10) / meter.total) + 1;
      const { rate, left } = meter.describe();
      const counts = `${formatCount(meter.done)} of ${formatCount(meter.total)}`;
      stream.write(`  ${step.label}: ${counts}, ${rate}, ${left} left\n`);
    },
    finish() {
      step = undefined;
    },
    print: (line) => void stream.write(`${line}\n`),
  };
}

/** How far a step is, how fast it goes and how long it will take. */
interface Meter {
  readonly total: number;
  readonly done: number;
  add(count: number): void;
  describe(): { readonly rate: string; readonly left: string };
}

function createMeter(total: number, unit: string): Meter {
  const startedMs = performance.now();
  let done = 0;
  return {
    total,
    get done() {
      return done;
    },
    add(count) {
      done += count;
    },
    describe() {
      const elapsedMs = performance.now() - startedMs;
      const perSecond = elapsedMs === 0 ? 0 : (done * 1000) / elapsedMs;
      if (done === 0 || perSecond === 0) return { rate: "-", left: "?" };
      const rate = perSecond < 9.95 ? perSecond.toFixed(1) : formatCount(Math.round(perSecond));
      return {
        rate: `${rate}${unit === "" ? "" : ` ${unit}`}/s`,
        left: formatDuration((Math.max(0, total - done) / perSecond) * 1000),
      };
    },
  };
}

/** A span of time as a person says it: `4 s`, `1 min 05 s`. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
