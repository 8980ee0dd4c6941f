import { companyFactsFormat } from "./company-facts";
import { fundamentalsFormat } from "./fundamentals-csv";
import { holdingsFormat } from "./holdings-csv";
import { pricesFormat } from "./prices-csv";
import { ratesFormat } from "./rates-csv";
import { sicFormat } from "./sic-csv";
import { submissionsFormat } from "./submissions";
import { tickerMapFormat } from "./ticker-map";
import { weightsFormat } from "./weights-csv";

/** Every format. The first that recognises a file counts, so that a narrow one stands before a wide one. */
export const sourceFormats = [
  holdingsFormat,
  weightsFormat,
  tickerMapFormat,
  companyFactsFormat,
  submissionsFormat,
  fundamentalsFormat,
  pricesFormat,
  sicFormat,
  ratesFormat,
] as const;

export type KnownFormat = (typeof sourceFormats)[number];

/** The format of a kind; undefined for what is no format, such as an archive. */
export function findFormat(kind: string): KnownFormat | undefined {
  return sourceFormats.find((format) => format.kind === kind);
}
