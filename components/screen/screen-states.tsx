import { Database } from "lucide-react";
import Link from "next/link";
import type { UrlError } from "#lib/screen/policy-url";
import type { Screen } from "#lib/screen/screen";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { formatPageUrl } from "#lib/workbench/page-url";
import { DayBeingBuilt } from "@/components/as-of/day-being-built";
import { getButtonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";

export interface BrokenLinkProps {
  readonly errors: readonly UrlError[];
  /** The way on; an empty screen when absent. */
  readonly way?: { readonly href: string; readonly label: string };
}

const emptyScreen = { href: "/screen", label: "Start with an empty screen" };

/** The link has parameters that cannot be read: nothing of it is dropped in silence. */
export function BrokenLink({ errors, way = emptyScreen }: BrokenLinkProps) {
  return (
    <ErrorState
      className="py-24"
      title="This link cannot be read"
      actions={
        <Link href={way.href} prefetch={false} className={getButtonClass("primary")}>
          {way.label}
        </Link>
      }
    >
      <ul className="space-y-2">
        {errors.map((error) => (
          <li key={`${error.parameter} ${error.message}`}>{error.message}</li>
        ))}
      </ul>
      <p className="mt-3">
        A part of the link may have been lost or added on its way. Ask for it again, or start anew.
      </p>
    </ErrorState>
  );
}

export interface NoSuchDataProps {
  readonly screen: Screen;
  readonly message: string;
  /** The day is on its way: the page is to ask again. */
  readonly isBeingBuilt: boolean;
}

/** The link names data that this server does not have, or a day that has none. */
export function NoSuchData({ screen, message, isBeingBuilt }: NoSuchDataProps) {
  const onCurrent = formatPageUrl(formatScreenUrl({ ...screen, snapshot: null, asOf: null }), "passed");
  const actions = (
    <Link href={`/screen${onCurrent}`} prefetch={false} className={getButtonClass("primary")}>
      Run it on the newest data
    </Link>
  );
  if (isBeingBuilt) return <DayBeingBuilt message={message} actions={actions} />;
  return (
    <ErrorState
      className="py-24"
      title={screen.snapshot === null ? "That day cannot be shown" : "The data of this link are not here"}
      actions={actions}
    >
      {message}
    </ErrorState>
  );
}

/** Nothing was ever loaded. */
export function NoData() {
  return (
    <EmptyState className="py-24" icon={<Database />} title="No data are loaded yet">
      <p>
        Load the sample universe with <code>npm run up</code>, or live data with <code>npm run ingest</code>. This page
        shows them as soon as they are there.
      </p>
    </EmptyState>
  );
}
