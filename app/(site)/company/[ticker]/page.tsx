import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { AppError } from "#lib/contract/app-error";
import { buildStressedViewSearch, type StressedViewChoice } from "#lib/screen/stressed-view-url";
import { urlKeys } from "#lib/screen/url-key";
import { buildCompanyHref, buildViewSearch } from "#lib/screen/view-url";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { getVisitor } from "#lib/server/auth/session";
import { catchRefusal } from "#lib/server/page/catch-refusal";
import { type PageSearch, readParameter, readPathPart, readViewChoice } from "#lib/server/page/page-search";
import { answerCompanyStress } from "#lib/server/service/company/answer-company-stress";
import { findNearestTickers } from "#lib/server/service/company/find-nearest-tickers";
import { type CompanySheet, getCompanySheet } from "#lib/server/service/company/get-company-sheet";
import { listAsOfChoices } from "#lib/server/service/data/list-as-of-choices";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { parseScenario } from "#lib/stress/scenario-text";
import { AsOfPicker } from "@/components/as-of/as-of-picker";
import { CompanyHeader } from "@/components/company/company-header";
import { CompanyPast } from "@/components/company/company-past";
import { CompanyStressCard } from "@/components/company/company-stress-card";
import { DataSourceLine, OriginBadge } from "@/components/company/data-source-line";
import { NoCompanyData } from "@/components/company/no-company-data";
import { PeersStrip } from "@/components/company/peers-strip";
import { Pillars } from "@/components/company/pillars";
import { RuleList } from "@/components/company/rule-list";
import { ScenarioPointer } from "@/components/company/scenario-pointer";
import { StatementCharts } from "@/components/company/statement-charts";
import { StatementTable } from "@/components/company/statements";
import { TraceProvider } from "@/components/company/trace-provider";
import { VerdictPanel } from "@/components/company/verdict-panel";
import { WatchButton } from "@/components/company/watch-button";
import { PageSection } from "@/components/layout/page";
import { BrokenLink } from "@/components/screen/screen-states";
import { PagePolicyNotice } from "@/components/verdict/page-policy-notice";
import { listWatchlistsAction, watchAction } from "../../watchlists/actions";
import { explainExpressionAction, explainFigureAction } from "./actions";
import { getMissingCompany } from "./missing-company";

interface CompanyPageProps {
  readonly params: Promise<{ readonly ticker: string }>;
  readonly searchParams: Promise<PageSearch>;
}

export async function generateMetadata({ params }: CompanyPageProps): Promise<Metadata> {
  return { title: readPathPart((await params).ticker).toUpperCase() };
}

