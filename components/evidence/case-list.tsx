import type { KeptCase } from "#lib/evidence/kept-evidence";
import type { HeadlineId } from "#lib/evidence/result";

export interface CaseListProps {
  readonly title: string;
  readonly cases: readonly KeptCase[];
  readonly outcome: HeadlineId;
}

/** The companies behind a rate, year by year; each leads to its filings at EDGAR. */
export function CaseList({ title, cases, outcome }: CaseListProps) {
  const years = [...new Set(cases.map(({ year }) => year))];
  const failed = cases.filter((each) => each.failed[outcome] === true).length;
  return (
    <details className="rounded-ui border bg-surface">
      <summary className="cursor-pointer px-4 py-2 text-sm">
        {title}: {cases.length} company-years, {failed} failed
      </summary>
      <div className="space-y-3 border-t px-4 py-3 text-xs">
        {years.map((year) => (
          <div key={year}>
            <h4 className="font-medium">30 June {year}</h4>
            <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1">
              {cases
                .filter((each) => each.year === year)
                .map((each) => (
                  <li key={each.cik} className="whitespace-nowrap">
                    <a
                      href={`https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=${each.cik}&type=10-K`}
                      className="link"
                      rel="noreferrer"
                    >
                      {each.ticker ?? `CIK ${each.cik}`}
                    </a>{" "}
                    <span className="text-ink-muted">{describe(each.failed[outcome])}</span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </details>
  );
}

function describe(failed: boolean | null | undefined): string {
  if (failed === undefined) return "not asked";
  if (failed === null) return "not known";
  return failed ? "failed" : "did not fail";
}
