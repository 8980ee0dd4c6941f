import "server-only";
import type { BenchResult } from "../bench-part";

/** A measurement against an absolute limit, in the unit of the limit: less is better. */
export function compareLimit(name: string, rows: number, measured: number, limit: number, unit: string): BenchResult {
  return { name, rows, ratio: limit / measured, goal: 1, peer: `${limit} ${unit}`, version: "" };
}
