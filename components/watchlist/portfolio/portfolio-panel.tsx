"use client";

import { type ReactNode, useMemo } from "react";
import { formatWithUnit } from "#lib/metric/format";
import type { Universe } from "#lib/screen/universe/universe";
import { formatCount, formatCountOf, formatShare } from "#lib/util/number-text";
import { type Verdict, verdictIds, verdictLabels } from "#lib/verdict/verdict";
import { describeColumn } from "#lib/workbench/column/column-head";
import { type Beside, computePortfolioView, type PortfolioView } from "#lib/workbench/portfolio/portfolio-view";
import { formatSize, type Sizing } from "#lib/workbench/portfolio/sizing";
import { type Holding, isAllOfIt, weighHoldings } from "#lib/workbench/portfolio/weigh-holdings";
import type { WeightedMedian } from "#lib/workbench/portfolio/weighted";
import { ShareBar } from "@/components/chart/share-bar";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { VerdictMark } from "@/components/verdict/verdict-mark";
import { FigureTable, writeTilt, writeWeight } from "./figure-table";
import { PositionTable } from "./position-table";
import { TiltBar } from "./tilt-bar";

export interface PortfolioPanelProps {
  /** Under the policy and scenario of the page; null while the data are on their way. */
  readonly shown: Universe | null;
  readonly reported: Universe | null;
  readonly isLost: boolean;
  readonly holdings: readonly Holding[];
  /** Null: the list has no numbers. */
  readonly sizing: Sizing | null;
  /** The tag that the holdings have; null: all of the list. */
  readonly tag: string | null;
  readonly viewSearch: string;
}

/** A list as a portfolio, set against the index. */
export function PortfolioPanel(props: PortfolioPanelProps) {
  const { shown, reported, isLost, holdings, sizing, tag, viewSearch } = props;
  const view = useMemo(
    () => (shown === null || sizing === null ? null : computePortfolioView(shown, reported, holdings, sizing)),
    [shown, reported, holdings, sizing],
  );
  return (
    <section
      aria-label="The list as a portfolio"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="@container min-h-0 flex-1 -outline-offset-2 lg:overflow-auto"
    >
      {sizing === null ? (
        <EmptyState title="How much of each do you hold?">
          Say above whether the list is sized by shares or by weight, then type them into its column, or paste or load
          them: ABC 120, or ABC 4.5%.
        </EmptyState>
      ) : shown === null ? (
        isLost ? (
          <EmptyState title="The data did not arrive">
            A portfolio is counted in the browser. Try again above, or load the page anew.
          </EmptyState>
        ) : (
          <Skeleton className="m-3 h-40" />
        )
      ) : view === null ? (
        <NothingWeighed holdings={holdings} sizing={sizing} />
      ) : (
        <PortfolioFigures view={view} shown={shown} sizing={sizing} tag={tag} viewSearch={viewSearch} />
      )}
    </section>
  );
}

function NothingWeighed({ holdings, sizing }: { readonly holdings: readonly Holding[]; readonly sizing: Sizing }) {
  const { unweighed } = weighHoldings(holdings, sizing);
  return (
    <EmptyState title="Nothing that can be weighed">
      {unweighed.length > 0
        ? `No price is known of ${unweighed.join(", ")}, so that the shares have no weight.`
        : `No company here has ${sizing === "shares" ? "shares" : "a weight"}. Type them into the column of the table, or paste or load them.`}
    </EmptyState>
  );
}

interface PortfolioFiguresProps {
  readonly view: PortfolioView;
  readonly shown: Universe;
  readonly sizing: Sizing;
  readonly tag: string | null;
  readonly viewSearch: string;
}

function PortfolioFigures({ view, shown, sizing, tag, viewSearch }: PortfolioFiguresProps) {
  const { positions, ratedCount, valueUsd, activeShare, stress, typedSum } = view;
  return (
    <div className="grid gap-4 p-3 md:p-4">
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        <Headline label={`${formatCount(ratedCount)} rated`} title="Holdings">
          {formatCount(positions.length)}
        </Headline>
        {valueUsd === null ? null : (
          <Headline label="by the prices of the data" title="Value">
            {formatWithUnit(valueUsd, "usd")}
          </Headline>
        )}
        {typedSum === null ? null : (
          <Headline label="as typed" title="Weights together">
            {formatSize(Number(typedSum.toPrecision(12)), "weight")}
          </Headline>
        )}
        <Headline label={activeShare === null ? "index weights not known" : "against the index"} title="Active share">
          {writeWeight(activeShare)}
        </Headline>
        {stress === null ? null : (
          <Headline
            label={stress.index === null ? "under the scenario" : `of the index ${writeWeight(stress.index.flipped)}`}
            title="Weight that changes verdict"
          >
            {writeWeight(stress.portfolio.flipped)}
          </Headline>
        )}
      </dl>
      <Statements view={view} sizing={sizing} tag={tag} />
      <div className="grid gap-4 @3xl:grid-cols-2">
        <VerdictTable view={view} />
        <MedianTable view={view} shown={shown} />
        <SectorTable view={view} />
        <DueTable view={view} />
      </div>
      <PositionTable positions={positions} viewSearch={viewSearch} />
    </div>
  );
}

