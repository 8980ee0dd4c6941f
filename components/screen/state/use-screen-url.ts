"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { defaultScreen } from "#lib/screen/default-screen";
import { moveRankToSort } from "#lib/screen/rank-clause";
import type { Screen } from "#lib/screen/screen";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { formatPageUrl, type PageState, parsePageUrl } from "#lib/workbench/page-url";

/**
 * How a change reaches the URL: `push` makes a step that Back undoes, `replace` changes the current one, `draft` does
 * not touch the URL (while a handle is dragged).
 */
export type ChangeMode = "push" | "replace" | "draft";

export interface ScreenUrl extends PageState {
  readonly change: (change: Partial<Screen> & Partial<Omit<PageState, "screen">>, mode?: ChangeMode) => void;
}

/** The state of the page, kept in the URL and nowhere else; a change takes effect before the URL follows. */
export function useScreenUrl(): ScreenUrl {
  const parameters = useSearchParams();
  const pathname = usePathname();
  const settled = useMemo((): PageState => {
    const read = parsePageUrl(new URLSearchParams(parameters));
    // The server answers a URL that cannot be read with an error page, so this is only met in passing.
    return read.ok
      ? { ...read.value, screen: moveRankToSort(read.value.screen) }
      : { screen: defaultScreen, show: "passed", trends: [], group: null, tag: null, listView: null };
  }, [parameters]);

  const [draft, setDraft] = useState<PageState | null>(null);
  /** Addresses that were written here and that the router has yet to bring back, the oldest first. */
  const onTheWay = useRef<string[]>([]);
  // A draft ends when the URL has changed, by whatever way; but not by an address of its own that comes after the next step.
  useEffect(() => {
    const address = formatAddress(settled);
    const arrived = onTheWay.current.indexOf(address);
    onTheWay.current = arrived < 0 ? [] : onTheWay.current.slice(arrived + 1);
    setDraft((before) => (arrived >= 0 && before !== null && formatAddress(before) !== address ? before : null));
  }, [settled]);
  // Back right after a change: the router may never have seen the address that was left, and then reads nothing anew.
  useEffect(() => {
    const endDraft = () => {
      onTheWay.current = [];
      setDraft(null);
    };
    addEventListener("popstate", endDraft);
    return () => removeEventListener("popstate", endDraft);
  }, []);

  const state = draft ?? settled;
  const latest = useRef(state);
  latest.current = state;

  const change = useCallback<ScreenUrl["change"]>(
    (changes, mode = "push") => {
      const { trends: oldTrends, group: oldGroup, tag: oldTag, listView: oldView } = latest.current;
      const { show, trends = oldTrends, group = oldGroup, tag = oldTag, listView = oldView, ...fields } = changes;
      const next: PageState = {
        screen: { ...latest.current.screen, ...fields },
        // A new question is answered by the rows that pass.
        show: show ?? (fields.query === undefined ? latest.current.show : "passed"),
        trends,
        group,
        tag,
        listView,
      };
      latest.current = next;
      setDraft(next);
      if (mode === "draft") return;
      const address = formatAddress(next);
      const url = `${pathname}${address}`;
      if (url === `${location.pathname}${location.search}`) return;
      onTheWay.current.push(address);
      if (mode === "push") history.pushState(null, "", url);
      else history.replaceState(null, "", url);
    },
    [pathname],
  );
  return { ...state, change };
}

function formatAddress(page: PageState): string {
  return formatPageUrl(formatScreenUrl(page.screen), page.show, page);
}
