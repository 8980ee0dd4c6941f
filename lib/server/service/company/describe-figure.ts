import "server-only";
import type { FigureSource } from "#lib/contract/company";
import { formatDay } from "#lib/fact/filed/day";
import type { FactEntry } from "#lib/fact/filed/entry";
import type { Figure } from "#lib/fact/series/figure";

/** Where a figure comes from, for people: each part with its filing. `cik` is null for fictional companies. */
export function describeFigure(figure: Figure, cik: number | null): FigureSource {
  if (!figure.known) return { method: null, start: null, end: null, detail: figure.detail, parts: [] };
  return {
    method: figure.method,
    start: figure.start === null ? null : formatDay(figure.start),
    end: formatDay(figure.end),
    detail: figure.detail ?? null,
    parts: figure.parts.map(({ entry, sign }) => ({
      sign,
      fact: entry.fact,
      value: entry.value,
      unit: entry.unit,
      start: entry.start === null ? null : formatDay(entry.start),
      end: formatDay(entry.end),
      tag: entry.tag,
      form: entry.form,
      filed: formatDay(entry.filed),
      accession: entry.accession,
      url: buildFilingUrl(entry, cik),
    })),
  };
}

const accessionPattern = /^\d{10}-\d{2}-\d{6}$/;

/** The index page of a filing on EDGAR; null for what is not a filing there. */
export function buildFilingUrl({ accession }: Pick<FactEntry, "accession">, cik: number | null): string | null {
  if (cik === null || !accessionPattern.test(accession)) return null;
  return `https://www.sec.gov/Archives/edgar/data/${cik}/${accession.replaceAll("-", "")}/${accession}-index.htm`;
}