function Headline({
  title,
  label,
  children,
}: {
  readonly title: string;
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="flex min-w-24 flex-col">
      <dt className="order-first text-xs text-ink-muted">{title}</dt>
      <dd>
        <span className="block text-xl leading-7 font-semibold tracking-tight">{children}</span>
        <span className="block text-xs text-ink-muted">{label}</span>
      </dd>
    </div>
  );
}

/** What the figures are of, and what is in none of them. */
function Statements({ view, sizing, tag }: Pick<PortfolioFiguresProps, "view" | "sizing" | "tag">) {
  const { positions, unweighed, unsized, typedSum, absentWeight, indexSum, unknownInIndex, stress } = view;
  const held = formatCountOf(positions.length, "holding");
  const isWhole = typedSum !== null && isAllOfIt(typedSum);
  const sentences = [
    `The figures are of ${held}${tag === null ? "" : ` tagged ${tag}, as a portfolio of their own`}. A filter narrows the table of companies alone.`,
    typedSum === null || isWhole
      ? null
      : `Typed weights sum to ${formatSize(Number(typedSum.toPrecision(12)), "weight")}; each is divided by that, so that the figures are of what is listed.`,
    unweighed.length === 0
      ? null
      : `Not weighed, since no price is known, and in no figure: ${unweighed.join(", ")}. How much that is, is unknown.`,
    unsized.length === 0
      ? null
      : `${formatCountOf(unsized.length, "company", "companies")} on the list without ${sizing === "shares" ? "shares" : "a weight"}, in no figure.`,
    absentWeight === 0
      ? null
      : `${writeWeight(absentWeight)} is held outside of these data: it counts whole in the active share, and in no median, debt or verdict.`,
    unknownInIndex.length === 0 ? null : `The index weight is not known of ${unknownInIndex.join(", ")}.`,
    indexSum === null
      ? "These data have no index weights, so that nothing stands beside."
      : `The index is the companies of these data, ${formatShare(indexSum, 1)} of the fund, taken as 100%.`,
    stress !== null && stress.portfolio.notModelled > 0
      ? `No scenario is modelled for ${writeWeight(stress.portfolio.notModelled)} of the portfolio (banks, insurers, lenders).`
      : null,
  ];
  return (
    <p className="max-w-3xl text-xs text-pretty text-ink-muted">
      {sentences.filter((each) => each !== null).join(" ")}
    </p>
  );
}

const fills: Readonly<Record<Verdict, string>> = {
  resilient: "fill-resilient",
  mixed: "fill-mixed",
  weak: "fill-weak",
  not_rated: "fill-unrated/55",
};

function VerdictTable({ view: { verdicts, absentWeight } }: { readonly view: PortfolioView }) {
  const { portfolio, index } = verdicts;
  return (
    <FigureTable
      title="Verdicts by weight"
      columns={["Portfolio", "Index", "Difference"]}
      rows={[
        {
          id: "bars",
          label: <span className="sr-only">As bars</span>,
          cells: [
            <MixBar key="portfolio" mix={portfolio} />,
            index === null ? "–" : <MixBar key="index" mix={index} />,
            "",
          ],
        },
        ...verdictIds.map((id) => ({
          id,
          label: (
            <span className="inline-flex items-center gap-1.5">
              <VerdictMark verdict={id} size={9} />
              {verdictLabels[id]}
            </span>
          ),
          cells: [
            writeWeight(portfolio[id]),
            writeWeight(index?.[id] ?? null),
            writeTilt(index === null ? null : portfolio[id] - index[id]),
          ],
        })),
        ...(absentWeight === 0
          ? []
          : [{ id: "absent", label: "Not in these data", cells: [writeWeight(absentWeight), "–", "–"] }]),
      ]}
      note="The weight of the companies of each verdict. The difference is in percentage points."
    />
  );
}

function MixBar({ mix }: { readonly mix: Readonly<Record<Verdict, number>> }) {
  return (
    <ShareBar
      parts={verdictIds.map((id) => ({ id, share: mix[id], fill: fills[id] }))}
      className="ml-auto block h-2 w-full max-w-36 overflow-hidden rounded-ui bg-hover"
    />
  );
}

