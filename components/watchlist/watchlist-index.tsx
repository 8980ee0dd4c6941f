import Link from "next/link";
import { urlKeys } from "#lib/screen/url-key";
import { formatIsoDate } from "#lib/util/date-text";
import { formatCount, formatCountOf } from "#lib/util/number-text";
import type { Verdict } from "#lib/verdict/verdict";
import { joinClasses } from "@/components/ui/class-names";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow, wideColumnClass } from "@/components/ui/table";
import { VerdictBar } from "@/components/verdict/verdict-bar";

export interface ListedWatchlist {
  readonly id: string;
  readonly name: string;
  readonly itemCount: number;
  /** ISO date. */
  readonly updatedOn: string;
  /** What its companies are judged; null for a list without companies that the data have. */
  readonly survey: {
    readonly reported: Readonly<Record<Verdict, number>>;
    readonly flipped: { readonly count: number };
    readonly found: number;
  } | null;
}

export interface WatchlistIndexProps {
  readonly lists: readonly ListedWatchlist[];
  /** What keeps a link on the policy of the page. */
  readonly viewSearch: string;
  /** The scenario that each list is held to as well. */
  readonly stress: { readonly label: string; readonly description: string; readonly scenario: string };
}

/** The lists of a person: what their companies are judged, and how many of them a stress would move. */
export function WatchlistIndex({ lists, viewSearch, stress }: WatchlistIndexProps) {
  return (
    <TableFrame label="Your watchlists">
      <Table>
        <thead>
          <tr>
            <TableHeadCell>Name</TableHeadCell>
            <TableHeadCell>Verdicts now</TableHeadCell>
            <TableHeadCell isNumber>{stress.label}</TableHeadCell>
            <TableHeadCell isNumber>Companies</TableHeadCell>
            <TableHeadCell isNumber className={wideColumnClass}>
              Changed
            </TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {lists.map(({ id, name, itemCount, updatedOn, survey }) => (
            <TableRow key={id}>
              <TableCell>
                <Link href={`/watchlists/${id}${viewSearch}`} prefetch={false} className="link font-medium">
                  {name}
                </Link>
              </TableCell>
              <TableCell>
                {survey === null ? (
                  <span className="text-ink-muted">{itemCount === 0 ? "No companies yet" : "Not judged"}</span>
                ) : (
                  <VerdictBar counts={survey.reported} className="py-1 sm:min-w-60" />
                )}
              </TableCell>
              <TableCell isNumber className="whitespace-nowrap">
                {survey === null ? null : (
                  <Link
                    href={`/watchlists/${id}${addScenario(viewSearch, stress.scenario)}`}
                    prefetch={false}
                    title={`${name} under ${stress.description}`}
                    className="link"
                  >
                    {describeFlips(survey.flipped.count)}
                  </Link>
                )}
              </TableCell>
              <TableCell isNumber>
                {formatCount(itemCount)}
                {survey !== null && survey.found < itemCount ? (
                  <span className="block text-xs text-ink-muted">{formatCount(survey.found)} in the data</span>
                ) : null}
              </TableCell>
              <TableCell isNumber className={joinClasses("text-ink-muted", wideColumnClass)}>
                {formatIsoDate(updatedOn)}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function describeFlips(count: number): string {
  return count === 0 ? "No change" : formatCountOf(count, "verdict changes", "verdicts change");
}

/** The search part of a link with a scenario added. */
function addScenario(viewSearch: string, scenario: string): string {
  const parameters = new URLSearchParams(viewSearch);
  parameters.set(urlKeys.scenario, scenario);
  return `?${parameters}`;
}
