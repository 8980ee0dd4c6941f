import type { Definition } from "#lib/expr/scope";
import { appliesTo } from "#lib/metric/declare";
import { type SpreadTable, writeSpread } from "#lib/metric/spread-table";

/** The names of the assumptions that one family of stressed covers is written in. */
export interface CoverAssumptions {
  /** Begins the id of every name of the family. */
  readonly prefix: string;
  /** Text of the rate shift, a ratio. */
  readonly shift: string;
  /** Text of the horizon in months, a bare number. */
  readonly horizon: string;
  /** Text of the base rate, a ratio. */
  readonly baseRate: string;
  /** Text that changes the earnings named in it, in USD. */
  readonly earnings: string;
  /** Text of the cover that gives the spread before the shift. */
  readonly coverBefore: string;
  /** Texts of interest, of debt (both in USD) and of the rate that debt costs before the shift. */
  readonly interest: string;
  readonly debt: string;
  readonly interestRate: string;
  readonly table: SpreadTable;
}

type Formula = Extract<Definition, { kind: "formula" }>;

/**
 * The refinancing arithmetic as names of the language: interest after the shift, one re-rating pass, at four corners of
 * what filings leave open: the floating share and the debt due within the horizon, each at least and at most. Interest
 * rises with the debt that falls due, so its dearest corner has the most of it. Rates and spreads are ratios.
 */
export function writeCover(assumptions: CoverAssumptions): readonly Formula[] {
  const { prefix, shift, horizon, baseRate, earnings, coverBefore, interest, debt, interestRate, table } = assumptions;
  const define = (id: string, label: string, unit: "usd" | "ratio" | "times", formula: string): Formula => ({
    kind: "formula",
    id: `${prefix}_${id}`,
    type: "number",
    unit,
    label,
    formula,
    applies: appliesTo.operating,
  });
  const name = (id: string): string => `${prefix}_${id}`;

  const corners = [
    { id: "fixed_most", share: "floating_share_low", due: name("due_high"), label: "least floating, most due" },
    { id: "floating_most", share: "floating_share_high", due: name("due_high"), label: "most floating, most due" },
    { id: "fixed_least", share: "floating_share_low", due: name("due_low"), label: "least floating, least due" },
    { id: "floating_least", share: "floating_share_high", due: name("due_low"), label: "most floating, least due" },
  ].flatMap(({ id, share, due, label }) => {
    const writeInterest = (spread: string, respread: string): string =>
      `max(${interest} + ${debt} * ${share} * ${shift} + ${due} * (1 - ${share}) * max(${baseRate} + ${shift} + ${spread} - ${name("rate_before")}, 0)${respread}, 0)`;
    const before = name("spread_before");
    const after = name(`spread_${id}`);
    return [
      define(
        `first_cover_${id}`,
        `Cover before re-rating, ${label}`,
        "times",
        `${name("earnings")} / ${writeInterest(before, "")}`,
      ),
      define(
        `spread_${id}`,
        `Spread after re-rating, ${label}`,
        "ratio",
        `max(${before}, coalesce(${name(`rated_spread_${id}`)}, ${before}))`,
      ),
      define(
        `rated_spread_${id}`,
        `Spread of the cover after the shift, ${label}`,
        "ratio",
        writeSpread(name(`first_cover_${id}`), table),
      ),
      define(
        `interest_${id}`,
        `Interest after re-rating, ${label}`,
        "usd",
        writeInterest(after, ` + ${due} * ${share} * (${after} - ${before})`),
      ),
    ];
  });

  const ladder = [
    `${horizon} <= 12, debt_due_1y * ${horizon} / 12`,
    `${horizon} <= 24, debt_due_1y + debt_due_2y * (${horizon} - 12) / 12`,
    `${horizon} <= 36, debt_due_1y + debt_due_2y + debt_due_3y * (${horizon} - 24) / 12`,
    `${horizon} <= 48, debt_due_1y + debt_due_2y + debt_due_3y + debt_due_4y * (${horizon} - 36) / 12`,
    `debt_due_1y + debt_due_2y + debt_due_3y + debt_due_4y + debt_due_5y * (${horizon} - 48) / 12`,
  ];

  return [
    define("earnings", "Earnings that cover interest", "usd", earnings),
    define("due", "Debt due within the horizon", "usd", `min(${debt}, if(${ladder.join(", ")}))`),
    define(
      "due_low",
      "Debt due within the horizon (at least)",
      "usd",
      `coalesce(${name("due")}, if(${horizon} >= 12, min(${debt}, coalesce(debt_current, 0)), 0))`,
    ),
    define("due_high", "Debt due within the horizon (at most)", "usd", `coalesce(${name("due")}, ${debt})`),
    define("cover_before", "Cover before the shift", "times", coverBefore),
    define("rate_before", "Rate that debt costs before the shift", "ratio", interestRate),
    define("spread_before", "Spread before the shift", "ratio", writeSpread(name("cover_before"), table)),
    ...corners,
    define(
      "interest_low",
      "Interest after the shift (at least)",
      "usd",
      `min(${name("interest_fixed_least")}, ${name("interest_floating_least")})`,
    ),
    define(
      "interest_high",
      "Interest after the shift (at most)",
      "usd",
      `max(${name("interest_fixed_most")}, ${name("interest_floating_most")})`,
    ),
  ];
}