function MedianTable({ view, shown }: Pick<PortfolioFiguresProps, "view" | "shown">) {
  return (
    <FigureTable
      title="Weighted medians"
      columns={["Portfolio", "Index"]}
      rows={view.medians.map(({ id, reported, portfolio, index }) => {
        const { label, format } = describeColumn({ kind: "name", id }, shown.scope);
        const write = (median: number | null) => (median === null ? "–" : formatWithUnit(median, format));
        // What the scenario makes of it stands behind what was reported.
        const before = (median: WeightedMedian | null | undefined) =>
          median == null ? null : <span className="text-ink-muted">{write(median.median)} → </span>;
        return {
          id,
          label,
          cells: [
            <OfKnown key="portfolio" share={portfolio.known}>
              {before(reported?.portfolio)}
              {write(portfolio.median)}
            </OfKnown>,
            <OfKnown key="index" share={index?.known ?? null}>
              {before(reported?.index)}
              {write(index?.median ?? null)}
            </OfKnown>,
          ],
        };
      })}
      note="Half of the weight lies below; under a scenario what was reported stands before. Companies whose figure is missing, or means nothing for them, are left out; the percentage beside is the weight of the others."
    />
  );
}

/** A figure with the weight of the companies that it is of. */
function OfKnown({ share, children }: { readonly share: number | null; readonly children: ReactNode }) {
  return (
    <>
      {children}
      <span className="ml-2 inline-block w-12 text-left text-xs text-ink-muted">
        {share === null ? "" : `of ${writeWeight(share, 0)}`}
      </span>
    </>
  );
}

function SectorTable({ view: { sectors, indexSum } }: { readonly view: PortfolioView }) {
  const hasIndex = indexSum !== null;
  const tiltMax = Math.max(0, ...sectors.map(({ portfolio, index }) => Math.abs(portfolio - index)));
  return (
    <FigureTable
      title="Sectors"
      columns={["Portfolio", "Index", "Tilt"]}
      rows={sectors.map(({ sector, portfolio, index }) => ({
        id: sector ?? "unknown",
        label: sector ?? "Not known",
        cells: [
          writeWeight(portfolio),
          writeWeight(hasIndex ? index : null),
          hasIndex ? (
            <span key="tilt" className="inline-flex items-center justify-end gap-2">
              <TiltBar tilt={portfolio - index} tiltMax={tiltMax} />
              <span className="w-11">{writeTilt(portfolio - index)}</span>
            </span>
          ) : (
            "–"
          ),
        ],
      }))}
      note="The tilt is the weight in the portfolio less that in the index, in percentage points; all of them come to 0."
    />
  );
}

const yearLabels = ["Fiscal year 1", "Fiscal year 2", "Fiscal year 3", "Fiscal year 4", "Fiscal year 5"] as const;

function DueTable({ view: { debtDue } }: { readonly view: PortfolioView }) {
  const { portfolio, index } = debtDue;
  const owned = portfolio?.ownedUsd ?? null;
  const row = (
    id: string,
    label: string,
    pick: (due: NonNullable<typeof portfolio>) => number,
    usd: number | null,
  ) => ({
    id,
    label,
    cells: [
      writeWeight(pickFrom(portfolio, pick)),
      writeWeight(pickFrom(index, pick)),
      ...(owned === null ? [] : [usd === null ? "" : formatWithUnit(usd, "usd")]),
    ],
  });
  return (
    <FigureTable
      title="Debt falling due"
      columns={["Portfolio", "Index", ...(owned === null ? [] : ["Your part"])]}
      rows={[
        ...yearLabels.map((label, at) => row(label, label, ({ years }) => years[at] ?? 0, owned?.[at] ?? null)),
        row("later", "Later, or in no year", ({ later }) => later, null),
        row("none", "Companies without debt", ({ withoutDebt }) => withoutDebt, null),
      ]}
      note={`Looked through to the companies: the share of each company's total debt that falls due in each fiscal year after that of its schedule of repayments, weighted by what the company weighs. ${describeKnown(debtDue)} Banks, insurers, lenders and shells are left out.${owned === null ? "" : " “Your part” is what falls due times your part of the company: the value of your shares over its market cap, where both and the schedule are known."}`}
    />
  );
}

function pickFrom<Due>(due: Due | null, pick: (due: Due) => number): number | null {
  return due === null ? null : pick(due);
}

function describeKnown({ portfolio, index }: Beside<PortfolioView["debtDue"]["portfolio"]>): string {
  if (portfolio === null) return "No schedule of the portfolio's companies is known.";
  const ofIndex = index == null ? "" : `, and ${writeWeight(index.known, 0)} of the index's`;
  return `Known of ${writeWeight(portfolio.known, 0)} of the portfolio's weight in them${ofIndex}; the rest is left out.`;
}
