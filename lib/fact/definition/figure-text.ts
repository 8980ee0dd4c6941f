import { formatAmount, writeSigned } from "#lib/util/amount-text";
import { assertNever } from "#lib/util/assert";
import { formatShare, getNumberFormat } from "#lib/util/number-text";
import type { FactDefinition, FactUnit } from "./definition";

const centDigits = 2;

/** A number of a fact with its unit, for sentences: `$1.23b`, `45.6m` shares, `$0.85` a share, `12.5%`. */
export function formatFigure(value: number, unit: FactUnit, extraDigits = 0): string {
  switch (unit) {
    case "usd":
      return formatAmount(value, "$", extraDigits);
    case "shares":
      return formatAmount(value, "", extraDigits);
    case "usd_per_share":
      return writeSigned(value, (size) => `$${getNumberFormat(centDigits, centDigits).format(size)}`);
    case "ratio":
      return writeSigned(value, (size) => formatShare(size, 1));
    default:
      return assertNever(unit);
  }
}

/** The label of a fact within a sentence. */
export function nameInSentence({ label }: Pick<FactDefinition, "label">): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
