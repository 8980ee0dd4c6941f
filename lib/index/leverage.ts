import { appliesTo } from "#lib/metric/declare";
import {
  BaseCounter,
  divideKnown,
  listAmong,
  listBySector,
  measureShare,
  measureShareBySector,
  measureSharePart,
  readNumbers,
  readTexts,
} from "./condition";
import {
  buildGap,
  buildInterval,
  buildKnown,
  type FigureBase,
  type FigureDeclaration,
  type FigureName,
} from "./figure";
import type { IndexInput } from "./input";
import { publishedDebt, publishedFloating } from "./published";

const among = appliesTo.operating;
const whose = "companies other than banks, insurers, lenders and shells";

/** Net debt in years of EBITDA, as steps; missing where it is not known which one it is. */
const step =
  "if(net_debt <= 0, 0, ebitda <= 0, 5, net_debt <= 2 * ebitda, 1, net_debt <= 4 * ebitda, 2, net_debt <= 6 * ebitda, 3, 4)";

const stepLabels = ["Net cash", "Up to 2x", "2x to 4x", "4x to 6x", "Above 6x", "Net debt and no EBITDA"] as const;

/** A company's debt, the largest first. */
interface Debtor {
  readonly row: number;
  readonly debt: number;
}

/** Who is known to owe how much, those without debt too. */
function listDebtors({ target }: IndexInput): { readonly debtors: readonly Debtor[]; readonly base: FigureBase } {
  const readDebt = readNumbers(target, "total_debt");
  const readWeight = readNumbers(target, "weight");
  const base = new BaseCounter();
  const debtors: Debtor[] = [];
  for (const { row, isSure } of listAmong(target, among)) {
    const debt = readDebt(row);
    base.add(isSure && debt !== null, readWeight(row));
    if (isSure && debt !== null) debtors.push({ row, debt });
  }
  return { debtors: debtors.toSorted((a, b) => b.debt - a.debt || a.row - b.row), base: base.build() };
}

function sumDebt(debtors: readonly Debtor[]): number {
  return debtors.reduce((sum, { debt }) => sum + debt, 0);
}

const namesMax = 20;

function nameDebtors({ target }: IndexInput, debtors: readonly Debtor[]): readonly FigureName[] {
  const [readTicker, readName] = [readTexts(target, "ticker"), readTexts(target, "name")];
  return debtors
    .slice(0, namesMax)
    .map(({ row, debt }) => ({ ticker: readTicker(row) ?? "", name: readName(row) ?? "", value: debt }));
}

const noDebt = buildGap("no_debt", "No company is known to owe anything.");

