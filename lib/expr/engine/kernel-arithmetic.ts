import { getReasonCode } from "#lib/util/missing";
import type { BinaryKernel } from "./kernel-number";

// Which rows are missing is as good as random, so a branch on it is mispredicted once for every few rows; that cost more
// than all the arithmetic. Four rows at a time are computed without asking: what is missing is NaN and stays NaN, and the
// reason is the first that is not 0. Only a result of known numbers that is not finite is looked at one by one. Nothing
// is called in the loops: before a loop is compiled, which is when a page opens, a call costs more than all the rest.

const notMeaningful = getReasonCode("not_meaningful");
const most = Number.POSITIVE_INFINITY;
const least = Number.NEGATIVE_INFINITY;

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
    const x = aAt + i;
    const y = bAt + i;
    const z = outAt + i;
    const v0 = (a[x] as number) + (b[y] as number);
    const v1 = (a[x + 1] as number) + (b[y + 1] as number);
    const v2 = (a[x + 2] as number) + (b[y + 2] as number);
    const v3 = (a[x + 3] as number) + (b[y + 3] as number);
    out[z] = v0;
    out[z + 1] = v1;
    out[z + 2] = v2;
    out[z + 3] = v3;
    const r0 = aReasons[x] as number;
    outReasons[z] = r0 | ((bReasons[y] as number) & ((r0 - 1) >> 31));
    const r1 = aReasons[x + 1] as number;
    outReasons[z + 1] = r1 | ((bReasons[y + 1] as number) & ((r1 - 1) >> 31));
    const r2 = aReasons[x + 2] as number;
    outReasons[z + 2] = r2 | ((bReasons[y + 2] as number) & ((r2 - 1) >> 31));
    const r3 = aReasons[x + 3] as number;
    outReasons[z + 3] = r3 | ((bReasons[y + 3] as number) & ((r3 - 1) >> 31));
    if (
      v0 === most ||
      v0 === least ||
      v1 === most ||
      v1 === least ||
      v2 === most ||
      v2 === least ||
      v3 === most ||
      v3 === least
    )
      settleRows(out, outReasons, z, 4);
  }
  for (let i = full; i < count; i += 1) {
    out[outAt + i] = (a[aAt + i] as number) + (b[bAt + i] as number);
    const reason = aReasons[aAt + i] as number;
    outReasons[outAt + i] = reason | ((bReasons[bAt + i] as number) & ((reason - 1) >> 31));
  }
  settleRows(out, outReasons, outAt + full, count - full);
};

export const subtract: BinaryKernel = (a, aAt, aReasons, b, bAt, bReasons, out, outAt, outReasons, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const x = aAt + i;
    const y = bAt + i;
    const z = outAt + i;
    const v0 = (a[x] as number) - (b[y] as number);
    const v1 = (a[x + 1] as number) - (b[y + 1] as number);
    const v2 = (a[x + 2] as number) - (b[y + 2] as number);
    const v3 = (a[x + 3] as number) - (b[y + 3] as number);
    out[z] = v0;
    out[z + 1] = v1;
    out[z + 2] = v2;
    out[z + 3] = v3;
    const r0 = aReasons[x] as number;
    outReasons[z] = r0 | ((bReasons[y] as number) & ((r0 - 1) >> 31));
    const r1 = aReasons[x + 1] as number;
    outReasons[z + 1] = r1 | ((bReasons[y + 1] as number) & ((r1 - 1) >> 31));
    const r2 = aReasons[x + 2] as number;
    outReasons[z + 2] = r2 | ((bReasons[y + 2] as number) & ((r2 - 1) >> 31));
    const r3 = aReasons[x + 3] as number;
    outReasons[z + 3] = r3 | ((bReasons[y + 3] as number) & ((r3 - 1) >> 31));
    if (
      v0 === most ||
      v0 === least ||
      v1 === most ||
      v1 === least ||
      v2 === most ||
      v2 === least ||
      v3 === most ||
      v3 === least
    )
      settleRows(out, outReasons, z, 4);
  }
  for (let i = full; i < count; i += 1) {
    out[outAt + i] = (a[aAt + i] as number) - (b[bAt + i] as number);
    const reason = aReasons[aAt + i] as number;
    outReasons[outAt + i] = reason | ((bReasons[bAt + i] as number) & ((reason - 1) >> 31));
  }
  settleRows(out, outReasons, outAt + full, count - full);
};

