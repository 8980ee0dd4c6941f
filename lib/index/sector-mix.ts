import { type Counting, divideKnown, noSector, readNumbers, readTexts } from "./condition";
import {
  buildGap,
  buildKnown,
  buildUnloaded,
  type FigureBase,
  type FigureDeclaration,
  type FigureName,
  type IndexFigurePart,
  type Measurement,
} from "./figure";
import type { ComparedList, IndexInput } from "./input";
import { publishedLargeTopTen, publishedTopTen } from "./published";

/** Sectors whose sales follow the economy. */
export const cyclicalSectors = ["Consumer Discretionary", "Energy", "Industrials", "Materials"] as const;

/** Sectors whose value or costs follow interest rates. */
export const rateSensitiveSectors = ["Financials", "Real Estate", "Utilities"] as const;

/** A company as a list has it: its lines together. */
interface Listed {
  readonly ticker: string;
  readonly name: string;
  readonly sector: string | null;
  readonly weight: number | null;
}

function listIndex({ target }: IndexInput): readonly Listed[] {
  const [readTicker, readName] = [readTexts(target, "ticker"), readTexts(target, "name")];
  const [readSector, readWeight] = [readTexts(target, "sector"), readNumbers(target, "weight")];
  return Array.from({ length: target.rowCount }, (_, row) => ({
    ticker: readTicker(row) ?? "",
    name: readName(row) ?? "",
    sector: readSector(row),
    weight: readWeight(row),
  }));
}

/** The companies of a list that is compared: lines of one filer are one, with their weights together. */
export function mergeComparedLines({ lines }: ComparedList): readonly Listed[] {
  const byKey = new Map<string, Listed>();
  for (const { ticker, cik, sector, weight } of lines) {
    const key = cik ?? `ticker ${ticker}`;
    const there = byKey.get(key);
    if (there === undefined) byKey.set(key, { ticker, name: ticker, sector, weight });
    else {
      const known = [there.weight, weight].filter((each) => each !== null);
      const sum = known.length === 0 ? null : known.reduce((all, each) => all + each, 0);
      byKey.set(key, { ...there, weight: sum });
    }
  }
  return [...byKey.values()];
}

function countBase(listed: readonly Listed[], isKnown: (each: Listed) => boolean): FigureBase {
  const count = (rows: readonly Listed[]) => ({
    count: rows.length,
    weight: rows.reduce((sum, { weight }) => sum + (weight ?? 0), 0),
  });
  const known = count(listed.filter(isKnown));
  const unknown = count(listed.filter((each) => !isKnown(each)));
  const denominator = { count: listed.length, weight: known.weight + unknown.weight };
  return { of: "companies", denominator, known, unknown };
}

function measureMix(listed: readonly Listed[], by: Counting): Measurement {
  const isKnown = ({ sector, weight }: Listed) => sector !== null && (by === "count" || weight !== null);
  const base = countBase(listed, isKnown);
  const known = listed.filter(isKnown);
  const names = [...new Set(known.map(({ sector }) => sector ?? noSector))].toSorted();
  const parts = names.map((label): IndexFigurePart => {
    const ofSector = known.filter(({ sector }) => sector === label);
    const sum = countBase(ofSector, () => true).known[by];
    return { label, value: divideKnown(sum, base.known[by]), base: countBase(ofSector, () => true) };
  });
  const largest = parts.reduce((most, { value }) => (value.state === "known" ? Math.max(most, value.value) : most), 0);
  const value =
    largest > 0 ? buildKnown(largest) : buildGap("not_reported", "The list gives no weights or sectors for the day.");
  return { value, base, parts };
}

function measureSectors(listed: readonly Listed[], sectors: readonly string[]): Measurement {
  const isKnown = ({ sector, weight }: Listed) => sector !== null && weight !== null;
  const base = countBase(listed, isKnown);
  const among = listed.filter((each) => isKnown(each) && sectors.includes(each.sector ?? ""));
  return { value: divideKnown(countBase(among, () => true).known.weight, base.known.weight), base };
}

const topCount = 10;

