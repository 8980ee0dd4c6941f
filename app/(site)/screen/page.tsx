import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { preload } from "react-dom";
import { AppError } from "#lib/contract/app-error";
import type { UrlError } from "#lib/screen/policy-url";
import { urlKeys } from "#lib/screen/url-key";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { getVisitor } from "#lib/server/auth/session";
import { catchRefusal } from "#lib/server/page/catch-refusal";
import { type PageSearch, readSearch } from "#lib/server/page/page-search";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { EarlySlash } from "@/components/screen/bar/early-slash";
import { BrokenLink, NoData, NoSuchData } from "@/components/screen/screen-states";
import { Screener } from "@/components/screen/screener";
import { getSnapshotUrl } from "@/components/screen/state/snapshot-url";
import { answerScreenPage, readAskedScreen, spellOutAddress } from "./answer-screen-page";
import { readScreenerProps } from "./screener-props";

export const metadata: Metadata = { title: "Screen" };

interface ScreenPageProps {
  readonly searchParams: Promise<PageSearch>;
}

/** Tags and portfolios are of lists. */
function describeListOnly(tag: string | null): UrlError {
  const parameter = tag === null ? urlKeys.view : urlKeys.tag;
  return { parameter, message: `The parameter "${parameter}" is for the address of a watchlist.` };
}

export default async function ScreenPage({ searchParams }: ScreenPageProps) {
  const asked = await readAskedScreen(readSearch(await searchParams));
  if (!asked.ok) return <BrokenLink errors={asked.error} />;
  const { screen, tag, listView } = asked.value;
  if (tag !== null || listView !== null) return <BrokenLink errors={[describeListOnly(tag)]} />;
  const sent = await headers();
  const visitor = readNetworkAddress(sent);
  const [served, user] = await Promise.all([
    catchRefusal(getUniverse({ hash: screen.snapshot, asOf: screen.asOf, visitor })),
    getVisitor(),
  ]);
  if (served instanceof AppError) {
    return served.code === "no_data" ? (
      <NoData />
    ) : (
      <NoSuchData screen={screen} message={served.message} isBeingBuilt={served.code === "busy"} />
    );
  }
  const spelled = spellOutAddress(served, asked.value);
  if (spelled !== null) redirect(`/screen${spelled}`);
  const first = answerScreenPage(served, asked.value);
  if (!first.ok) return <BrokenLink errors={first.error} />;
  // The data begin to arrive while the scripts still do.
  preload(getSnapshotUrl(served.snapshot.id), { as: "fetch", crossOrigin: "anonymous" });
  return (
    <>
      <EarlySlash nonce={sent.get("x-nonce") ?? ""} />
      <Screener
        snapshot={served.snapshot}
        first={first.value}
        isSealed={screen.snapshot !== null || screen.asOf !== null}
        {...(await readScreenerProps(user))}
      />
    </>
  );
}
