import { placeholderShares, turnedSign, wrongScale, wrongScaleOnePeriod } from "./amount";
import { currencyBeside, currencyInstead, currencyTranslated } from "./currency";
import type { Fault } from "./fault";
import { hiddenLine, missingBalance, missingFiling, missingLine } from "./missing";
import { changedTag, commonAsNetIncome, partAsWhole } from "./part";
import { amendedCopy, futureRows, proxyRows, repeatedRows, shiftedDates } from "./row";
import { changedYear, disposal, restatedByAmendment, restatedInComparatives, split } from "./world";

/** Everything that may go wrong with a filing, or happen to a filer. */
export const faults: readonly Fault[] = [
  currencyBeside,
  currencyInstead,
  currencyTranslated,
  wrongScale,
  wrongScaleOnePeriod,
  turnedSign,
  placeholderShares,
  missingLine,
  hiddenLine,
  missingFiling,
  missingBalance,
  partAsWhole,
  commonAsNetIncome,
  changedTag,
  amendedCopy,
  proxyRows,
  futureRows,
  shiftedDates,
  repeatedRows,
  split,
  restatedByAmendment,
  restatedInComparatives,
  disposal,
  changedYear,
];
