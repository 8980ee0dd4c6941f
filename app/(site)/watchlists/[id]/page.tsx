import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { preload } from "react-dom";
import { AppError } from "#lib/contract/app-error";
import { ownedIdSchema } from "#lib/contract/watchlist";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { getUser } from "#lib/server/auth/session";
import { catchRefusal } from "#lib/server/page/catch-refusal";
import { type PageSearch, readPathPart, readSearch } from "#lib/server/page/page-search";
import { getUniverse, type UniverseRequest } from "#lib/server/service/screen/get-universe";
import { type FollowedCompany, getWatchlist } from "#lib/server/service/watchlist/get-watchlist";
import { listWatchlists } from "#lib/server/service/watchlist/list-watchlists";
import { findKeyVersion, getPolicyKey, resolvePolicy } from "#lib/verdict/policy/choice";
import { formatPageUrl } from "#lib/workbench/page-url";
import { getIndexWeights, type IndexWeights } from "#lib/workbench/portfolio/index-weight";
import { NoSuchDay } from "@/components/as-of/no-such-day";
import { BrokenLink } from "@/components/screen/screen-states";
import { getSnapshotUrl } from "@/components/screen/state/snapshot-url";
import type { FollowedItem } from "@/components/watchlist/followed-item";
import { answerScreenPage, readAskedScreen, spellOutAddress } from "../../screen/answer-screen-page";
import { readScreenerProps } from "../../screen/screener-props";
import {
  addToWatchlistAction,
  chooseSizingAction,
  deleteWatchlistAction,
  noteAction,
  removeFromWatchlistAction,
  renameWatchlistAction,
  sizeAction,
} from "../actions";
import { WatchlistWorkbench } from "./watchlist-workbench";

interface WatchlistPageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<PageSearch>;
}

/** Null for a list that is not there or not this user's; what else is refused comes back. */
async function findWatchlist(userId: string, id: string, request: UniverseRequest) {
  if (!ownedIdSchema.safeParse(id).success) return null;
  const list = await catchRefusal(getWatchlist(userId, id, ["price"], { ...request, visitor: userId }));
  return list instanceof AppError && list.code === "not_found" ? null : list;
}

export async function generateMetadata({ params }: WatchlistPageProps): Promise<Metadata> {
  const user = await getUser();
  const { id } = await params;
  const lists = user === null ? [] : await listWatchlists(user.id);
  return { title: lists.find((list) => list.id === id)?.name ?? "Watchlist" };
}

export default async function WatchlistPage({ params, searchParams }: WatchlistPageProps) {
  const { id } = await params;
  const pathname = `/watchlists/${encodeURIComponent(readPathPart(id))}`;
  const asked = await readAskedScreen(readSearch(await searchParams));
  if (!asked.ok) {
    return <BrokenLink errors={asked.error} way={{ href: pathname, label: "The list as it is" }} />;
  }
  const { screen, show, policy, tag } = asked.value;
  const address = pathname + formatPageUrl(formatScreenUrl(screen), show, asked.value);
  const user = await getUser();
  if (user === null) redirect(`/sign-in?return=${encodeURIComponent(address)}`);
  const request = { hash: screen.snapshot, asOf: screen.asOf, policy, visitor: user.id };
  const list = await findWatchlist(user.id, id, request);
  if (list === null) notFound();
  if (list instanceof AppError) return <NoSuchDay message={list.message} isBeingBuilt={list.code === "busy"} />;
  const served = await getUniverse({ hash: list.snapshot.id, visitor: user.id });
  const spelled = spellOutAddress(served, asked.value);
  if (spelled !== null) redirect(pathname + spelled);
  const judging = resolvePolicy(policy);
  const policyKey = judging.ok ? getPolicyKey(judging.value) : null;
  const weights = getIndexWeights(served.universe.evaluator);
  const items = list.items.map((item) => describeItem(item, policyKey, weights));
  const tagged = items.filter(({ tags }) => tag === null || tags.includes(tag));
  const rows = tagged.flatMap(({ now }) => now?.row ?? []);
  const first = answerScreenPage(served, asked.value, rows);
  if (!first.ok) return <BrokenLink errors={first.error} way={{ href: pathname, label: "The list as it is" }} />;
  preload(getSnapshotUrl(list.snapshot.id), { as: "fetch", crossOrigin: "anonymous" });
  return (
    <WatchlistWorkbench
      id={list.id}
      name={list.name}
      items={items}
      sizing={list.sizing}
      chooseSizing={chooseSizingAction}
      size={sizeAction}
      add={addToWatchlistAction}
      rename={renameWatchlistAction}
      removeList={deleteWatchlistAction}
      removeItem={removeFromWatchlistAction}
      note={noteAction}
      snapshot={list.snapshot}
      first={first.value}
      isSealed={screen.snapshot !== null || screen.asOf !== null}
      {...(await readScreenerProps(user))}
    />
  );
}

function describeItem(item: FollowedCompany, policyKey: string | null, weights: IndexWeights | null): FollowedItem {
  const { ticker, note, tags, shares, weight, addedAt, addedVerdict, addedPolicy, addedPriceUsd, departure, now } =
    item;
  const [price] = now?.cells ?? [];
  return {
    ticker,
    note,
    tags,
    addedOn: addedAt.toISOString().slice(0, 10),
    addedVerdict,
    addedVersion: addedPolicy === null || addedPolicy === policyKey ? null : findKeyVersion(addedPolicy),
    addedPrice: addedPriceUsd,
    price: price?.type === "number" ? price.value : null,
    departure,
    shares,
    weight,
    indexWeight: now === null ? null : (weights?.byRow[now.row] ?? null),
    now: now === null ? null : { row: now.row, ticker: now.ticker },
  };
}
