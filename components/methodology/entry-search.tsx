import { Search } from "lucide-react";
import Link from "next/link";
import { AddressForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { findKey } from "./find-entries";

export interface EntrySearchProps {
  /** What is looked for; "" for nothing. */
  readonly find: string;
  readonly ruleCount: number;
  readonly metricCount: number;
  /** What the page shows beside it, as its address says: kept while looking. */
  readonly viewSearch: string;
}

/** Finds rules and metrics by any word of them. A form that asks for an address, so that a find can be sent. */
export function EntrySearch({ find, ruleCount, metricCount, viewSearch }: EntrySearchProps) {
  return (
    <search className="mb-6">
      <AddressForm
        action="/methodology"
        className="flex max-w-md gap-2"
        submit={
          <>
            <Search size={14} aria-hidden />
            Find
          </>
        }
      >
        {[...new URLSearchParams(viewSearch)].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Input
          type="search"
          name={findKey}
          defaultValue={find}
          maxLength={80}
          aria-label="Find rules and metrics"
          placeholder="Find rules and metrics: cover, fcf, Altman"
          className="min-w-0 flex-1"
        />
      </AddressForm>
      {find === "" ? null : (
        <p role="status" className="mt-2 text-sm text-ink-muted">
          {count(ruleCount, "rule")} and {count(metricCount, "metric")} with “{find}”.{" "}
          <Link href={`/methodology${viewSearch}`}>Show the whole page</Link>
        </p>
      )}
    </search>
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
