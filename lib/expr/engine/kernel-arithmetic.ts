import { getReasonCode } from "../../util/missing";
import type { BinaryKernel } from "./kernel-number";

// Which rows are missing is as good as random, so a branch on it is mispredicted once for every few rows; that cost more
// than all the arithmetic. Four rows at a time are computed without asking: what is missing is NaN and stays NaN, and the
// reason is the first that is not 0. Only a result of known numbers that is not finite is looked at one by one.

const notMeaningful = getReasonCode("not_meaningful");

/** The first reason that is not 0, without a branch. */
function mergeReasons(first: number, second: number): number {
  return first | (second & ((first - 1) >> 31));
}

/** Whether one of four numbers is infinite. NaN is not. */
function isAnyInfinite(v0: number, v1: number, v2: number, v3: number): boolean {
  return (
    Math.abs(v0) === Number.POSITIVE_INFINITY ||
    Math.abs(v1) === Number.POSITIVE_INFINITY ||
    Math.abs(v2) === Number.POSITIVE_INFINITY ||
    Math.abs(v3) === Number.POSITIVE_INFINITY
  );
}

/** Makes results missing as not meaningful that are not finite although their operands are known. */
function settleRows(out: Float64Array, outReasons: Uint8Array, at: number, count: number): void {
  for (let i = at; i < at + count; i += 1) {
    const value = out[i] as number;
    if (value - value === 0) continue;
    out[i] = Number.NaN;
    if (outReasons[i] === 0) outReasons[i] = notMeaningful;
  }
}

export const add: BinaryKernel = (a, aAt, aReasons, b, bAt, bReasons, out, outAt, outReasons, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const [x, y, z] = [aAt + i, bAt + i, outAt + i];
    const v0 = (a[x] as number) + (b[y] as number);
    const v1 = (a[x + 1] as number) + (b[y + 1] as number);
    const v2 = (a[x + 2] as number) + (b[y + 2] as number);
    const v3 = (a[x + 3] as number) + (b[y + 3] as number);
    const isOdd = isAnyInfinite(v0, v1, v2, v3);
    out[z] = v0;
    out[z + 1] = v1;
    out[z + 2] = v2;
    out[z + 3] = v3;
    outReasons[z] = mergeReasons(aReasons[x] as number, bReasons[y] as number);
    outReasons[z + 1] = mergeReasons(aReasons[x + 1] as number, bReasons[y + 1] as number);
    outReasons[z + 2] = mergeReasons(aReasons[x + 2] as number, bReasons[y + 2] as number);
    outReasons[z + 3] = mergeReasons(aReasons[x + 3] as number, bReasons[y + 3] as number);
    if (isOdd) settleRows(out, outReasons, z, 4);
  }
  for (let i = full; i < count; i += 1) {
    out[outAt + i] = (a[aAt + i] as number) + (b[bAt + i] as number);
    outReasons[outAt + i] = mergeReasons(aReasons[aAt + i] as number, bReasons[bAt + i] as number);
  }
  settleRows(out, outReasons, outAt + full, count - full);
};

export const subtract: BinaryKernel = (a, aAt, aReasons, b, bAt, bReasons, out, outAt, outReasons, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const [x, y, z] = [aAt + i, bAt + i, outAt + i];
    const v0 = (a[x] as number) - (b[y] as number);
    const v1 = (a[x + 1] as number) - (b[y + 1] as number);
    const v2 = (a[x + 2] as number) - (b[y + 2] as number);
    const v3 = (a[x + 3] as number) - (b[y + 3] as number);
    const isOdd = isAnyInfinite(v0, v1, v2, v3);
    out[z] = v0;
    out[z + 1] = v1;
    out[z + 2] = v2;
    out[z + 3] = v3;
    outReasons[z] = mergeReasons(aReasons[x] as number, bReasons[y] as number);
    outReasons[z + 1] = mergeReasons(aReasons[x + 1] as number, bReasons[y + 1] as number);
    outReasons[z + 2] = mergeReasons(aReasons[x + 2] as number, bReasons[y + 2] as number);
    outReasons[z + 3] = mergeReasons(aReasons[x + 3] as number, bReasons[y + 3] as number);
    if (isOdd) settleRows(out, outReasons, z, 4);
  }
  for (let i = full; i < count; i += 1) {
    out[outAt + i] = (a[aAt + i] as number) - (b[bAt + i] as number);
    outReasons[outAt + i] = mergeReasons(aReasons[aAt + i] as number, bReasons[bAt + i] as number);
  }
  settleRows(out, outReasons, outAt + full, count - full);
};

