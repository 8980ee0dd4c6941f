import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { AppError } from "#lib/contract/app-error";
import { countTexts } from "#lib/coverage/coverage";
import { targetScope } from "#lib/coverage/coverage-target";
import { listFailingCompanies } from "#lib/coverage/failed-checks";
import { listUnfiledConstituents } from "#lib/coverage/unfiled-constituents";
import { crossChecks } from "#lib/fact/check/cross-check";
import { formatWithUnit } from "#lib/metric/format";
import { buildViewSearch, plainView, type ViewChoice } from "#lib/screen/view-url";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { catchOutage, catchRefusal } from "#lib/server/page/catch-refusal";
import { type PageSearch, readViewChoice } from "#lib/server/page/page-search";
import { getCoverage } from "#lib/server/service/data/get-coverage";
import { getDataHistory } from "#lib/server/service/data/get-data-history";
import { listAsOfChoices } from "#lib/server/service/data/list-as-of-choices";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { formatIsoDate } from "#lib/util/date-text";
import { formatCount } from "#lib/util/number-text";
import { AsOfNotice } from "@/components/as-of/as-of-notice";
import { AsOfPicker } from "@/components/as-of/as-of-picker";
import { NoSuchDay } from "@/components/as-of/no-such-day";
import { CheckTable } from "@/components/data/check-table";
import { CoverageBrowser } from "@/components/data/coverage-browser";
import { buildCoverageViews, listSectors } from "@/components/data/coverage-view";
import { FigureOrigin } from "@/components/data/figure-origin";
import { KeyFigures } from "@/components/data/key-figures";
import { NoFiguresTable } from "@/components/data/no-figures-table";
import { RunTable } from "@/components/data/run-table";
import { SkippedTable } from "@/components/data/skipped-table";
import { SourceTable } from "@/components/data/source-table";
import { TargetTable } from "@/components/data/target-table";
import { Page, PageSection } from "@/components/layout/page";
import { BrokenLink, NoData } from "@/components/screen/screen-states";
import { Notice } from "@/components/ui/notice";
import { PagePolicyNotice } from "@/components/verdict/page-policy-notice";

export const metadata: Metadata = { title: "Data" };

interface DataPageProps {
  readonly searchParams: Promise<PageSearch>;
}

