import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { formatDay } from "#lib/fact/filed/day";
import { buildFactHistory, type FactHistory } from "#lib/fact/filed/history";
import { selectFacts } from "#lib/fact/select";
import type { Figure } from "#lib/fact/series/figure";
import { openZip } from "#lib/server/ingest/read/read-zip";
import { parseCompanyFacts } from "#lib/source/company-facts";
import { day } from "../../support/build-entries";
import { findRealInput, noRealInput } from "../../support/find-real-input";
import { requireValue } from "../../support/read-fixture";
import { knownDifferences } from "./hand-checked-differences";

const termSchema = z.strictObject({
  sign: z.union([z.literal(1), z.literal(-1)]),
  tag: z.string(),
  start: z.iso.date().nullable(),
  end: z.iso.date(),
  val: z.number(),
  accn: z.string().regex(/^\d{10}-\d{2}-\d{6}$/),
  alsoTags: z.array(z.string()).optional(),
});

const figureSchema = z.strictObject({
  column: z.string(),
  asOf: z.iso.date(),
  value: z.number().nullable(),
  end: z.iso.date().nullable().optional(),
  terms: z.array(termSchema),
  note: z.string().optional(),
});

const companySchema = z.strictObject({
  cik: z.int(),
  ticker: z.string(),
  sector: z.string(),
  why: z.string(),
  figures: z.array(figureSchema),
});

/** The part of EDGAR's document that a reader looks a figure up in; read here without the project's parser. */
const documentSchema = z.object({
  facts: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        units: z.record(
          z.string(),
          z.array(
            z.object({
              start: z.string().optional(),
              end: z.string(),
              val: z.number(),
              accn: z.string(),
              filed: z.string(),
            }),
          ),
        ),
      }),
    ),
  ),
});

type CheckedFigure = z.infer<typeof figureSchema>;
type Term = z.infer<typeof termSchema>;

const fixtures = join(import.meta.dirname, "../../fixtures/hand-checked");
const companies = readdirSync(fixtures)
  .filter((name) => name.endsWith(".json"))
  .map((name) => companySchema.parse(JSON.parse(readFileSync(join(fixtures, name), "utf8"))));

const folder = findRealInput();
const texts = new Map<string, string>();

function nameFile(cik: number): string {
  return `CIK${String(cik).padStart(10, "0")}.json`;
}

async function readFilings(from: string): Promise<void> {
  const wanted = new Set(companies.map(({ cik }) => nameFile(cik)));
  const archive = await openZip(join(from, "companyfacts/companyfacts.zip"), (name) => wanted.has(name), 1e8);
  if (!archive.ok) throw new Error(archive.error);
  for (const member of archive.value.members) {
    const bytes = await member.read();
    if (!bytes.ok) throw new Error(bytes.error);
    texts.set(member.name, bytes.value.toString("utf8"));
  }
  archive.value.close();
}

function describeFigure({ column, asOf }: CheckedFigure): string {
  return `${column} as of ${asOf}`;
}

/** What a reader compares: the value with its period and the reported figures behind it. */
function describeExpectation(figure: CheckedFigure) {
  return {
    figure: describeFigure(figure),
    value: figure.value,
    end: figure.end ?? null,
    terms: figure.terms.map(({ tag, sign, end, accn }) => `${sign} ${tag} ${end} ${accn}`).sort(),
  };
}

function describeAnswer(figure: CheckedFigure, point: Figure) {
  return {
    figure: describeFigure(figure),
    value: point.known ? point.value : null,
    end: point.known && figure.end ? formatDay(point.end) : null,
    terms:
      point.known && figure.terms.length > 0
        ? point.parts
            .map(({ entry, sign }) => `${sign} ${nameTag(figure, entry)} ${formatDay(entry.end)} ${entry.accession}`)
            .sort()
        : [],
  };
}

/** The tag that the reader wrote down, where the filing gives the same amount under this one too. */
function nameTag({ terms }: CheckedFigure, { tag, end }: { readonly tag: string; readonly end: number }): string {
  const own = tag.slice(tag.indexOf(":") + 1);
  return terms.find((term) => term.end === formatDay(end) && term.alsoTags?.includes(own))?.tag ?? own;
}

/** Why a term is not what the filing says, or null. */
function findFault(document: z.infer<typeof documentSchema>, term: Term, asOf: string): string | null {
  for (const tag of [term.tag, ...(term.alsoTags ?? [])]) {
    const rows = Object.values(document.facts).flatMap((tags) => Object.values(tags[tag]?.units ?? {}).flat());
    const row = rows.find(
      ({ start, end, accn }) => (start ?? null) === term.start && end === term.end && accn === term.accn,
    );
    if (!row) return `${tag} ${term.end} is not in ${term.accn}`;
    if (row.val !== term.val) return `${tag} ${term.end} is ${row.val} in ${term.accn}, not ${term.val}`;
    if (row.filed > asOf) return `${term.accn} was filed on ${row.filed}, after ${asOf}`;
  }
  return null;
}

it("figures read by hand are of at least 20 companies of 9 sectors, about 12 each", () => {
  expect(companies.length).toBeGreaterThanOrEqual(20);
  expect(new Set(companies.map(({ sector }) => sector)).size).toBeGreaterThanOrEqual(9);
  expect(companies.filter(({ figures }) => figures.length < 12).map(({ ticker }) => ticker)).toEqual([]);
});

it("figures read by hand are the sums of their terms", () => {
  const wrong = companies.flatMap(({ ticker, figures }) =>
    figures
      .filter(
        ({ value, terms }) => terms.length > 0 && terms.reduce((sum, { sign, val }) => sum + sign * val, 0) !== value,
      )
      .map((figure) => `${ticker} ${describeFigure(figure)}`),
  );
  expect(wrong).toEqual([]);
});

describe.skipIf(folder === null)(`figures read by hand from the filings (${folder ?? noRealInput})`, () => {
  beforeAll(() => readFilings(folder ?? ""));

  describe.each(companies)("$ticker, $why", ({ cik, ticker, figures }) => {
    const differences = knownDifferences.filter((difference) => difference.ticker === ticker);
    const findDifference = (figure: CheckedFigure) =>
      differences.find(({ column, asOf }) => column === figure.column && asOf === figure.asOf);
    let history: FactHistory;
    beforeAll(() => {
      history = buildFactHistory(requireValue(parseCompanyFacts(texts.get(nameFile(cik)) ?? "")).entries);
    });
    const select = ({ column, asOf }: CheckedFigure) => selectFacts(history, day(asOf)).get(column);

    it("each term is in the filing that it names", () => {
      const document = documentSchema.parse(JSON.parse(texts.get(nameFile(cik)) ?? ""));
      const faults = figures.flatMap((figure) =>
        figure.terms.flatMap((term) => findFault(document, term, figure.asOf) ?? []),
      );
      expect(faults).toEqual([]);
    });

    it("each figure has the value, the period and the sources that the reader found", () => {
      const judged = figures.filter((figure) => !findDifference(figure));
      expect(judged.map((figure) => describeAnswer(figure, select(figure)))).toEqual(judged.map(describeExpectation));
    });

    if (differences.length === 0) return;
    it("each known difference is still there: a mended one leaves the list", () => {
      const answers = differences.map(({ column, asOf }) => {
        const point = selectFacts(history, day(asOf)).get(column);
        return { column, asOf, answer: point.known ? point.value : null };
      });
      expect(answers).toEqual(differences.map(({ column, asOf, answer }) => ({ column, asOf, answer })));
      expect(
        differences.filter((difference) => !figures.some((figure) => findDifference(figure) === difference)),
      ).toEqual([]);
    });
  });
});
