import type { SampleCompany } from "./company";
import type { FigureId } from "./period-figures";
import type { Random } from "./random";
import { line, one, type TagLine, type Terms } from "./tag-line";

/** The tags of debt, by its habit of one figure, two, or a kind. */
export function listDebtLines(company: SampleCompany, random: Random): readonly TagLine[] {
  const current = one("debtCurrent");
  const later = one("debtNoncurrent");
  const both: Terms = [
    ["debtCurrent", 1],
    ["debtNoncurrent", 1],
  ];
  const flows = [
    line("cash", "ProceedsFromIssuanceOfLongTermDebt", "Proceeds from issuance of debt", one("debtIssued")),
    line("cash", "RepaymentsOfLongTermDebt", "Repayments of debt", one("debtRepaid")),
  ];
  const notes = [
    line(
      random.chance(0.5) ? "balance" : "note",
      "LineOfCreditFacilityRemainingBorrowingCapacity",
      "Undrawn credit",
      one("undrawnCredit"),
    ),
  ];
  if (random.chance(0.03))
    notes.push(
      line(
        "note",
        "LongtermDebtPercentageBearingVariableInterestAmount",
        "Debt at a variable rate",
        one("variableRateDebt"),
      ),
    );
  notes.push(...listMaturityLines(random));
  if (company.industry.kind === "reit") {
    const secured = random.chance(0.5);
    return [
      ...flows,
      ...notes,
      line("balance", secured ? "SecuredDebt" : "UnsecuredDebt", "Debt", both, true),
      line("note", "LongTermDebt", "Debt", both),
    ];
  }
  if (company.industry.kind === "biotech") {
    return [
      ...flows,
      line(
        "balance",
        random.chance(0.5) ? "LongTermDebtNoncurrent" : "ConvertibleLongTermNotesPayable",
        "Debt, noncurrent",
        later,
        true,
      ),
    ];
  }
  const balances = random.pickWeighted<readonly TagLine[]>([
    [
      [
        line("balance", "LongTermDebtCurrent", "Debt, current", current, true),
        line("balance", "LongTermDebtNoncurrent", "Debt, noncurrent", later, true),
      ],
      62,
    ],
    [
      [
        line("balance", "DebtCurrent", "Debt, current", current, true),
        line("balance", "LongTermDebtNoncurrent", "Debt, noncurrent", later, true),
      ],
      16,
    ],
    [
      [
        line("balance", "LongTermDebtAndCapitalLeaseObligationsCurrent", "Debt and leases, current", current, true),
        line("balance", "LongTermDebtAndCapitalLeaseObligations", "Debt and leases, noncurrent", later, true),
      ],
      12,
    ],
    [
      [
        line("balance", "ConvertibleNotesPayableCurrent", "Convertible notes, current", current, true),
        line("balance", "ConvertibleLongTermNotesPayable", "Convertible notes, noncurrent", later, true),
      ],
      6,
    ],
    [[line("balance", "DebtLongtermAndShorttermCombinedAmount", "Debt", both, true)], 4],
  ]);
  const total = random.chance(0.45) ? [line("note", "LongTermDebt", "Long-term debt", both)] : [];
  return [...flows, ...notes, ...balances, ...total];
}

/** Half of the debtors give a ladder; a few count it from the day of the balance sheet, a few leave a rung out. */
function listMaturityLines(random: Random): readonly TagLine[] {
  const habit = random.pickWeighted([
    ["none", 48],
    ["fiscal", 42],
    ["rolling", 6],
    ["gap", 4],
  ]);
  if (habit === "none") return [];
  const inYear = habit === "rolling" ? "InRollingYear" : "InYear";
  const rungs: readonly (readonly [tag: string, id: FigureId])[] = [
    [habit === "rolling" ? "InNextRollingTwelveMonths" : "InNextTwelveMonths", "due1"],
    [`${inYear}Two`, "due2"],
    [`${inYear}Three`, "due3"],
    [`${inYear}Four`, "due4"],
    [`${inYear}Five`, "due5"],
    [habit === "rolling" ? "InRollingAfterYearFive" : "AfterYearFive", "dueAfter"],
  ];
  return rungs
    .filter(([, id]) => habit !== "gap" || id !== "due3")
    .map(([tag, id]) =>
      line("note", `LongTermDebtMaturitiesRepaymentsOfPrincipal${tag}`, "Maturities of debt", one(id)),
    );
}