export default async function DataPage({ searchParams }: DataPageProps) {
  const read = await readViewChoice(await searchParams);
  if (!read.ok) {
    return <BrokenLink errors={read.error} way={{ href: "/data", label: "The data under the usual policy" }} />;
  }
  const { asOf, policy } = read.value;
  const view: ViewChoice = { asOf, snapshot: null, policy };
  const viewSearch = buildViewSearch(view);
  const visitor = readNetworkAddress(await headers());
  const [served, asOfChoices] = await Promise.all([
    catchRefusal(getUniverse({ asOf, policy, visitor })),
    listAsOfChoices(),
  ]);
  if (served instanceof AppError)
    return served.code === "no_data" ? (
      <NoData />
    ) : (
      <NoSuchDay message={served.message} isBeingBuilt={served.code === "busy"} />
    );
  const { universe, snapshot } = served;
  const [history, coverage] = await Promise.all([
    catchOutage(getDataHistory(snapshot)),
    getCoverage({ hash: snapshot.id, policy }),
  ]);
  const origins = countTexts(universe, "data_source");
  const withFigures = origins.reduce((sum, { text, count }) => (text === "none" ? sum : sum + count), 0);
  const baseRate = universe.evaluator.evaluateNumber({ kind: "name", id: "base_rate" }).values[0] ?? Number.NaN;
  const { counts } = universe.info;
  const checks = crossChecks.flatMap(({ id, label, because }) => {
    const [holds, fails] = [counts[`check_${id}_holds`], counts[`check_${id}_fails`]];
    return holds === undefined || fails === undefined ? [] : [{ id, label, because, holds, fails }];
  });

  return (
    <Page
      title="Data"
      lead="What the numbers are made from, how old they are, and what is missing. A missing number is never taken for zero and never passes a filter."
      actions={asOfChoices === null ? null : <AsOfPicker choices={asOfChoices} asOf={asOf} />}
    >
      {asOf === null ? null : (
        <AsOfNotice
          snapshot={snapshot}
          newestHref={`/data${buildViewSearch({ ...view, asOf: null })}`}
          className="mb-6 rounded-ui py-2"
        />
      )}
      <PagePolicyNotice policy={universe.scope.policy} view={view} pathname="/data" className="mb-6" />
      {snapshot.isSample ? (
        <Notice tone="notice" title="These are sample data: fictional companies" className="mb-6">
          They are generated in the formats of the real sources and read by the same code. To load real filings and
          holdings, run <code>npm run ingest</code>.
        </Notice>
      ) : null}
      <KeyFigures
        figures={[
          { label: "As of", value: formatIsoDate(snapshot.asOf), detail: "Nothing filed or priced later is used" },
          {
            label: "Companies",
            value: formatCount(universe.rowCount),
            detail: `${formatCount(universe.lines.lineCount)} constituents: a company with several classes of shares counts once`,
          },
          {
            label: "With figures",
            value: formatCount(withFigures),
            detail: `${formatWithUnit(universe.rowCount === 0 ? 0 : withFigures / universe.rowCount, "percent", 1)} of the companies`,
          },
          {
            label: "Base rate",
            value: Number.isNaN(baseRate) ? "–" : formatWithUnit(baseRate, "percent", 1),
            detail: "What refinanced debt is charged, before its spread",
          },
        ]}
      />
      <PageSection
        title="Membership"
        lead="The constituents are the holdings of the iShares Russell 2000 ETF (IWM), used as a proxy: the membership of the index itself, and its sectors, are licensed. Your own file of the same shape can take its place."
      >
        <SourceTable sources={universe.info.sources} />
      </PageSection>
      <PageSection title="Origin of the figures">
        <FigureOrigin counts={origins} total={universe.rowCount} />
      </PageSection>
      <PageSection
        title="Constituents without figures"
        lead="Listed in the index, and never rated. They stay in every count, as missing."
      >
        <NoFiguresTable constituents={listUnfiledConstituents(universe)} viewSearch={viewSearch} />
      </PageSection>
      <PageSection
        id="coverage"
        title="Coverage"
        lead={
          <>
            For how many companies each fact and metric is known. A share leaves out companies that a metric does not
            apply to, and those without debt where debt is measured. Formulas stand under{" "}
            <Link href={`/methodology${buildViewSearch({ ...plainView, policy })}`} prefetch={false} className="link">
              Methodology
            </Link>
            .
          </>
        }
      >
        <CoverageBrowser
          snapshot={snapshot.id}
          viewSearch={viewSearch}
          views={buildCoverageViews(coverage.subjects, coverage.withFilings)}
          sectors={listSectors(coverage.subjects)}
        />
      </PageSection>
      <PageSection title="Coverage to reach" lead={`What must be known, over ${targetScope}.`}>
        <TargetTable outcomes={coverage.targets} />
      </PageSection>
      {checks.length === 0 ? null : (
        <PageSection
          id="checks"
          title="Cross-checks"
          lead="Sums that must hold within a company's filings, at its newest period. Where one fails and it is plain which figure is wrong, that figure is withheld as in conflict."
        >
          <CheckTable checks={checks} failing={listFailingCompanies(universe)} viewSearch={viewSearch} />
        </PageSection>
      )}
      <PageSection title="Left out" lead="What the newest run did not use, line by line, and why.">
        {history === null ? <HistoryAway /> : <SkippedTable skipped={history.skipped} />}
      </PageSection>
      <PageSection title="Runs">{history === null ? <HistoryAway /> : <RunTable runs={history.runs} />}</PageSection>
      <p className="mt-8 text-xs break-all text-ink-faint">Snapshot {snapshot.id}</p>
    </Page>
  );
}

function HistoryAway() {
  return (
    <p className="text-sm text-ink-faint">The database does not answer at the moment. Load the page again later.</p>
  );
}
