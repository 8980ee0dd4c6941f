import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** The evidence store: `BALLAST_EVIDENCE`, or `../shared/evidence` beside the project; null when there is none. */
export function findEvidenceStore(): string | null {
  const folder = process.env["BALLAST_EVIDENCE"] ?? resolve(import.meta.dirname, "../../../shared/evidence");
  return existsSync(join(folder, "stocks_cik_sic_2021.csv")) ? folder : null;
}

export const noEvidenceStore = "no evidence store: set BALLAST_EVIDENCE or put it at ../shared/evidence";
