import "server-only";
import type { IndexAnswer } from "#lib/contract/index-figure";
import { describeLaterMembership } from "#lib/contract/snapshot";
import { figureSectionLabels, figureSections } from "#lib/index/figure";
import { formatWithUnit } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";
import { formatCount } from "#lib/util/number-text";
import { type TextColumn, writeTextTable } from "./text-table";

type Figure = IndexAnswer["figures"][number];
type Part = Figure["parts"][number];

/** Every figure, a table for each section. */
export function writeIndex(answer: IndexAnswer): string {
  const tables = figureSections.flatMap((section) => {
    const ofSection = answer.figures.filter((figure) => figure.section === section);
    if (ofSection.length === 0) return [];
    const reasons = listReasons(ofSection);
    return [`${figureSectionLabels[section]}\n\n${writeTextTable(columns, ofSection)}${reasons}`];
  });
  return [writeHead(answer), ...tables, explanation].join("\n\n");
}

const explanation =
  'A figure is of the known ones; "could be" is what it would be if all of the unknown were not, or were. Next: npm run index -- --figure ID, which tells the definition, the parts, and why published\n' +
  "figures differ.";

const columns: readonly TextColumn<Figure>[] = [
  { head: "Figure", align: "left", widthMax: 62, read: ({ label }) => label },
  { head: "Value", align: "right", read: ({ value, format }) => writeValue(value, format) },
  { head: "Known", align: "right", read: ({ base }) => formatCount(base.known.count) },
  { head: "Unknown", align: "right", read: ({ base }) => formatCount(base.unknown.count) },
  { head: "Could be", align: "right", read: writeBounds },
  { head: "Published", align: "left", widthMax: 48, read: writePublished },
  { head: "Id", align: "left", widthMax: 60, read: ({ id }) => id },
];

/** `4.8% to 81.5%`: what the unknown leave open. */
function writeBounds({ bounds, base, format }: Figure): string {
  if (bounds === null || base.unknown.count === 0) return "";
  return `${formatWithUnit(bounds.low, format)} to ${formatWithUnit(bounds.high, format)}`;
}

/** `27% (2020-03), 43% (2024-12)`. */
function writePublished({ published, format }: Figure): string {
  return published.map(({ value, date }) => `${formatWithUnit(value, format)} (${date})`).join(", ");
}

/** Why figures of a section have no value, each reason once. */
function listReasons(figures: readonly Figure[]): string {
  const details = new Set(figures.flatMap(({ value }) => (value.state === "missing" ? [value.detail] : [])));
  return details.size === 0 ? "" : `\n\n${[...details].join("\n")}`;
}

/** All that is known of one figure. */
export function writeIndexFigure(answer: IndexAnswer, figure: Figure): string {
  const { label, definition, value, base, format, parts, points, names, published, asOf } = figure;
  const detail = value.state === "missing" ? [value.detail] : [];
  const could = figure.bounds === null || base.unknown.count === 0 ? "" : ` Whatever they are: ${writeBounds(figure)}.`;
  const of = `Of ${formatCount(base.denominator.count)} ${base.of}: ${formatCount(base.known.count)} known, ${formatCount(base.unknown.count)} unknown.${could}`;
  const blocks = [
    writeHead(answer),
    [`${label}, ${asOf}: ${writeValue(value, format)}`, ...detail, definition, of].join("\n"),
  ];
  if (parts.length > 0) blocks.push(writeTextTable(listPartColumns(format), parts));
  if (names.length > 0) blocks.push(writeTextTable(nameColumns, names));
  if (points.length > 0) {
    blocks.push(
      writeTextTable<Figure["points"][number]>(
        [
          { head: "Day", align: "left", read: (point) => point.asOf },
          { head: "Value", align: "right", read: (point) => formatWithUnit(point.value, format) },
        ],
        points,
      ),
    );
  }
  for (const each of published) {
    blocks.push(
      `Published: ${formatWithUnit(each.value, format)} (${each.date}). ${each.source}.\nWhy it differs: ${each.whyDifferent}`,
    );
  }
  return blocks.join("\n\n");
}

function listPartColumns(format: Format): readonly TextColumn<Part>[] {
  return [
    { head: "Part", align: "left", widthMax: 62, read: ({ label }) => label },
    { head: "Value", align: "right", read: ({ value }) => writeValue(value, format === "count" ? "percent" : format) },
    { head: "Known", align: "right", read: ({ base }) => formatCount(base.known.count) },
    { head: "Unknown", align: "right", read: ({ base }) => formatCount(base.unknown.count) },
  ];
}

const nameColumns: readonly TextColumn<Figure["names"][number]>[] = [
  { head: "Ticker", align: "left", read: ({ ticker }) => ticker },
  { head: "Name", align: "left", widthMax: 40, read: ({ name }) => name },
];

function writeValue(value: Figure["value"], format: Format): string {
  if (value.state === "known") return formatWithUnit(value.value, format);
  if (value.state === "missing") return value.reason.replaceAll("_", " ");
  return `${formatWithUnit(value.low, format)} to ${formatWithUnit(value.high, format)}`;
}

function writeHead({ snapshot, scenario, total }: IndexAnswer): string {
  const kind = snapshot.isSample ? "sample data, fictional companies" : "Russell 2000";
  const later = describeLaterMembership(snapshot);
  return [
    `${formatCount(total)} companies (${kind}, as of ${snapshot.asOf}).`,
    ...(scenario === null ? [] : [`Verdicts under the scenario ${scenario}.`]),
    ...(later === null ? [] : [later]),
  ].join("\n");
}
