import type { Metadata } from "next";
import Link from "next/link";
import { CoverageTable } from "@/components/data/coverage-table";
import { FigureOrigin } from "@/components/data/figure-origin";
import { KeyFigures } from "@/components/data/key-figures";
import { RunTable } from "@/components/data/run-table";
import { SkippedTable } from "@/components/data/skipped-table";
import { SourceTable } from "@/components/data/source-table";
import { formatIsoDate } from "@/components/layout/format-date";
import { Page, Section } from "@/components/layout/page";
import { NoData } from "@/components/screen/screen-states";
import { Notice } from "@/components/ui/notice";
import { AppError } from "@/lib/api/app-error";
import { computeCoverage, countTexts } from "@/lib/screen/coverage";
import { getDataHistory } from "@/lib/server/service/get-data-history";
import { getUniverse, type ServedUniverse } from "@/lib/server/service/get-universe";
import { allMetrics } from "@/lib/verdict/build-policy-scope";

export const metadata: Metadata = { title: "Data" };

const countFormat = new Intl.NumberFormat("en-US");
const rateFormat = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 2 });

export default async function DataPage() {
  const served = await findUniverse();
  if (served === null) return <NoData />;
  const { universe, snapshot } = served;
  const history = await getDataHistory();
  const origins = countTexts(universe, "data_source");
  const withFigures = origins.reduce((sum, { text, count }) => (text === "none" ? sum : sum + count), 0);
  const baseRate = universe.evaluator.evaluateNumber({ kind: "name", id: "base_rate" }).values[0] ?? Number.NaN;

  return (
    <Page
      title="Data"
      lead="What the numbers are made from, how old they are, and what is missing. A missing number is never taken for zero and never passes a filter."
    >
      {snapshot.isSample ? (
        <Notice tone="notice" title="These are sample data: fictional companies" className="mb-6">
          They are generated in the formats of the real sources and read by the same code. To load real filings and
          holdings, run <code>npm run ingest -- --from DIR</code>.
        </Notice>
      ) : null}
      <KeyFigures
        figures={[
          { label: "As of", value: formatIsoDate(snapshot.asOf), detail: "Nothing filed or priced later is used" },
          { label: "Constituents", value: countFormat.format(universe.rowCount), detail: "Holdings of IWM, a proxy" },
          {
            label: "With figures",
            value: countFormat.format(withFigures),
            detail: `${rateFormat.format(universe.rowCount === 0 ? 0 : withFigures / universe.rowCount)} of the constituents`,
          },
          {
            label: "Base rate",
            value: Number.isNaN(baseRate) ? "–" : rateFormat.format(baseRate),
            detail: "What refinanced debt is charged, before its spread",
          },
        ]}
      />
      <Section
        title="Membership"
        lead="The constituents are the holdings of the iShares Russell 2000 ETF (IWM), used as a proxy: the membership of the index itself, and its sectors, are licensed. Your own file of the same shape can take its place."
      >
        <SourceTable sources={universe.info.sources} />
      </Section>
      <Section title="Origin of the figures">
        <FigureOrigin counts={origins} total={universe.rowCount} />
      </Section>
      <Section
        title="Coverage"
        lead={
          <>
            For how many companies each metric is known. The share leaves out companies that it does not apply to, and
            those without debt where only debt can be measured. Formulas stand under{" "}
            <Link href="/methodology" prefetch={false} className="link">
              Methodology
            </Link>
            .
          </>
        }
      >
        <CoverageTable metrics={allMetrics} coverage={computeCoverage(universe, allMetrics)} />
      </Section>
      <Section title="Left out" lead="What the newest run did not use, line by line, and why.">
        <SkippedTable skipped={history.skipped} />
      </Section>
      <Section title="Runs">
        <RunTable runs={history.runs} />
      </Section>
      <p className="mt-8 text-xs break-all text-ink-faint">Snapshot {snapshot.id}</p>
    </Page>
  );
}

async function findUniverse(): Promise<ServedUniverse | null> {
  try {
    return await getUniverse();
  } catch (error) {
    if (error instanceof AppError && error.code === "no_data") return null;
    throw error;
  }
}