function measureTopTen(listed: readonly Listed[]): Measurement {
  const base = countBase(listed, ({ weight }) => weight !== null);
  if (base.known.count === 0) {
    return { value: buildGap("not_reported", "The list gives no weights for the day."), base };
  }
  const top = listed.toSorted((a, b) => (b.weight ?? 0) - (a.weight ?? 0)).slice(0, topCount);
  const names: readonly FigureName[] = top.map(({ ticker, name, weight }) => ({ ticker, name, value: weight }));
  const sum = top.reduce((all, { weight }) => all + (weight ?? 0), 0);
  return { value: buildKnown(Math.min(1, sum)), base, names };
}

/** Measures the list of the S&P 500; says how to load it where it is not there. */
function measureLarge(measure: (listed: readonly Listed[]) => Measurement): FigureDeclaration["measure"] {
  return ({ lists: { sp500 }, unread }) =>
    sp500 === null
      ? buildUnloaded(
          "companies",
          unread ??
            "No list of the S&P 500 is loaded for the day. Load the holdings of IVV: npm run ingest -- --holdings FILE, or in the folder of --from.",
        )
      : measure(mergeComparedLines(sp500));
}

interface SectorShare {
  readonly id: string;
  readonly label: string;
  readonly sectors: readonly string[];
}

const sectorShares: readonly SectorShare[] = [
  { id: "cyclical_weight", label: "Weight of cyclical sectors", sectors: cyclicalSectors },
  { id: "rate_sensitive_weight", label: "Weight of rate-sensitive sectors", sectors: rateSensitiveSectors },
  {
    id: "cyclical_or_rate_sensitive_weight",
    label: "Weight of cyclical and rate-sensitive sectors",
    sectors: [...cyclicalSectors, ...rateSensitiveSectors],
  },
];

const shared = { section: "sector", unit: "ratio", format: "percent" } as const;
const inLarge = " in the S&P 500";
const largeNote = " By the newest list of the S&P 500 on or before the day.";

/** What the index is made of, beside the S&P 500. */
export const sectorFigures: readonly FigureDeclaration[] = [
  ...(["count", "weight"] as const).map(
    (by): FigureDeclaration => ({
      ...shared,
      id: `sector_mix_by_${by}`,
      label: `Largest sector by ${by}`,
      definition: `The share of the largest sector among the companies of which sector${by === "weight" ? " and weight are" : " is"} known. The parts are the shares of all sectors.`,
      measure: (input) => measureMix(listIndex(input), by),
    }),
  ),
  {
    ...shared,
    id: "sector_mix_by_weight_sp500",
    label: `Largest sector by weight${inLarge}`,
    definition: `The share of the largest sector in the weight of the companies of which sector and weight are known. The parts are the shares of all sectors.${largeNote}`,
    measure: measureLarge((listed) => measureMix(listed, "weight")),
  },
  ...sectorShares.flatMap(({ id, label, sectors }): readonly FigureDeclaration[] => {
    const definition = `Share of the sectors ${sectors.join(", ")} in the weight of the companies of which sector and weight are known.`;
    return [
      { ...shared, id, label, definition, measure: (input) => measureSectors(listIndex(input), sectors) },
      {
        ...shared,
        id: `${id}_sp500`,
        label: `${label}${inLarge}`,
        definition: `${definition}${largeNote}`,
        measure: measureLarge((listed) => measureSectors(listed, sectors)),
      },
    ];
  }),
  {
    ...shared,
    id: "top_ten_weight",
    label: "Weight of the ten largest companies",
    definition: "The weights of the ten heaviest companies together, as shares of the fund, its cash included.",
    published: publishedTopTen,
    measure: (input) => measureTopTen(listIndex(input)),
  },
  {
    ...shared,
    id: "top_ten_weight_sp500",
    label: `Weight of the ten largest companies${inLarge}`,
    definition: `The weights of the ten heaviest companies together, as shares of the fund, its cash included; classes of shares of one company are one.${largeNote}`,
    published: publishedLargeTopTen,
    measure: measureLarge(measureTopTen),
  },
];
