import type { GroupId } from "./groups";

/** SIC codes that name one business, both ends included, and the group of a company that does it. */
export interface SicGroup {
  readonly from: number;
  readonly to: number;
  /** The industry as EDGAR's list of codes has it. */
  readonly label: string;
  readonly group: GroupId;
}

/**
 * The group of each SIC code; a code that is not here is that of an operating company. Ordered, without overlap.
 *
 * Source: the list of SIC codes at sec.gov ("Standard Industrial Classification (SIC) Code List"), whose titles the
 * labels are. The groups are our own choice.
 */
export const sicGroups: readonly SicGroup[] = [
  { from: 2833, to: 2836, label: "Medicinal chemicals, drugs, biological products", group: "clinical_biotech" },
  { from: 6000, to: 6019, label: "Depository institutions without a licence as a bank", group: "other_financial" },
  { from: 6020, to: 6036, label: "Commercial banks and savings institutions", group: "bank" },
  { from: 6037, to: 6162, label: "Lenders", group: "other_financial" },
  { from: 6163, to: 6163, label: "Loan brokers", group: "fee_financial" },
  { from: 6164, to: 6199, label: "Finance services", group: "other_financial" },
  { from: 6200, to: 6299, label: "Brokers, dealers, exchanges, investment advice", group: "fee_financial" },
  { from: 6300, to: 6310, label: "Finance not elsewhere classified", group: "other_financial" },
  { from: 6311, to: 6399, label: "Insurance", group: "insurer" },
  { from: 6400, to: 6499, label: "Insurance agents, brokers and services", group: "fee_financial" },
  { from: 6500, to: 6519, label: "Operators and lessors of real estate", group: "reit" },
  { from: 6531, to: 6531, label: "Real estate agents and managers", group: "other" },
  { from: 6532, to: 6552, label: "Real estate dealers, subdividers and developers", group: "reit" },
  { from: 6553, to: 6711, label: "Finance not elsewhere classified", group: "other_financial" },
  { from: 6712, to: 6712, label: "Bank holding companies", group: "bank" },
  { from: 6713, to: 6769, label: "Holding companies and trusts", group: "other_financial" },
  { from: 6770, to: 6770, label: "Blank checks", group: "shell" },
  { from: 6771, to: 6797, label: "Investors, royalty owners and lessors of patents", group: "other_financial" },
  { from: 6798, to: 6798, label: "Real estate investment trusts", group: "reit" },
  { from: 6799, to: 6799, label: "Investors not elsewhere classified", group: "other_financial" },
  { from: 8731, to: 8731, label: "Commercial physical and biological research", group: "clinical_biotech" },
  { from: 8742, to: 8742, label: "Management consulting services", group: "other" },
];
