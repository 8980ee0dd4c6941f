import "server-only";
import type { FigureSource } from "#lib/contract/company";
import { formatDay } from "#lib/fact/filed/day";
import type { FactEntry } from "#lib/fact/filed/entry";
import type { FactPoint } from "#lib/fact/series/point";

/** Where a figure comes from, for people: each part with its filing. `cik` is null for fictional companies. */
export function describeFigure(point: FactPoint, cik: number | null): FigureSource {
  if (!point.known) return { method: null, start: null, end: null, detail: point.detail, parts: [] };
  return {
    method: point.method,
    start: point.start === null ? null : formatDay(point.start),
    end: formatDay(point.end),
    detail: point.detail ?? null,
    parts: point.parts.map(({ entry, sign }) => ({
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
