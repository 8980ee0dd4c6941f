import { Database } from "lucide-react";
import Link from "next/link";
import { getButtonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";

/** Without data at all, or (with a ticker) without the data that an address names. */
export function NoCompanyData({ ticker }: { readonly ticker?: string }) {
  if (ticker === undefined) {
    return (
      <EmptyState className="py-24" icon={<Database />} title="No data are loaded yet">
        Load the sample universe with <code>npm run up</code>, or your own sources with{" "}
        <code>npm run ingest -- --from DIR</code>.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      className="py-24"
      icon={<Database />}
      title="The data of this link are not here"
      actions={
        <Link href={`/company/${encodeURIComponent(ticker)}`} prefetch={false} className={getButtonClass("primary")}>
          {ticker} on the newest data
        </Link>
      }
    >
      The link names a snapshot that this server does not have.
    </EmptyState>
  );
}
