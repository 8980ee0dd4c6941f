import { formatDay } from "#lib/fact/filed/day";
import { type Verdict, verdictIds, verdictLabels } from "#lib/verdict/verdict";
import { type Counting, measureShare, measureShareBySector, readTexts } from "./condition";
import {
  buildCountBase,
  buildGap,
  buildKnown,
  buildUnloaded,
  type FigureDeclaration,
  type FigurePoint,
  type Measurement,
} from "./figure";
import type { ComparedList, IndexInput, PublishedVerdicts } from "./input";

const rated = verdictIds.filter((verdict) => verdict !== "not_rated");

/** The verdicts are those of the policy, and under the scenario, that the figures are asked under. */
const underChoice = " Under the policy and the scenario that are asked for.";

/** True or false of the rated; unknown of those that are not. */
function writeRated(verdict: Verdict): string {
  return `if(verdict = not_rated, missing(not_reported), verdict = ${verdict}, 1, 0) = 1`;
}

function declareShare(verdict: Verdict, by: Counting): FigureDeclaration {
  const isByWeight = by === "weight";
  const request = { among: null, condition: writeRated(verdict), by };
  return {
    id: `verdict_${verdict}${isByWeight ? "_by_weight" : ""}`,
    section: "verdict",
    label: `${verdictLabels[verdict]}${isByWeight ? ", by weight" : ""}`,
    definition: `Share of the rated companies${isByWeight ? ", by index weight," : ""} that are ${verdictLabels[verdict].toLowerCase()}; those that are not rated are unknown.${underChoice}`,
    unit: "ratio",
    format: "percent",
    measure: ({ target }) => ({ ...measureShare(target, request), parts: measureShareBySector(target, request) }),
  };
}

function declareNotRated(by: Counting): FigureDeclaration {
  const isByWeight = by === "weight";
  const request = { among: null, condition: "verdict = not_rated", by };
  return {
    id: `verdict_not_rated${isByWeight ? "_by_weight" : ""}`,
    section: "verdict",
    label: `Not rated${isByWeight ? ", by weight" : ""}`,
    definition: `Share of all companies${isByWeight ? ", by index weight," : ""} that are not rated, because something that is not known could change the verdict.${underChoice}`,
    unit: "ratio",
    format: "percent",
    measure: ({ target }) => ({ ...measureShare(target, request), parts: measureShareBySector(target, request) }),
  };
}

type RatedCount = "resilient" | "mixed" | "weak";

function declareHistory(verdict: RatedCount): FigureDeclaration {
  return {
    id: `verdict_${verdict}_over_time`,
    section: "verdict",
    label: `${verdictLabels[verdict]}, over time`,
    definition: `Share of the rated companies that were ${verdictLabels[verdict].toLowerCase()} when a snapshot was published, by the policy of that version with its own numbers, on the figures as reported. One point a day, of its last publication; the value is the newest.`,
    unit: "ratio",
    format: "percent",
    measure: ({ history, unread }) => {
      if (history.length === 0) {
        return buildUnloaded(
          "publications",
          unread ??
            "No publication up to the day has kept verdicts of this policy: they are kept for the shipped versions, from the first ingest on.",
        );
      }
      const points = history.flatMap((count): FigurePoint[] => {
        const all = countRated(count);
        return all === 0 ? [] : [{ asOf: formatDay(count.asOf), value: count[verdict] / all }];
      });
      const newest = points.at(-1);
      return {
        value: newest ? buildKnown(newest.value) : buildGap("not_reported", "No publication has rated a company."),
        base: buildCountBase("publications", points.length, history.length - points.length),
        points,
      };
    },
  };
}

function countRated({ resilient, mixed, weak }: PublishedVerdicts): number {
  return resilient + mixed + weak;
}

/** Which rows are on a list: by their filer, and by their ticker where the list knows none. */
export function findListed({ target }: IndexInput, list: ComparedList): (row: number) => boolean {
  const [readCik, readTicker] = [readTexts(target, "cik"), readTexts(target, "ticker")];
  const ciks = new Set(list.lines.map(({ cik }) => cik));
  const tickers = new Set(list.lines.filter(({ cik }) => cik === null).map(({ ticker }) => ticker));
  return (row) => {
    const cik = readCik(row);
    return (cik !== null && ciks.has(cik)) || tickers.has(readTicker(row) ?? "");
  };
}

function measureSide(input: IndexInput, list: ComparedList, isInside: boolean): Measurement {
  const isListed = findListed(input, list);
  const readVerdict = readTexts(input.target, "verdict");
  let [resilient, known, unknown] = [0, 0, 0];
  for (let row = 0; row < input.target.rowCount; row += 1) {
    if (isListed(row) !== isInside) continue;
    const verdict = readVerdict(row);
    if (verdict === "not_rated" || verdict === null) unknown += 1;
    else known += 1;
    if (verdict === "resilient") resilient += 1;
  }
  return {
    value: known === 0 ? buildGap("not_reported", "None of them is rated.") : buildKnown(resilient / known),
    base: buildCountBase("companies", known, unknown),
  };
}

function declareSide(isInside: boolean): FigureDeclaration {
  return {
    id: isInside ? "resilient_in_sp600" : "resilient_outside_sp600",
    section: "verdict",
    label: isInside ? "Resilient among those in the S&P 600" : "Resilient among those outside the S&P 600",
    definition: `Share of the rated companies ${isInside ? "that the S&P 600 has too" : "that the S&P 600 does not have"} that are resilient, by the newest list of the S&P 600 on or before the day. That index takes in only companies with a profit in the latest quarter and in the last four together.${underChoice}`,
    unit: "ratio",
    format: "percent",
    measure: (input) =>
      input.lists.sp600 === null
        ? buildUnloaded(
            "companies",
            input.unread ??
              "No list of the S&P 600 is loaded for the day. Load the holdings of IJR (npm run ingest, with --holdings FILE where the fund turns programs away), or the weights of SPSM in a file named SPSM_2025-10-04.csv from the folder of --from.",
          )
        : measureSide(input, input.lists.sp600, isInside),
  };
}

/** What the policy says of the index, by sector, over time, and beside the S&P 600. */
export const verdictFigures: readonly FigureDeclaration[] = [
  ...(["count", "weight"] as const).flatMap((by) => [
    ...rated.map((verdict) => declareShare(verdict, by)),
    declareNotRated(by),
  ]),
  ...(["resilient", "mixed", "weak"] as const).map(declareHistory),
  declareSide(true),
  declareSide(false),
];