export const multiply: BinaryKernel = (a, aAt, aReasons, b, bAt, bReasons, out, outAt, outReasons, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const [x, y, z] = [aAt + i, bAt + i, outAt + i];
    const v0 = (a[x] as number) * (b[y] as number);
    const v1 = (a[x + 1] as number) * (b[y + 1] as number);
    const v2 = (a[x + 2] as number) * (b[y + 2] as number);
    const v3 = (a[x + 3] as number) * (b[y + 3] as number);
    const isOdd = isAnyInfinite(v0, v1, v2, v3);
    out[z] = v0;
    out[z + 1] = v1;
    out[z + 2] = v2;
    out[z + 3] = v3;
    outReasons[z] = mergeReasons(aReasons[x] as number, bReasons[y] as number);
    outReasons[z + 1] = mergeReasons(aReasons[x + 1] as number, bReasons[y + 1] as number);
    outReasons[z + 2] = mergeReasons(aReasons[x + 2] as number, bReasons[y + 2] as number);
    outReasons[z + 3] = mergeReasons(aReasons[x + 3] as number, bReasons[y + 3] as number);
    if (isOdd) settleRows(out, outReasons, z, 4);
  }
  for (let i = full; i < count; i += 1) {
    out[outAt + i] = (a[aAt + i] as number) * (b[bAt + i] as number);
    outReasons[outAt + i] = mergeReasons(aReasons[aAt + i] as number, bReasons[bAt + i] as number);
  }
  settleRows(out, outReasons, outAt + full, count - full);
};

/** Zero by zero is neither finite nor infinite, so rows with a divisor of zero are looked at too. */
export const divide: BinaryKernel = (a, aAt, aReasons, b, bAt, bReasons, out, outAt, outReasons, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const [x, y, z] = [aAt + i, bAt + i, outAt + i];
    const v0 = (a[x] as number) / (b[y] as number);
    const v1 = (a[x + 1] as number) / (b[y + 1] as number);
    const v2 = (a[x + 2] as number) / (b[y + 2] as number);
    const v3 = (a[x + 3] as number) / (b[y + 3] as number);
    const isOdd = isAnyInfinite(v0, v1, v2, v3) || b[y] === 0 || b[y + 1] === 0 || b[y + 2] === 0 || b[y + 3] === 0;
    out[z] = v0;
    out[z + 1] = v1;
    out[z + 2] = v2;
    out[z + 3] = v3;
    outReasons[z] = mergeReasons(aReasons[x] as number, bReasons[y] as number);
    outReasons[z + 1] = mergeReasons(aReasons[x + 1] as number, bReasons[y + 1] as number);
    outReasons[z + 2] = mergeReasons(aReasons[x + 2] as number, bReasons[y + 2] as number);
    outReasons[z + 3] = mergeReasons(aReasons[x + 3] as number, bReasons[y + 3] as number);
    if (isOdd) settleRows(out, outReasons, z, 4);
  }
  for (let i = full; i < count; i += 1) {
    out[outAt + i] = (a[aAt + i] as number) / (b[bAt + i] as number);
    outReasons[outAt + i] = mergeReasons(aReasons[aAt + i] as number, bReasons[bAt + i] as number);
  }
  settleRows(out, outReasons, outAt + full, count - full);
};
