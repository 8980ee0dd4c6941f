import type { ReactNode } from "react";
import type { GroupId } from "#lib/metric/catalogue/groups";
import { groupLabels } from "#lib/metric/catalogue/groups";
import { formatWithUnit } from "#lib/metric/format";
import { FigureButton } from "./figure-button";

export interface CompanyHeaderProps {
  readonly ticker: string;
  readonly name: string;
  readonly sector: string | null;
  readonly industry: string | null;
  readonly group: string | null;
  readonly exchange: string | null;
  /** EDGAR's key with leading zeros; null without one. */
  readonly cik: string | null;
  readonly isSample: boolean;
  readonly priceUsd: number | null;
  readonly weight: number | null;
  readonly marketCapUsd: number | null;
  readonly actions: ReactNode;
}

/** Who the company is. */
export function CompanyHeader(props: CompanyHeaderProps) {
  const { ticker, name, sector, industry, group, exchange, cik, isSample, priceUsd, weight, marketCapUsd, actions } =
    props;
  const kinds = [sector, industry, group === null ? null : <Group key="group" id={group} />, exchange];
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
      <div className="min-w-0">
        <h1 className="flex flex-wrap items-baseline gap-x-3 text-2xl">
          <span className="tracking-tight">{ticker}</span>
          <span className="text-xl font-normal text-ink-muted">{name}</span>
        </h1>
        <p className="mt-1 flex flex-wrap gap-x-2 text-xs text-ink-muted">
          {kinds
            .filter((kind) => kind !== null)
            .map((kind, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the kinds are four, in one order
              <span key={index} className="after:ml-2 after:text-ink-faint after:content-['·']">
                {kind}
              </span>
            ))}
          <Register cik={cik} isSample={isSample} />
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <dl className="flex gap-x-6 text-xs">
          <Fact label="Price" value={priceUsd === null ? null : formatWithUnit(priceUsd, "usd_per_share")} />
          <Fact label="Market cap" value={marketCapUsd === null ? null : formatWithUnit(marketCapUsd, "usd")} />
          <Fact label="Index weight" value={weight === null ? null : formatWithUnit(weight, "percent", 1)} />
        </dl>
        {actions}
      </div>
    </header>
  );
}

/** What the company is judged as; pressed, it tells by which figures or code. */
function Group({ id }: { readonly id: string }) {
  return (
    <FigureButton request={{ kind: "expression", expression: "group", label: "Group" }}>
      {groupLabels[id as GroupId] ?? id}
    </FigureButton>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string | null }) {
  return (
    <div>
      <dt className="text-ink-faint">{label}</dt>
      <dd className="text-base font-medium">{value ?? <span className="text-ink-faint">–</span>}</dd>
    </div>
  );
}

function Register({ cik, isSample }: { readonly cik: string | null; readonly isSample: boolean }) {
  if (cik === null) return <span>Not matched to an SEC filer</span>;
  if (isSample) return <span>Fictional CIK {Number(cik)}</span>;
  return (
    <a
      href={`https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=${cik}&type=10-&dateb=&owner=include&count=40`}
      target="_blank"
      rel="noreferrer"
      className="link"
    >
      CIK {Number(cik)} on EDGAR
    </a>
  );
}
