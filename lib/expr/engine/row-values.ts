import type { ArithmeticOperator } from "#lib/expr/ast";
import type { Plan } from "#lib/expr/plan";
import { assertNever } from "#lib/util/assert";
import { type ColumnSupply, chunkRows } from "./compiler";

/**
 * Reads numbers of some rows of a table, without the reasons of the missing ones: arithmetic is done for these rows
 * alone, every other part is taken from its whole column. A number is the same double as in the whole column, and NaN
 * where that is missing: an operation of finite numbers that overflows or divides by zero is missing, as in the kernels.
 */
export class RowValues {
  /** What the right side of an operation is computed into, by how deep the operation stands. */
  private readonly spares: Float64Array[] = [];

  constructor(private readonly supply: Pick<ColumnSupply, "getNumber">) {}

  /** Writes the numbers of the first `count` rows of a list into the beginning of `out`. */
  read(plan: Plan, rows: Uint32Array, count: number, out: Float64Array): void {
    for (let from = 0; from < count; from += chunkRows) {
      this.fill(plan, rows, from, Math.min(chunkRows, count - from), out, from, 0);
    }
  }

  private fill(
    plan: Plan,
    rows: Uint32Array,
    from: number,
    count: number,
    out: Float64Array,
    outAt: number,
    depth: number,
  ): void {
    switch (plan.op) {
      case "constant":
        out.fill(plan.value, outAt, outAt + count);
        return;
      case "negate":
        this.fill(plan.args[0] as Plan, rows, from, count, out, outAt, depth);
        for (let at = outAt; at < outAt + count; at += 1) out[at] = 0 - (out[at] as number);
        return;
      case "arithmetic": {
        const [left, right] = plan.args as [Plan, Plan];
        if (isWhole(left) && isWhole(right)) {
          const [a, b] = [this.supply.getNumber(left).values, this.supply.getNumber(right).values];
          combineRows(plan.operator, a, b, rows, from, count, out, outAt);
          return;
        }
        const spare = this.getSpare(depth);
        this.fill(left, rows, from, count, out, outAt, depth + 1);
        this.fill(right, rows, from, count, spare, 0, depth + 1);
        combine(plan.operator, out, outAt, spare, count);
        return;
      }
      default: {
        const { values } = this.supply.getNumber(plan);
        for (let at = 0; at < count; at += 1) out[outAt + at] = values[rows[from + at] as number] as number;
      }
    }
  }

  private getSpare(depth: number): Float64Array {
    let spare = this.spares[depth];
    if (spare === undefined) {
      spare = new Float64Array(chunkRows);
      this.spares[depth] = spare;
    }
    return spare;
  }
}

/** Whether a part is taken from its whole column. */
function isWhole({ op }: Plan): boolean {
  return op !== "constant" && op !== "negate" && op !== "arithmetic";
}

/** An operation on two columns in one go, as most ratios are. */
function combineRows(
  operator: ArithmeticOperator,
  a: Float64Array,
  b: Float64Array,
  rows: Uint32Array,
  from: number,
  count: number,
  out: Float64Array,
  outAt: number,
): void {
  switch (operator) {
    case "+":
      for (let at = 0; at < count; at += 1) {
        const row = rows[from + at] as number;
        out[outAt + at] = settle((a[row] as number) + (b[row] as number));
      }
      return;
    case "-":
      for (let at = 0; at < count; at += 1) {
        const row = rows[from + at] as number;
        out[outAt + at] = settle((a[row] as number) - (b[row] as number));
      }
      return;
    case "*":
      for (let at = 0; at < count; at += 1) {
        const row = rows[from + at] as number;
        out[outAt + at] = settle((a[row] as number) * (b[row] as number));
      }
      return;
    case "/":
      for (let at = 0; at < count; at += 1) {
        const row = rows[from + at] as number;
        out[outAt + at] = settle((a[row] as number) / (b[row] as number));
      }
      return;
    default:
      assertNever(operator);
  }
}

function combine(operator: ArithmeticOperator, out: Float64Array, outAt: number, right: Float64Array, count: number) {
  switch (operator) {
    case "+":
      for (let at = 0; at < count; at += 1)
        out[outAt + at] = settle((out[outAt + at] as number) + (right[at] as number));
      return;
    case "-":
      for (let at = 0; at < count; at += 1)
        out[outAt + at] = settle((out[outAt + at] as number) - (right[at] as number));
      return;
    case "*":
      for (let at = 0; at < count; at += 1)
        out[outAt + at] = settle((out[outAt + at] as number) * (right[at] as number));
      return;
    case "/":
      for (let at = 0; at < count; at += 1)
        out[outAt + at] = settle((out[outAt + at] as number) / (right[at] as number));
      return;
    default:
      assertNever(operator);
  }
}

/** A number that is not finite is missing. */
function settle(value: number): number {
  return value - value === 0 ? value : Number.NaN;
}
