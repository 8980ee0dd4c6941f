import { appliesTo } from "#lib/metric/declare";
import { buyerCriteria, type DealCriterion, targetCriteria, writeDealQuery } from "#lib/workbench/deal-criteria";
import { measureShare, measureSharePart, readNumbers, readStates, readTexts } from "./condition";
import { buildKnown, type FigureDeclaration } from "./figure";

const namesMax = 20;
const among = appliesTo.operating;

interface Deal {
  readonly id: string;
  readonly label: string;
  readonly criteria: readonly DealCriterion[];
}

function declareDeal({ id, label, criteria }: Deal): FigureDeclaration {
  const query = writeDealQuery(criteria);
  return {
    id,
    section: "deal",
    label,
    definition: `How many companies other than banks, insurers, lenders and shells meet all of: ${criteria.map((each) => `${each.label.toLowerCase()} (${each.condition})`).join("; ")}. The parts are the shares that meet each. The names are the heaviest. It says nothing of owners, bids or talks.`,
    unit: "count",
    format: "count",
    measure: ({ target }) => {
      const { base } = measureShare(target, { among, condition: query, by: "count" });
      const [isAmong, meets] = [readStates(target, among), readStates(target, query)];
      const [readTicker, readName, readWeight] = [
        readTexts(target, "ticker"),
        readTexts(target, "name"),
        readNumbers(target, "weight"),
      ];
      const rows = Array.from({ length: target.rowCount }, (_, row) => row).filter(
        (row) => isAmong(row) === "true" && meets(row) === "true",
      );
      const names = rows
        .map((row) => ({ ticker: readTicker(row) ?? "", name: readName(row) ?? "", value: readWeight(row) }))
        .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
        .slice(0, namesMax);
      return {
        value: buildKnown(rows.length),
        base,
        names,
        parts: criteria.map(({ label: part, condition }) =>
          measureSharePart(target, part, { among, condition, by: "count" }),
        ),
      };
    },
  };
}

/** Who could be bought and who could pay, by criteria that each reader sees. */
export const dealFigures: readonly FigureDeclaration[] = [
  { id: "could_be_bought", label: "Companies that could be bought", criteria: targetCriteria },
  { id: "could_pay", label: "Companies that could pay for another", criteria: buyerCriteria },
].map(declareDeal);
