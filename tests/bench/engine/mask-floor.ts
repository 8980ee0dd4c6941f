import "server-only";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Arena, listNeeds, requireAt, type Task } from "./peer";

/** A loop in C over the same doubles, compiled for this machine. It measures itself. */
export interface MaskFloor {
  readonly name: string;
  readonly version: string;
  /** How many rows each task keeps. */
  readonly counts: readonly number[];
  /** The microseconds of one task, from one run of the program. */
  measure(): number;
  close(): void;
}

const runMs = 60;

/** Compiles the loop and writes its input. Null where there is no C compiler that works. */
export function openMaskFloor(arena: Arena, tasks: readonly Task[]): MaskFloor | null {
  const folder = mkdtempSync(join(tmpdir(), "ballast-bench-"));
  const close = () => rmSync(folder, { recursive: true, force: true });
  const program = join(folder, "mask-loop");
  const compiler = compile(program);
  if (compiler === null) {
    close();
    return null;
  }
  const input = join(folder, "input");
  writeFileSync(input, buildInput(arena, tasks));
  const first = run(program, input, 1);
  const times = Math.max(1, Math.round((runMs * 1000) / (first.microseconds * tasks.length)));
  return {
    name: `C loop with ${first.kind}`,
    version: compiler,
    counts: first.counts,
    measure: () => run(program, input, times).microseconds,
    close,
  };
}

/** The compiler's name and version. */
function compile(program: string): string | null {
  const source = fileURLToPath(new URL("./mask-loop.c", import.meta.url));
  for (const command of ["cc", "gcc", "clang"]) {
    const { status } = spawnSync(command, ["-O3", "-march=native", "-o", program, source], { stdio: "ignore" });
    if (status !== 0) continue;
    const { stdout } = spawnSync(command, ["--version"], { encoding: "utf8" });
    return stdout.split("\n", 1)[0]?.trim() ?? command;
  }
  return null;
}

function run(
  program: string,
  input: string,
  times: number,
): { readonly kind: string; readonly microseconds: number; readonly counts: readonly number[] } {
  const { status, stdout } = spawnSync(program, [input, String(times)], { encoding: "utf8" });
  const [kind, nanoseconds, counts] = stdout.split("\n");
  if (status !== 0 || kind === undefined || counts === undefined) {
    throw new Error(`The loop in C ended with status ${status}.`);
  }
  return { kind, microseconds: Number(nanoseconds) / 1000, counts: counts.trim().split(" ").map(Number) };
}

function buildInput(arena: Arena, tasks: readonly Task[]): Float64Array {
  const names = listNeeds(arena).values;
  const head = [arena.rowCount, names.length, arena.tables.length, tasks.length];
  for (const { table, shape, numbers } of tasks) {
    const { above, below, within, least, dividend, divisor } = requireAt(arena.shapes, shape);
    const places = [above, below, within, least, dividend, divisor].map((name) => names.indexOf(name));
    head.push(table, ...places, ...numbers.constants);
  }
  const input = new Float64Array(head.length + arena.tables.length * names.length * arena.rowCount);
  input.set(head);
  let at = head.length;
  for (const table of arena.tables) {
    for (const name of names) {
      input.set(table.getColumn(name), at);
      at += arena.rowCount;
    }
  }
  return input;
}
