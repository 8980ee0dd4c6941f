import { SearchX } from "lucide-react";
import Link from "next/link";
import { buildCompanyHref } from "#lib/screen/view-url";
import { getButtonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";

export interface CompanyNotFoundProps {
  /** As it stood in the address; null when that is not known. */
  readonly ticker: string | null;
  readonly nearest: readonly { readonly ticker: string; readonly name: string }[];
  /** What keeps a link on the data and the policy that were asked for. */
  readonly viewSearch: string;
}

/** No company of the current data has the ticker: says so, and offers the nearest. */
export function CompanyNotFound({ ticker, nearest, viewSearch }: CompanyNotFoundProps) {
  return (
    <>
      <h1 className="sr-only">Company not found</h1>
      <EmptyState
        className="py-24"
        icon={<SearchX />}
        title={ticker === null ? "There is no such company here" : `No company here has the ticker ${ticker}`}
        actions={
          <Link href={`/screen${viewSearch}`} prefetch={false} className={getButtonClass("secondary")}>
            To the screener
          </Link>
        }
      >
        <p>
          No list of constituents that was loaded has it, neither now nor at an earlier day, under this or another
          ticker.
        </p>
        {nearest.length > 0 ? (
          <>
            <p className="mt-4 text-ink">Did you mean</p>
            <ul className="mt-1">
              {nearest.map((near) => (
                <li key={near.ticker}>
                  <Link
                    href={buildCompanyHref(near.ticker, viewSearch)}
                    prefetch={false}
                    className="link inline-block min-h-6"
                  >
                    {near.ticker}
                  </Link>{" "}
                  {near.name}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </EmptyState>
    </>
  );
}
