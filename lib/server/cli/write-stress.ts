import "server-only";
import { describeLaterMembership } from "#lib/contract/snapshot";
import type { StressAnswer } from "#lib/contract/stress";
import { formatWithUnit, missingGlyphs } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";
import type { Policy } from "#lib/verdict/policy/policy";
import { verdictIds, verdictLabels } from "#lib/verdict/verdict";
import { writePolicyLine } from "./policy-options";
import { type TextColumn, writeTextTable } from "./text-table";

/** The answer as text: what is assumed, who moves, and the tables. */
export function writeStress(answer: StressAnswer, policy: Policy): string {
  const { snapshot, scenario, count, unknown, flipped, notModelled, weightUnknown } = answer;
  const kind = snapshot.isSample ? "sample data, fictional companies" : "Russell 2000";
  const later = describeLaterMembership(snapshot);
  const head = [
    `${scenario.description}.`,
    `${writeAmount(flipped)} of ${count} companies change verdict (${kind}, as of ${snapshot.asOf}).`,
    ...(unknown === 0 ? [] : [`The query cannot be judged for ${unknown} more.`]),
    ...(notModelled.count === 0
      ? []
      : [
          `${writeAmount(notModelled)}, banks, insurers and lenders, are not rated under it: what a change of rates does to them is not modelled.`,
        ]),
    ...(weightUnknown === 0 || weightUnknown === count ? [] : [`The weight of ${weightUnknown} is not known.`]),
    ...writePolicyLine(policy),
    ...(later === null ? [] : [later]),
  ].join("\n");
  return [
    head,
    writeTextTable(
      verdictColumns,
      verdictIds.map((verdict) => ({ verdict, answer })),
    ),
    writeTextTable(migrationColumns, answer.migration),
    writeTextTable(sectorColumns, answer.sectors),
    writeTextTable(presetColumns, answer.presets),
    ...(answer.companies.length === 0 ? [] : [writeTextTable(companyColumns, answer.companies)]),
    ...(answer.listed > answer.companies.length
      ? [`${answer.listed - answer.companies.length} more: raise --limit, or add --offset.`]
      : []),
  ].join("\n\n");
}

function writeAmount({ count, weight }: StressAnswer["flipped"]): string {
  return weight === null ? String(count) : `${count} (${formatWithUnit(weight, "percent")} of the index's weight)`;
}

const right = <Row>(head: string, read: (row: Row) => string): TextColumn<Row> => ({ head, align: "right", read });
const left = <Row>(head: string, read: (row: Row) => string, widthMax = 40): TextColumn<Row> => ({
  head,
  align: "left",
  read,
  widthMax,
});

type VerdictRow = { readonly verdict: (typeof verdictIds)[number]; readonly answer: StressAnswer };

const verdictColumns: readonly TextColumn<VerdictRow>[] = [
  left("Verdict", ({ verdict }) => verdictLabels[verdict]),
  right("As reported", ({ verdict, answer }) => String(answer.reported[verdict])),
  right("Under the scenario", ({ verdict, answer }) => String(answer.stressed[verdict])),
];

const migrationColumns: readonly TextColumn<StressAnswer["migration"][number]>[] = [
  left("From", ({ from }) => verdictLabels[from]),
  left("To", ({ to }) => verdictLabels[to]),
  right("Companies", ({ count }) => String(count)),
  right("Weight", ({ weight }) => writeNumber(weight, "percent")),
];

const sectorColumns: readonly TextColumn<StressAnswer["sectors"][number]>[] = [
  left("Sector", ({ sector }) => sector ?? "Not known"),
  right("Companies", ({ count }) => String(count)),
  right("Change", ({ flipped }) => String(flipped.count)),
  right("Weight", ({ flipped }) => writeNumber(flipped.weight, "percent")),
  right("Weak before", ({ reported }) => String(reported.weak)),
  right("Weak then", ({ stressed }) => String(stressed.weak)),
  right("Not modelled", ({ notModelled }) => String(notModelled.count)),
];

const presetColumns: readonly TextColumn<StressAnswer["presets"][number]>[] = [
  left("Scenario", ({ id }) => id),
  left("Assumes", ({ description }) => description, 70),
  right("Change", ({ flipped }) => String(flipped.count)),
  right("Weight", ({ flipped }) => writeNumber(flipped.weight, "percent")),
  right("Resilient then", ({ stressed }) => String(stressed.resilient)),
  right("Weak then", ({ stressed }) => String(stressed.weak)),
];

const companyColumns: readonly TextColumn<StressAnswer["companies"][number]>[] = [
  left("Ticker", ({ ticker }) => ticker),
  left("Name", ({ name }) => name, 28),
  left("From", ({ from }) => verdictLabels[from]),
  left("To", ({ to, isModelled }) => (isModelled ? verdictLabels[to] : "Not modelled")),
  right("Cover", ({ cover }) => writeNumber(cover, "times")),
  right("Cover then", ({ stressedCoverLow: low, stressedCoverHigh: high }) => writeRange(low, high, "times")),
  right("Rate headroom", ({ rateHeadroomLow, rateHeadroomHigh }) =>
    writeRange(rateHeadroomLow, rateHeadroomHigh, "basis_points"),
  ),
  right("EBIT headroom", ({ ebitHeadroom }) => writeNumber(ebitHeadroom, "percent")),
  left(
    "Settled by",
    ({ now, gone }) => (now.length > 0 ? now : gone.map((label) => `no longer: ${label}`)).join("; "),
    60,
  ),
];

function writeNumber(value: number | null, format: Format): string {
  return value === null ? missingGlyphs.not_reported : formatWithUnit(value, format);
}

function writeRange(low: number | null, high: number | null, format: Format): string {
  const [from, to] = [writeNumber(low, format), writeNumber(high, format)];
  return from === to ? from : `${from} to ${to}`;
}
