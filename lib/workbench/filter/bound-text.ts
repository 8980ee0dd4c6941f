import type { NumberMark } from "#lib/expr/ast";
import { printNumberLiteral, readNumberLiteral } from "#lib/expr/number-literal";
import type { Format } from "#lib/metric/metric";
import { fail, type Result, succeed } from "#lib/util/result";
import type { Bound } from "./clause";

/** How a bound on numbers of a format is written: a margin as `15%`, a cover as `3x`, money as `$300m`. */
export function getFormatMark(format: Format): NumberMark | undefined {
  switch (format) {
    case "percent":
      return "percent";
    case "basis_points":
      return "bp";
    case "times":
      return "times";
    case "usd":
      return "usd";
    default:
      return undefined;
  }
}

/** Writes a bound as the language does. */
export function printBound({ value, mark }: Bound): string {
  return printNumberLiteral(value, mark);
}

/**
 * Reads what was typed as a bound: any number of the language, with or without its mark. A bare `15` where percentages
 * are shown means 15%. Nothing typed means no bound. Errors say what was expected.
 */
export function parseBound(text: string, format: Format, before: Bound | null): Result<Bound | null, string> {
  const trimmed = text.trim().replaceAll("−", "-").replaceAll(",", "");
  if (trimmed === "") return succeed(null);
  const isNegative = trimmed.startsWith("-");
  const unsigned = trimmed.replace(/^[-+]\s*/, "");
  const read = readNumberLiteral(unsigned);
  if (!("literal" in read)) return fail(read.hint || read.problem);
  const mark = getFormatMark(format);
  const marked = read.literal.mark === undefined && mark === "percent" ? readNumberLiteral(`${unsigned}%`) : read;
  const literal = "literal" in marked ? marked.literal : read.literal;
  const written = literal.mark ?? mark;
  return succeed({
    value: isNegative ? -literal.value : literal.value,
    isInclusive: before?.isInclusive ?? true,
    ...(written ? { mark: written } : {}),
  });
}