export default async function CompanyPage({ params, searchParams }: CompanyPageProps) {
  const ticker = readPathPart((await params).ticker);
  const search = await searchParams;
  const read = await readViewChoice(search);
  if (!read.ok) {
    getMissingCompany().settle(null);
    const way = { href: buildCompanyHref(ticker, ""), label: "The company under the usual policy" };
    return <BrokenLink errors={read.error} way={way} />;
  }
  const scenarioText = readParameter(search, urlKeys.scenario);
  const scenario = scenarioText === null ? null : parseScenario(scenarioText);
  if (scenario?.ok === false) {
    getMissingCompany().settle(null);
    const way = { href: buildCompanyHref(ticker, buildViewSearch(read.value)), label: "The company as reported" };
    return <BrokenLink errors={[{ parameter: urlKeys.scenario, message: scenario.error }]} way={way} />;
  }
  const view = { ...read.value, scenario: scenario?.value ?? null };
  const sheet = await findCompany(ticker, view);
  const newestSearch = buildStressedViewSearch({ ...view, asOf: null, snapshot: null });
  if (sheet instanceof AppError) {
    if (sheet.code === "no_data") return <NoCompanyData />;
    const newestHref = buildCompanyHref(ticker, newestSearch);
    return (
      <NoCompanyData wanted={{ ticker, message: sheet.message, newestHref, isBeingBuilt: sheet.code === "busy" }} />
    );
  }
  const { report, statements, peers, policy } = sheet;
  const viewSearch = buildStressedViewSearch(view);
  const isPast = view.asOf !== null || view.snapshot !== null;
  if (report.askedAs !== null) {
    const from = new URLSearchParams(viewSearch);
    from.set("from", report.askedAs);
    redirect(buildCompanyHref(report.ticker, `?${from}`));
  }
  const [user, asOfChoices] = await Promise.all([getVisitor(), listAsOfChoices()]);
  const trace = readParameter(search, "trace");
  const { isSample, asOf } = report.snapshot;
  const marketCap = report.metrics.find(({ metric }) => metric.id === "market_cap")?.value;
  const badge = statements === null ? null : <OriginBadge origin={statements.origin} isSample={isSample} />;
  // That data are a sample stands in the header of the page; that they are second-hand, beside each block of them.
  const caveat = statements?.origin === "second_hand" ? badge : null;
  return (
    <TraceProvider
      ticker={report.ticker}
      snapshot={report.snapshot.id}
      policy={view.policy}
      asOf={asOf}
      isSample={isSample}
      actions={{ explainExpression: explainExpressionAction, explainFigure: explainFigureAction }}
      initialExpression={trace}
    >
      <div className="mx-auto w-full max-w-(--page-width) px-4 pt-6 pb-16">
        <CompanyHeader
          {...report}
          isSample={isSample}
          marketCapUsd={marketCap?.type === "number" ? marketCap.value : null}
          actions={
            <div className="flex flex-wrap gap-2">
              {asOfChoices === null ? null : <AsOfPicker choices={asOfChoices} asOf={isPast ? asOf : null} />}
              <WatchButton
                ticker={report.ticker}
                actions={user === null ? null : { listWatchlists: listWatchlistsAction, watch: watchAction }}
              />
            </div>
          }
        />
        <div className="mt-4 space-y-4">
          <CompanyPast
            ticker={report.ticker}
            snapshot={report.snapshot}
            isPast={isPast}
            from={readTicker(readParameter(search, "from"))}
            departure={report.departure}
            otherClasses={report.otherClasses}
            newestHref={buildCompanyHref(report.ticker, newestSearch)}
            viewSearch={viewSearch}
          />
          {statements === null ? null : <ScenarioPointer />}
          <PagePolicyNotice policy={policy} view={view} pathname={buildCompanyHref(report.ticker, "")} />
          <DataSourceLine
            asOf={asOf}
            isSample={isSample}
            origin={statements?.origin ?? null}
            newest={statements?.newest ?? null}
            newestPeriodEnd={statements?.newestPeriodEnd ?? null}
            isRestated={statements?.isRestated ?? false}
            failedCheckCount={statements?.failedChecks.length ?? 0}
            gap={report.dataGap}
          />
          <VerdictPanel explanation={report.explanation} hasFigures={statements !== null} />
        </div>
        {statements === null ? null : (
          <>
            <PageSection
              title="Why"
              lead="Each rule of the policy on this company. Press a rule or a figure to see how it came about."
            >
              <RuleList rules={report.explanation.rules} />
            </PageSection>
            <div className="mt-8">
              <CompanyStressCard
                target={{ ticker: report.ticker, snapshot: report.snapshot.id, policy: view.policy }}
                first={
                  view.scenario === null
                    ? null
                    : await answerCompanyStress(report.ticker, {
                        hash: report.snapshot.id,
                        policy: view.policy,
                        scenario: view.scenario,
                      })
                }
              />
            </div>
            <PageSection title="In numbers" actions={caveat}>
              <Pillars
                ticker={report.ticker}
                snapshot={report.snapshot.id}
                policy={view.policy}
                metrics={report.metrics.map(({ metric, value }) => ({ metric, value }))}
              />
            </PageSection>
            <PageSection title="Over time" actions={caveat}>
              <StatementCharts statements={statements} policy={policy} span={readParameter(search, "charts")} />
            </PageSection>
            <PageSection title="Statements" lead="Press a figure to see the filings that it came from.">
              <StatementTable
                statements={statements}
                isFinancial={["bank", "insurer", "other_financial"].includes(report.group ?? "")}
                badge={badge}
              />
            </PageSection>
          </>
        )}
        {peers.length > 0 ? (
          <PageSection
            title="Against its sector"
            lead={`Among the constituents in ${report.sector ?? "the universe"}; the better end is on the right.`}
            actions={caveat}
          >
            <PeersStrip standings={peers} />
          </PageSection>
        ) : null}
      </div>
    </TraceProvider>
  );
}

/** A ticker of an address, or null for anything else: it is written on the page. */
function readTicker(text: string | null): string | null {
  return text !== null && /^[A-Z0-9.\- ]{1,12}$/.test(text) ? text : null;
}

/** Ends in the not-found page for a ticker that the data do not have; what else is refused comes back. */
async function findCompany(ticker: string, view: StressedViewChoice): Promise<CompanySheet | AppError> {
  const { settle } = getMissingCompany();
  const { asOf, snapshot, policy } = view;
  const request = { hash: snapshot, asOf, policy, visitor: readNetworkAddress(await headers()) };
  const sheet = await catchRefusal(getCompanySheet(ticker, request)).catch((error: unknown) => {
    settle(null);
    throw error;
  });
  if (sheet instanceof AppError && sheet.code === "company_not_found") {
    const { universe } = await getUniverse(request);
    const viewSearch = buildStressedViewSearch(view);
    settle({ ticker: ticker.slice(0, 20), nearest: findNearestTickers(universe, ticker), viewSearch });
    notFound();
  }
  settle(null);
  return sheet;
}
