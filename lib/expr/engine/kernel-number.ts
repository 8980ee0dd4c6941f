import { getReasonCode } from "#lib/util/missing";

// Values are NaN exactly where the reason is not 0 and are otherwise finite, so one test (v - v is 0 only for finite v)
// sorts out missing operands, division by zero and overflow at once, and the usual row takes no further branch. The
// arithmetic itself is in kernel-arithmetic.

const notMeaningful = getReasonCode("not_meaningful");

/** Numbers of some rows: a whole column, or one chunk of it (a register) that is used again for the next chunk. */
export interface NumberSlot {
  readonly values: Float64Array;
  readonly reasons: Uint8Array;
  /** 1 for a whole column, where rows begin at the chunk's first row; 0 for a register, where they begin at 0. */
  readonly stride: 0 | 1;
  /** Of a whole column: its known bits. */
  readonly getKnown?: () => Uint32Array;
}

/** Computes from two operands; where they begin and go is given in rows. */
export type BinaryKernel = (
  a: Float64Array,
  aAt: number,
  aReasons: Uint8Array,
  b: Float64Array,
  bAt: number,
  bReasons: Uint8Array,
  out: Float64Array,
  outAt: number,
  outReasons: Uint8Array,
  count: number,
) => void;

export const takeMin: BinaryKernel = (a, aAt, aReasons, b, bAt, bReasons, out, outAt, outReasons, count) => {
  for (let i = 0; i < count; i += 1) {
    const left = a[aAt + i] as number;
    const right = b[bAt + i] as number;
    const reason = (aReasons[aAt + i] as number) || (bReasons[bAt + i] as number);
    out[outAt + i] = reason !== 0 ? Number.NaN : Math.min(left, right);
    outReasons[outAt + i] = reason;
  }
};

export const takeMax: BinaryKernel = (a, aAt, aReasons, b, bAt, bReasons, out, outAt, outReasons, count) => {
  for (let i = 0; i < count; i += 1) {
    const left = a[aAt + i] as number;
    const right = b[bAt + i] as number;
    const reason = (aReasons[aAt + i] as number) || (bReasons[bAt + i] as number);
    out[outAt + i] = reason !== 0 ? Number.NaN : Math.max(left, right);
    outReasons[outAt + i] = reason;
  }
};

/** The first where it is known, else the second; the reason of the first where both are missing. */
export const takeFirstKnown: BinaryKernel = (a, aAt, aReasons, b, bAt, bReasons, out, outAt, outReasons, count) => {
  for (let i = 0; i < count; i += 1) {
    const isSecond = aReasons[aAt + i] !== 0 && bReasons[bAt + i] === 0;
    out[outAt + i] = (isSecond ? b[bAt + i] : a[aAt + i]) as number;
    outReasons[outAt + i] = isSecond ? 0 : (aReasons[aAt + i] as number);
  }
};

/** Builds the kernel of compound growth from b to a over some years. */
export function buildGrowth(years: number): BinaryKernel {
  return (a, aAt, aReasons, b, bAt, bReasons, out, outAt, outReasons, count) => {
    for (let i = 0; i < count; i += 1) {
      const base = b[bAt + i] as number;
      const ratio = (a[aAt + i] as number) / base;
      const growth = years === 1 ? ratio - 1 : ratio ** (1 / years) - 1;
      if (base > 0 && growth - growth === 0) {
        out[outAt + i] = growth;
        outReasons[outAt + i] = 0;
      } else {
        out[outAt + i] = Number.NaN;
        outReasons[outAt + i] = aReasons[aAt + i] || bReasons[bAt + i] || notMeaningful;
      }
    }
  };
}

/** Computes from one operand. */
export type UnaryKernel = (
  a: Float64Array,
  aAt: number,
  aReasons: Uint8Array,
  out: Float64Array,
  outAt: number,
  outReasons: Uint8Array,
  count: number,
) => void;

function buildUnary(compute: (value: number) => number): UnaryKernel {
  return (a, aAt, aReasons, out, outAt, outReasons, count) => {
    for (let i = 0; i < count; i += 1) {
      const value = compute(a[aAt + i] as number);
      if (value - value === 0) {
        out[outAt + i] = value;
        outReasons[outAt + i] = 0;
      } else {
        out[outAt + i] = Number.NaN;
        outReasons[outAt + i] = aReasons[aAt + i] || notMeaningful;
      }
    }
  };
}

/** Kernels of one operand. Math.sqrt and Math.log give NaN or -Infinity outside their domain: not meaningful. */
export const unaryKernels = {
  abs: buildUnary(Math.abs),
  sqrt: buildUnary(Math.sqrt),
  ln: buildUnary(Math.log),
  exp: buildUnary(Math.exp),
  sign: buildUnary((value) => (value > 0 ? 1 : value < 0 ? -1 : value - value)),
} as const;

/** Copies numbers. */
export const copy: UnaryKernel = (a, aAt, aReasons, out, outAt, outReasons, count) => {
  out.set(a.subarray(aAt, aAt + count), outAt);
  outReasons.set(aReasons.subarray(aAt, aAt + count), outAt);
};

/** The mean of several numbers of a row; missing with the first one's reason. */
export function computeMean(slots: readonly NumberSlot[], start: number, out: NumberSlot, count: number): void {
  const outAt = start * out.stride;
  for (let i = 0; i < count; i += 1) {
    let sum = 0;
    let reason = 0;
    for (const slot of slots) {
      const at = start * slot.stride + i;
      reason ||= slot.reasons[at] as number;
      sum += slot.values[at] as number;
    }
    settle(out, outAt + i, sum / slots.length, reason);
  }
}

/** The sample standard deviation of several numbers of a row; exactly 0 where all are equal. */
export function computeDeviation(slots: readonly NumberSlot[], start: number, out: NumberSlot, count: number): void {
  const outAt = start * out.stride;
  const [first] = slots as readonly [NumberSlot];
  for (let i = 0; i < count; i += 1) {
    const base = first.values[start * first.stride + i] as number;
    let sum = 0;
    let reason = 0;
    for (const slot of slots) {
      const at = start * slot.stride + i;
      reason ||= slot.reasons[at] as number;
      sum += (slot.values[at] as number) - base;
    }
    const shift = sum / slots.length;
    let squares = 0;
    for (const slot of slots) {
      const difference = (slot.values[start * slot.stride + i] as number) - base - shift;
      squares += difference * difference;
    }
    settle(out, outAt + i, Math.sqrt(squares / (slots.length - 1)), reason);
  }
}

function settle(out: NumberSlot, at: number, value: number, reason: number): void {
  // A number of a row without a reason is NaN and makes the value NaN.
  const isKnown = Number.isFinite(value);
  out.values[at] = isKnown ? value : Number.NaN;
  out.reasons[at] = isKnown ? 0 : reason || notMeaningful;
}
