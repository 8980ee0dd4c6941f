// The kernels of numbers without their reasons: for what is computed again and again to get at truths, which do not ask
// why a number is missing. Missing is NaN and stays NaN. A result that is not finite becomes NaN too, without a branch:
// v - v is 0 for a finite number and NaN for any other. Where 0 is added, -0 becomes 0, which no truth can tell apart.

/** Computes numbers from two operands; where they begin and go is given in rows. */
export type ValueKernel = (
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  out: Float64Array,
  outAt: number,
  count: number,
) => void;

export const addValues: ValueKernel = (a, aAt, b, bAt, out, outAt, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const x = aAt + i;
    const y = bAt + i;
    const z = outAt + i;
    const v0 = (a[x] as number) + (b[y] as number);
    const v1 = (a[x + 1] as number) + (b[y + 1] as number);
    const v2 = (a[x + 2] as number) + (b[y + 2] as number);
    const v3 = (a[x + 3] as number) + (b[y + 3] as number);
    out[z] = v0 + (v0 - v0);
    out[z + 1] = v1 + (v1 - v1);
    out[z + 2] = v2 + (v2 - v2);
    out[z + 3] = v3 + (v3 - v3);
  }
  for (let i = full; i < count; i += 1) {
    const value = (a[aAt + i] as number) + (b[bAt + i] as number);
    out[outAt + i] = value + (value - value);
  }
};

export const subtractValues: ValueKernel = (a, aAt, b, bAt, out, outAt, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const x = aAt + i;
    const y = bAt + i;
    const z = outAt + i;
    const v0 = (a[x] as number) - (b[y] as number);
    const v1 = (a[x + 1] as number) - (b[y + 1] as number);
    const v2 = (a[x + 2] as number) - (b[y + 2] as number);
    const v3 = (a[x + 3] as number) - (b[y + 3] as number);
    out[z] = v0 + (v0 - v0);
    out[z + 1] = v1 + (v1 - v1);
    out[z + 2] = v2 + (v2 - v2);
    out[z + 3] = v3 + (v3 - v3);
  }
  for (let i = full; i < count; i += 1) {
    const value = (a[aAt + i] as number) - (b[bAt + i] as number);
    out[outAt + i] = value + (value - value);
  }
};

export const multiplyValues: ValueKernel = (a, aAt, b, bAt, out, outAt, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const x = aAt + i;
    const y = bAt + i;
    const z = outAt + i;
    const v0 = (a[x] as number) * (b[y] as number);
    const v1 = (a[x + 1] as number) * (b[y + 1] as number);
    const v2 = (a[x + 2] as number) * (b[y + 2] as number);
    const v3 = (a[x + 3] as number) * (b[y + 3] as number);
    out[z] = v0 + (v0 - v0);
    out[z + 1] = v1 + (v1 - v1);
    out[z + 2] = v2 + (v2 - v2);
    out[z + 3] = v3 + (v3 - v3);
  }
  for (let i = full; i < count; i += 1) {
    const value = (a[aAt + i] as number) * (b[bAt + i] as number);
    out[outAt + i] = value + (value - value);
  }
};

export const divideValues: ValueKernel = (a, aAt, b, bAt, out, outAt, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const x = aAt + i;
    const y = bAt + i;
    const z = outAt + i;
    const v0 = (a[x] as number) / (b[y] as number);
    const v1 = (a[x + 1] as number) / (b[y + 1] as number);
    const v2 = (a[x + 2] as number) / (b[y + 2] as number);
    const v3 = (a[x + 3] as number) / (b[y + 3] as number);
    out[z] = v0 + (v0 - v0);
    out[z + 1] = v1 + (v1 - v1);
    out[z + 2] = v2 + (v2 - v2);
    out[z + 3] = v3 + (v3 - v3);
  }
  for (let i = full; i < count; i += 1) {
    const value = (a[aAt + i] as number) / (b[bAt + i] as number);
    out[outAt + i] = value + (value - value);
  }
};

/** Math.min of a missing number is NaN. */
export const takeMinValues: ValueKernel = (a, aAt, b, bAt, out, outAt, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const x = aAt + i;
    const y = bAt + i;
    const z = outAt + i;
    out[z] = Math.min(a[x] as number, b[y] as number);
    out[z + 1] = Math.min(a[x + 1] as number, b[y + 1] as number);
    out[z + 2] = Math.min(a[x + 2] as number, b[y + 2] as number);
    out[z + 3] = Math.min(a[x + 3] as number, b[y + 3] as number);
  }
  for (let i = full; i < count; i += 1) out[outAt + i] = Math.min(a[aAt + i] as number, b[bAt + i] as number);
};

export const takeMaxValues: ValueKernel = (a, aAt, b, bAt, out, outAt, count) => {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) {
    const x = aAt + i;
    const y = bAt + i;
    const z = outAt + i;
    out[z] = Math.max(a[x] as number, b[y] as number);
    out[z + 1] = Math.max(a[x + 1] as number, b[y + 1] as number);
    out[z + 2] = Math.max(a[x + 2] as number, b[y + 2] as number);
    out[z + 3] = Math.max(a[x + 3] as number, b[y + 3] as number);
  }
  for (let i = full; i < count; i += 1) out[outAt + i] = Math.max(a[aAt + i] as number, b[bAt + i] as number);
};

/** The first where it is known, else the second. */
export const takeFirstKnownValues: ValueKernel = (a, aAt, b, bAt, out, outAt, count) => {
  for (let i = 0; i < count; i += 1) {
    const first = a[aAt + i] as number;
    out[outAt + i] = Number.isNaN(first) ? (b[bAt + i] as number) : first;
  }
};
