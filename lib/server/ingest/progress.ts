import "server-only";
import { Presets, SingleBar } from "cli-progress";

/** Tells a person how far a long step is. */
export interface Progress {
  /** Begins a step of `total` pieces. */
  start(label: string, total: number): void;
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
  let bar: SingleBar | undefined;
  const finish = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    start(label, total) {
      finish();
      bar = new SingleBar(
        {
          stream,
          format: `  ${label.padEnd(28)} {bar} {value}/{total}  {eta_formatted} left`,
          hideCursor: true,
          barsize: 30,
        },
        Presets.shades_classic,
      );
      bar.start(total, 0);
    },
    advance: (count = 1) => bar?.increment(count),
    finish,
    print(line) {
      finish();
      stream.write(`${line}\n`);
    },
  };
}

function createLines(stream: NodeJS.WriteStream): Progress {
  let step: { label: string; total: number; done: number; startedMs: number; nextTenth: number } | undefined;
  return {
    start(label, total) {
      step = { label, total, done: 0, startedMs: Date.now(), nextTenth: 1 };
      stream.write(`  ${label}: ${formatCount(total)}\n`);
    },
    advance(count = 1) {
      if (!step) return;
      step.done += count;
      if (step.done < (step.total * step.nextTenth) / 10) return;
      step.nextTenth = Math.floor((step.done * 10) / step.total) + 1;
      const elapsedMs = Date.now() - step.startedMs;
      const leftMs = (elapsedMs / step.done) * (step.total - step.done);
      const counts = `${formatCount(step.done)} of ${formatCount(step.total)}`;
      stream.write(`  ${step.label}: ${counts}, ${formatDuration(leftMs)} left\n`);
    },
    finish() {
      step = undefined;
    },
    print: (line) => void stream.write(`${line}\n`),
  };
}

/** A span of time as a person says it: `4 s`, `1 min 05 s`. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}
