"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef } from "react";
import { defaultScreen } from "#lib/screen/default-screen";
import { moveRankToSort } from "#lib/screen/rank-clause";
import type { Screen } from "#lib/screen/screen";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { formatPageUrl, type PageState, parsePageUrl } from "#lib/workbench/page-url";
import { useAddressDraft } from "@/components/ui/use-address-draft";

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

  const { value: state, draft, noteWritten } = useAddressDraft(settled, formatAddress);
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
      draft(next);
      if (mode === "draft") return;
      const address = formatAddress(next);
      const url = `${pathname}${address}`;
      if (url === `${location.pathname}${location.search}`) return;
      noteWritten(next);
      if (mode === "push") history.pushState(null, "", url);
      else history.replaceState(null, "", url);
    },
    [pathname, draft, noteWritten],
  );
  return { ...state, change };
}

function formatAddress(page: PageState): string {
  return formatPageUrl(formatScreenUrl(page.screen), page.show, page);
}