export const multiply: BinaryKernel = (a, aAt, aReasons, b, bAt, bReasons, out, outAt, outReasons, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const x = aAt + i;
    const y = bAt + i;
    const z = outAt + i;
    const v0 = (a[x] as number) * (b[y] as number);
    const v1 = (a[x + 1] as number) * (b[y + 1] as number);
    const v2 = (a[x + 2] as number) * (b[y + 2] as number);
    const v3 = (a[x + 3] as number) * (b[y + 3] as number);
    out[z] = v0;
    out[z + 1] = v1;
    out[z + 2] = v2;
    out[z + 3] = v3;
    const r0 = aReasons[x] as number;
    outReasons[z] = r0 | ((bReasons[y] as number) & ((r0 - 1) >> 31));
    const r1 = aReasons[x + 1] as number;
    outReasons[z + 1] = r1 | ((bReasons[y + 1] as number) & ((r1 - 1) >> 31));
    const r2 = aReasons[x + 2] as number;
    outReasons[z + 2] = r2 | ((bReasons[y + 2] as number) & ((r2 - 1) >> 31));
    const r3 = aReasons[x + 3] as number;
    outReasons[z + 3] = r3 | ((bReasons[y + 3] as number) & ((r3 - 1) >> 31));
    if (
      v0 === most ||
      v0 === least ||
      v1 === most ||
      v1 === least ||
      v2 === most ||
      v2 === least ||
      v3 === most ||
      v3 === least
    )
      settleRows(out, outReasons, z, 4);
  }
  for (let i = full; i < count; i += 1) {
    out[outAt + i] = (a[aAt + i] as number) * (b[bAt + i] as number);
    const reason = aReasons[aAt + i] as number;
    outReasons[outAt + i] = reason | ((bReasons[bAt + i] as number) & ((reason - 1) >> 31));
  }
  settleRows(out, outReasons, outAt + full, count - full);
};

/** Zero by zero is neither finite nor infinite, so rows with a divisor of zero are looked at too. */
export const divide: BinaryKernel = (a, aAt, aReasons, b, bAt, bReasons, out, outAt, outReasons, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const x = aAt + i;
    const y = bAt + i;
    const z = outAt + i;
    const v0 = (a[x] as number) / (b[y] as number);
    const v1 = (a[x + 1] as number) / (b[y + 1] as number);
    const v2 = (a[x + 2] as number) / (b[y + 2] as number);
    const v3 = (a[x + 3] as number) / (b[y + 3] as number);
    out[z] = v0;
    out[z + 1] = v1;
    out[z + 2] = v2;
    out[z + 3] = v3;
    const r0 = aReasons[x] as number;
    outReasons[z] = r0 | ((bReasons[y] as number) & ((r0 - 1) >> 31));
    const r1 = aReasons[x + 1] as number;
    outReasons[z + 1] = r1 | ((bReasons[y + 1] as number) & ((r1 - 1) >> 31));
    const r2 = aReasons[x + 2] as number;
    outReasons[z + 2] = r2 | ((bReasons[y + 2] as number) & ((r2 - 1) >> 31));
    const r3 = aReasons[x + 3] as number;
    outReasons[z + 3] = r3 | ((bReasons[y + 3] as number) & ((r3 - 1) >> 31));
    if (
      v0 === most ||
      v0 === least ||
      v1 === most ||
      v1 === least ||
      v2 === most ||
      v2 === least ||
      v3 === most ||
      v3 === least ||
      b[y] === 0 ||
      b[y + 1] === 0 ||
      b[y + 2] === 0 ||
      b[y + 3] === 0
    )
      settleRows(out, outReasons, z, 4);
  }
  for (let i = full; i < count; i += 1) {
    out[outAt + i] = (a[aAt + i] as number) / (b[bAt + i] as number);
    const reason = aReasons[aAt + i] as number;
    outReasons[outAt + i] = reason | ((bReasons[bAt + i] as number) & ((reason - 1) >> 31));
  }
  settleRows(out, outReasons, outAt + full, count - full);
};