/** How much is owed, by how few, and how much of it floats. */
export const leverageFigures: readonly FigureDeclaration[] = [
  {
    id: "total_debt",
    section: "debt",
    label: "Debt",
    definition: `Total debt of the ${whose}, as far as it is known, with finance leases and without operating leases.`,
    unit: "usd",
    format: "usd",
    published: publishedDebt,
    measure: (input) => {
      const { debtors, base } = listDebtors(input);
      const value =
        debtors.length === 0 ? buildGap("not_reported", "Of no company is debt known.") : buildKnown(sumDebt(debtors));
      const debtByRow = new Map(debtors.map(({ row, debt }) => [row, debt]));
      const readWeight = readNumbers(input.target, "weight");
      const parts = listBySector(input.target, listAmong(input.target, among)).map(({ label, rows }) => {
        const ofSector = new BaseCounter();
        for (const { row } of rows) ofSector.add(debtByRow.has(row), readWeight(row));
        const sum = rows.reduce((all, { row }) => all + (debtByRow.get(row) ?? 0), 0);
        const built = ofSector.build();
        const isKnown = built.known.count > 0;
        return {
          label,
          base: built,
          value: isKnown ? buildKnown(sum) : buildGap("not_reported", "Of no company is debt known."),
        };
      });
      return { value, base, parts, names: nameDebtors(input, debtors) };
    },
  },
  {
    id: "net_debt_above_4x",
    section: "debt",
    label: "Net debt above 4x EBITDA",
    definition: `Share of the ${whose} with net debt of more than four years of EBITDA, or with net debt and no EBITDA above zero. The parts are the shares of all steps.`,
    unit: "ratio",
    format: "percent",
    measure: ({ target }) => ({
      ...measureShare(target, { among, condition: `${step} >= 3`, by: "count" }),
      parts: stepLabels.map((label, index) =>
        measureSharePart(target, label, { among, condition: `${step} = ${index}`, by: "count" }),
      ),
    }),
  },
  {
    id: "net_cash",
    section: "debt",
    label: "Net cash",
    definition: `Share of the ${whose} with more cash and short-term investments than debt.`,
    unit: "ratio",
    format: "percent",
    measure: ({ target }) => ({
      ...measureShare(target, { among, condition: "net_debt < 0", by: "count" }),
      parts: measureShareBySector(target, { among, condition: "net_debt < 0", by: "count" }),
    }),
  },
  {
    id: "names_owing_half",
    section: "debt",
    label: "Names that owe half of the debt",
    definition: `The fewest of the ${whose} that together owe half of the known debt, as a share of those of which debt is known, the debt-free among them. The names are the largest.`,
    unit: "ratio",
    format: "percent",
    measure: (input) => {
      const { debtors, base } = listDebtors(input);
      const half = sumDebt(debtors) / 2;
      if (half <= 0) return { value: noDebt, base };
      let [sum, count] = [0, 0];
      for (const { debt } of debtors) {
        if (sum >= half) break;
        sum += debt;
        count += 1;
      }
      return { value: divideKnown(count, debtors.length), base, names: nameDebtors(input, debtors) };
    },
  },
  {
    id: "debt_of_top_tenth",
    section: "debt",
    label: "Share of the debt that a tenth of the names owes",
    definition: `What the tenth of the ${whose} with the most debt owes, as a share of all known debt. The parts are the shares that other parts of the names owe.`,
    unit: "ratio",
    format: "percent",
    measure: (input) => {
      const { debtors, base } = listDebtors(input);
      const all = sumDebt(debtors);
      if (all <= 0) return { value: noDebt, base };
      const owe = (share: number) => divideKnown(sumDebt(debtors.slice(0, Math.round(share * debtors.length))), all);
      const parts = [0.01, 0.05, 0.1, 0.25, 0.5, 1].map((share) => ({
        label: `${100 * share}% of the names`,
        value: owe(share),
        base,
      }));
      return { value: owe(0.1), base, parts };
    },
  },
  {
    id: "floating_share",
    section: "debt",
    label: "Floating share of the debt",
    definition: `Share of the known debt of the ${whose} at a floating rate: at least what is reported, at most that and all debt of which nothing is. The part is the share of the debt of those that report it.`,
    unit: "ratio",
    format: "percent",
    published: publishedFloating,
    measure: ({ target }) => {
      const readDebt = readNumbers(target, "total_debt");
      const readShare = readNumbers(target, "floating_share");
      const readWeight = readNumbers(target, "weight");
      const base = new BaseCounter();
      let [debt, reported, floating] = [0, 0, 0];
      for (const { row, isSure } of listAmong(target, `${among} and not (total_debt = 0)`)) {
        const [owed, share] = [readDebt(row), readShare(row)];
        const isKnown = isSure && owed !== null && share !== null;
        base.add(isKnown, readWeight(row));
        if (!isSure || owed === null) continue;
        debt += owed;
        if (share === null) continue;
        reported += owed;
        floating += share * owed;
      }
      const built = base.build();
      if (debt <= 0) return { value: noDebt, base: built };
      return {
        value: buildInterval(floating / debt, Math.min(1, (floating + debt - reported) / debt)),
        base: built,
        parts: [{ label: "Of those that report it", value: divideKnown(floating, reported), base: built }],
      };
    },
  },
];
