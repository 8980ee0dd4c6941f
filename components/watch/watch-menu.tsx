"use client";

import { LogIn, Plus, UserPlus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { formatWatchWish, wishTickersMax } from "#lib/contract/watch-wish";
import type { WatchActions, WatchlistHolding } from "#lib/contract/watchlist";
import { formatCount } from "#lib/util/number-text";
import { AnchoredMenu, MenuCheck, MenuHeading, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { showToast } from "@/components/ui/toast";
import { useStable } from "@/components/ui/use-stable";
import { describeAdded, listInWords } from "./watch-text";

/** The companies to be watched, and the button that was pressed for them. */
export interface WatchTarget {
  readonly tickers: readonly string[];
  readonly anchor: HTMLElement;
}

export interface WatchMenuProps {
  /** Null: closed. */
  readonly target: WatchTarget | null;
  readonly onClose: () => void;
  /** Null: nobody is signed in; the menu asks to, and the companies are added afterwards. */
  readonly actions: WatchActions | null;
  /** Told when companies are on their way to a list, and when they have arrived. */
  readonly onAddingChange?: (isAdding: boolean) => void;
}

const unreachable = "The server could not be reached. Check the connection and try again.";
const noTickers: readonly string[] = [];

/** Puts companies on watchlists, without leaving the page. It stays open, so that they may go on several. */
export function WatchMenu({ target, onClose, actions, onAddingChange }: WatchMenuProps) {
  const router = useRouter();
  const [lists, setLists] = useState<readonly WatchlistHolding[] | null>(null);
  /** The session has ended meanwhile. */
  const [isSignedOut, setSignedOut] = useState(actions === null);
  const [, startTransition] = useTransition();
  const tickers = target?.tickers ?? noTickers;

  const read = useStable(() => {
    if (actions === null) return;
    setLists(null);
    startTransition(async () => {
      const answer = await actions.listWatchlists({ tickers }).catch(() => null);
      if (answer?.ok) {
        setLists(answer.value);
        return;
      }
      if (answer?.signIn) {
        setSignedOut(true);
        return;
      }
      onClose();
      const detail = answer?.message ?? unreachable;
      showToast({ title: "Your watchlists could not be read", detail, tone: "problem" });
    });
  });
  useEffect(() => {
    if (target !== null) read();
  }, [target, read]);

  const add = (watchlistId: string | null): void => {
    if (actions === null || tickers.length === 0) return;
    onAddingChange?.(true);
    startTransition(async () => {
      const answer = await actions.watch({ watchlistId, tickers }).catch(() => null);
      onAddingChange?.(false);
      if (!answer?.ok) {
        const title = `${listInWords(tickers)} ${tickers.length === 1 ? "was" : "were"} not added`;
        showToast({ title, detail: answer?.message ?? unreachable, tone: "problem" });
        return;
      }
      const { id } = answer.value;
      setLists((before) => before?.map((list) => (list.id === id ? { ...list, holds: "all" } : list)) ?? null);
      showToast({
        ...describeAdded(tickers, answer.value),
        action: { label: "Open", onPress: () => router.push(`/watchlists/${id}`) },
      });
    });
  };
  return (
    <AnchoredMenu align="end" anchor={target?.anchor ?? null} onClose={onClose} className="max-w-80">
      <MenuHeading>
        {isSignedOut ? `Sign in, and add ${listInWords(tickers)} to a watchlist` : `Add ${listInWords(tickers)} to`}
      </MenuHeading>
      {isSignedOut ? <SignInEntries tickers={tickers} /> : null}
      {!isSignedOut && lists === null ? <MenuItem disabled>Reading your watchlists…</MenuItem> : null}
      {isSignedOut
        ? null
        : lists?.map((list) => (
            <MenuCheck
              key={list.id}
              isChecked={list.holds === "all"}
              disabled={list.holds === "all"}
              detail={list.holds === "some" ? "some are on it" : undefined}
              onSelect={() => add(list.id)}
            >
              {list.name}
            </MenuCheck>
          ))}
      {isSignedOut || lists === null || lists.length === 0 ? null : <MenuSeparator />}
      {isSignedOut ? null : (
        <MenuItem disabled={lists === null} icon={<Plus />} onSelect={() => add(null)}>
          A new watchlist
        </MenuItem>
      )}
    </AnchoredMenu>
  );
}

/** The way through a sign-in to the page that asks on which list the companies go, and from there back to this one. */
function SignInEntries({ tickers }: { readonly tickers: readonly string[] }) {
  const here = location.pathname + location.search;
  const isTooMany = tickers.length > wishTickersMax;
  const wish = encodeURIComponent(isTooMany ? here : formatWatchWish(tickers, here));
  return (
    <>
      {isTooMany ? (
        <p className="px-3 pb-1 text-xs text-pretty text-ink-muted">
          A sign-in remembers at most {formatCount(wishTickersMax)} companies. Sign in first, then select them again.
        </p>
      ) : null}
      <MenuLink render={<Link href={`/sign-in?return=${wish}`} prefetch={false} />}>
        <LogIn size={14} aria-hidden className="text-ink-faint" />
        Sign in
      </MenuLink>
      <MenuLink render={<Link href={`/sign-up?return=${wish}`} prefetch={false} />}>
        <UserPlus size={14} aria-hidden className="text-ink-faint" />
        Create an account
      </MenuLink>
    </>
  );
}
