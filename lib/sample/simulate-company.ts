import { simulateBank } from "./bank-statements";
import { simulateBiotech } from "./biotech-statements";
import { getQuarterPrice, type SampleCompany } from "./company";
import { simulateInsurer } from "./insurer-statements";
import { simulateOperating } from "./operating-statements";
import type { BusinessKind } from "./sector-profile";
import { simulateShell } from "./shell-statements";
import { countShares, type DraftQuarter, type StatementQuarter } from "./statement";

const simulators: Record<BusinessKind, (company: SampleCompany) => readonly DraftQuarter[]> = {
  operating: simulateOperating,
  reit: simulateOperating,
  biotech: simulateBiotech,
  bank: simulateBank,
  mortgage_reit: simulateBank,
  insurer: simulateInsurer,
  shell: simulateShell,
};

/** The statements of a fictional company, a quarter each, oldest first. */
export function simulateCompany(company: SampleCompany): readonly StatementQuarter[] {
  const drafts = simulators[company.industry.kind](company);
  return countShares(drafts, company.sharesOutstanding, (quarter) => getQuarterPrice(company, quarter));
}
