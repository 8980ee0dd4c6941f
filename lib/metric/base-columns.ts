import type { Definition } from "#lib/expr/scope";
import { exchangeNames } from "#lib/source/exchange";
import { dataGaps } from "./data-gap";

/** The sectors as the fund's lists of constituents write them; an older name beside its newer one. */
export const sectorNames: readonly string[] = [
  "Communication",
  "Communication Services",
  "Consumer Discretionary",
  "Consumer Staples",
  "Energy",
  "Financials",
  "Health Care",
  "Industrials",
  "Information Technology",
  "Materials",
  "Other",
  "Real Estate",
  "Utilities",
];

/** Where the figures of a company come from. */
const dataSources = ["filings", "second_hand", "sample", "none"] as const;

type ColumnDefinition = Extract<Definition, { kind: "column" }>;

/** The columns of a snapshot that are not facts: who the company is, its price and weight, and how good its data are. */
export const baseColumns: readonly ColumnDefinition[] = [
  { kind: "column", id: "ticker", type: "text", label: "Ticker" },
  { kind: "column", id: "name", type: "text", label: "Name" },
  { kind: "column", id: "sector", type: "text", label: "Sector", usual: sectorNames },
  { kind: "column", id: "industry", type: "text", label: "Industry" },
  { kind: "column", id: "exchange", type: "text", label: "Exchange", usual: exchangeNames },
  { kind: "column", id: "cik", type: "text", label: "CIK" },
  { kind: "column", id: "data_source", type: "text", label: "Data source", usual: dataSources },
  { kind: "column", id: "data_gap", type: "text", label: "Why there are no figures", values: dataGaps },
  { kind: "column", id: "price", type: "number", unit: "usd_per_share", label: "Price", lag: "none" },
  { kind: "column", id: "weight", type: "number", unit: "ratio", label: "Index weight", lag: "none" },
  { kind: "column", id: "sic", type: "number", unit: "code", label: "SIC code", lag: "none" },
  {
    kind: "column",
    id: "filing_age_days",
    type: "number",
    unit: "days",
    label: "Age of the latest filing",
    lag: "none",
  },
  {
    kind: "column",
    id: "period_age_days",
    type: "number",
    unit: "days",
    label: "Age of the latest period",
    lag: "none",
  },
  {
    kind: "column",
    id: "schedule_age_days",
    type: "number",
    unit: "days",
    label: "Age of the schedule of repayments",
    lag: "none",
  },
  { kind: "column", id: "market_cap_quoted", type: "number", unit: "usd", label: "Quoted market cap", lag: "none" },
  { kind: "column", id: "base_rate", type: "number", unit: "ratio", label: "Base rate", lag: "none" },
  { kind: "column", id: "core_known_share", type: "number", unit: "ratio", label: "Core inputs known", lag: "none" },
  { kind: "column", id: "restated", type: "number", unit: "count", label: "Restated figures", lag: "none" },
  { kind: "column", id: "failed_checks", type: "number", unit: "count", label: "Failed cross-checks", lag: "none" },
];
