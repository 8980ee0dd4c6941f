"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type RefObject, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, useTransition } from "react";
import { formatCountOf } from "#lib/util/number-text";
import { useNavHref } from "@/components/layout/use-nav-href";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import { useSettled } from "@/components/ui/use-settled";
import { listActions } from "./list-actions";
import { listGroups } from "./list-groups";
import { keepRecent, readRecent } from "./recent-choice";
import type { SearchGroup, SearchItem } from "./search-item";
import { searchPages } from "./search-page";
import { SearchRow } from "./search-row";
import { buildSearchQuery, readPageView } from "./search-view";
import { useSearchAnswer } from "./use-search-answer";

/** A key that was pressed in the field; the answer says whether it was meant for the list. */
export type SearchKeyHandler = (event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey">) => boolean;

/** What the field says of its list. */
export interface SearchListState {
  readonly id: string;
  /** The id of the line that Enter chooses; null where there is none. */
  readonly activeId: string | null;
}

export interface SearchPanelProps {
  readonly text: string;
  /** Where the list takes the keys of the field from. */
  readonly keys: RefObject<SearchKeyHandler | null>;
  readonly onListChange: (list: SearchListState | null) => void;
  /** What stood in the field when Enter was pressed before the list was there; null where it was not. */
  readonly enteredText: string | null;
  readonly isSignedIn: boolean;
  readonly signOut: () => Promise<void>;
  readonly onNewWatchlist: () => void;
  readonly onClose: () => void;
}

/** How long an answer may take before the list says that it is waited for, in milliseconds. */
const patienceMs = 200;

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };

/** What is found, and how it is walked and chosen. Loaded when the search is first used. */
export function SearchPanel(props: SearchPanelProps) {
  const { text, keys, onListChange, isSignedIn, onClose } = props;
  const router = useRouter();
  const pathname = usePathname();
  const parameters = useSearchParams();
  const getPageHref = useNavHref();
  const [, startTransition] = useTransition();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [recent] = useState(readRecent);
  // The line that was walked or pointed to; the first until then.
  const [walked, setWalked] = useState<{ readonly key: string; readonly text: string } | null>(null);
  const [enteredText, setEnteredText] = useState(props.enteredText);

  const read = useMemo(() => new URLSearchParams(parameters), [parameters]);
  const place = useMemo(
    () => ({ view: readPageView(read), pathname, parameters: read, getPageHref }),
    [read, pathname, getPageHref],
  );
  const recentTickers = useMemo(() => recent.flatMap((one) => (one.kind === "company" ? one.ticker : [])), [recent]);
  const { answer, isCurrent, isFailed, retry } = useSearchAnswer(buildSearchQuery(text, place.view, recentTickers));
  const isLate = useSettled(isCurrent || isFailed ? "" : text, patienceMs) === text && !isCurrent && !isFailed;

  const actions = listActions({
    isSignedIn,
    address: `${pathname}${read.size > 0 ? `?${read}` : ""}`,
    signOut: () => startTransition(props.signOut),
    openNewWatchlist: props.onNewWatchlist,
  });
  const pages = searchPages.filter(({ needsAccount }) => isSignedIn || !needsAccount);
  const groups = listGroups({ text, answer, isCurrent, recent, pages, actions, place });
  const items = groups.flatMap((group) => group.items);
  const walkedAt = walked?.text === text ? items.findIndex(({ key }) => key === walked.key) : -1;
  const active = Math.max(0, walkedAt);
  const activeItem = items[active];
  const activeId = activeItem === undefined ? null : `${listId}-${active}`;

  const choose = (item: SearchItem, isAside: boolean) => {
    if (item.recent !== null) keepRecent(item.recent);
    const { target } = item;
    if ("href" in target && isAside) {
      open(target.href, "_blank", "noopener");
      return;
    }
    onClose();
    if ("href" in target) router.push(target.href);
    else target.run();
  };
  // Enter that came before the answer chooses the first of it, unless another text was typed meanwhile.
  const isSettled = isCurrent || isFailed;
  const isDue = enteredText === text && isSettled;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer is waited for, and nothing else.
  useEffect(() => {
    if (!isDue) return;
    setEnteredText(null);
    if (activeItem !== undefined) choose(activeItem, false);
  }, [isDue]);

  const handleKey: SearchKeyHandler = ({ key, ctrlKey, metaKey }) => {
    const step = steps[key];
    if (step !== undefined) {
      const end = items.length - 1;
      const wanted = active + step;
      // One step at an end leads to the other end; a page stops there.
      const isRound = Math.abs(step) === 1;
      const next = wanted < 0 ? (isRound ? end : 0) : wanted > end ? (isRound ? 0 : end) : wanted;
      const item = items[next];
      if (item !== undefined) setWalked({ key: item.key, text });
      return true;
    }
    if (key !== "Enter") return false;
    if (walkedAt === -1 && !isSettled) setEnteredText(text);
    else if (activeItem !== undefined) choose(activeItem, ctrlKey || metaKey);
    return true;
  };
  useLayoutEffect(() => {
    keys.current = handleKey;
    return () => {
      keys.current = null;
    };
  });
  useEffect(() => {
    onListChange({ id: listId, activeId });
  }, [onListChange, listId, activeId]);
  useEffect(() => {
    const line = activeId === null ? null : document.getElementById(activeId);
    // The heading of the first line is part of it.
    if (active === 0) list.current?.scrollTo({ top: 0 });
    else line?.scrollIntoView({ block: "nearest" });
  }, [active, activeId]);
  useEffect(() => () => onListChange(null), [onListChange]);

  const isNothing = items.length === 0 && isSettled;
  let at = 0;
  return (
    <>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="Found"
        className="max-h-[min(26rem,62dvh)] overflow-y-auto overscroll-contain p-1.5 empty:p-0"
      >
        {groups.map((group, groupAt) => {
          const first = at;
          at += group.items.length;
          return (
            <FoundGroup key={group.label} group={group} id={`${listId}-group-${groupAt}`}>
              {group.items.map((item, index) => (
                <SearchRow
                  key={item.key}
                  id={`${listId}-${first + index}`}
                  item={item}
                  text={text}
                  isActive={first + index === active}
                  onPoint={() => setWalked({ key: item.key, text })}
                  onChoose={(event) => choose(item, event.ctrlKey || event.metaKey)}
                />
              ))}
            </FoundGroup>
          );
        })}
      </div>
      {isLate && text !== "" ? <Waiting hasItems={items.length > 0} /> : null}
      {isFailed && text.trim() !== "" ? (
        <div role="alert" className="flex items-center justify-between gap-3 border-t px-4 py-2 text-sm">
          <span>The server did not answer, so companies and metrics are missing.</span>
          <Button size="sm" onClick={retry}>
            Try again
          </Button>
        </div>
      ) : null}
      {isNothing && !isFailed ? (
        <p className="px-4 py-6 text-center text-sm text-ink-muted">
          Nothing is called “<span className="text-ink">{text.trim()}</span>”. Try a ticker, a part of a name, or a word
          such as debt.
        </p>
      ) : null}
      <p role="status" className="sr-only">
        {isSettled ? formatCountOf(items.length, "result") : "Searching"}
      </p>
      <SearchHints />
    </>
  );
}

function FoundGroup({
  group,
  id,
  children,
}: {
  readonly group: SearchGroup;
  readonly id: string;
  readonly children: React.ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a list of options.
    <div role="group" aria-labelledby={id} className="pb-1 last:pb-0">
      <div id={id} role="presentation" className="caption flex justify-between px-2.5 pt-1.5 pb-1">
        {group.label}
        {group.more > 0 ? <span>{formatCountOf(group.more, "more", "more")}: type on to narrow</span> : null}
      </div>
      {children}
    </div>
  );
}

function Waiting({ hasItems }: { readonly hasItems: boolean }) {
  return (
    <div className={hasItems ? "border-t px-4 py-2" : "px-4 py-3"}>
      <Skeleton className="h-3.5 w-2/3" />
    </div>
  );
}

function SearchHints() {
  return (
    <div
      aria-hidden
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t px-4 py-2 text-xs text-ink-faint max-sm:hidden pointer-coarse:hidden"
    >
      <span className="flex items-center gap-1">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd> to choose
      </span>
      <span className="flex items-center gap-1">
        <Kbd>Enter</Kbd> to open
      </span>
      <span className="flex items-center gap-1">
        <Kbd>Esc</Kbd> to close
      </span>
    </div>
  );
}
