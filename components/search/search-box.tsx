"use client";

import { Search, X } from "lucide-react";
import dynamic from "next/dynamic";
import { type ComponentType, useCallback, useEffect, useRef, useState } from "react";
import { searchLengthMax } from "#lib/contract/search-length";
import { isSearchKey, useSearchKeyName } from "@/components/key/search-key";
import { useShortcuts } from "@/components/key/use-shortcuts";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { isLayerOpen, layerMark, PendingLayer } from "@/components/ui/layer";
import { runIdle } from "@/components/ui/run-idle";
import { Skeleton } from "@/components/ui/skeleton";
import { useStable } from "@/components/ui/use-stable";
import type { NewWatchlistDialogProps } from "@/components/watch/new-watchlist-dialog";
import { searchDialogId, searchFieldId } from "./search-field";
import type { SearchKeyHandler, SearchListState, SearchPanelProps } from "./search-panel";

const NewWatchlistDialog = dynamic(
  () => import("@/components/watch/new-watchlist-dialog").then((module) => module.NewWatchlistDialog),
  {
    ssr: false,
    loading: PendingLayer,
  },
);

export interface SearchBoxProps {
  readonly isSignedIn: boolean;
  readonly signOut: () => Promise<void>;
  readonly createWatchlist: NewWatchlistDialogProps["create"];
}

/**
 * The search of everything, in the header of every page. The field is there from the first byte on and is never taken away:
 * what is typed while the list is on its way stands in it (C-24). The list is loaded when the page is idle or it is wanted.
 */
export function SearchBox({ isSignedIn, signOut, createWatchlist }: SearchBoxProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const keys = useRef<SearchKeyHandler | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [enteredText, setEnteredText] = useState<string | null>(null);
  const [list, setList] = useState<SearchListState | null>(null);
  const [isNaming, setNaming] = useState(false);
  const { Panel, isLost, load } = usePanel();
  const keyName = useSearchKeyName();

  const begin = useStable(() => {
    load();
    setText(field.current?.value ?? "");
    setOpen(true);
  });
  const openSearch = useStable(() => {
    if (isLayerOpen()) return;
    dialog.current?.showModal();
    field.current?.focus();
    begin();
  });
  const close = useCallback(() => dialog.current?.close(), []);
  const reset = () => {
    if (field.current !== null) field.current.value = "";
    setOpen(false);
    setText("");
    setEnteredText(null);
  };

  useEffect(() => {
    if (dialog.current === null) return;
    dialog.current.dataset["taken"] = "";
    // It may have been opened, and written in, before the scripts ran.
    if (dialog.current.open) begin();
    return runIdle(load);
  }, [begin, load]);
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (!isSearchKey(event) || event.defaultPrevented) return;
      event.preventDefault();
      if (dialog.current?.open) close();
      else openSearch();
    };
    addEventListener("keydown", handle);
    return () => removeEventListener("keydown", handle);
  }, [close, openSearch]);
  useShortcuts({ "/": openSearch }, "frame");

  return (
    <>
      <button
        type="button"
        data-opens-search
        aria-haspopup="dialog"
        aria-label="Search everything"
        title="Search everything"
        onPointerEnter={load}
        onFocus={load}
        onClick={openSearch}
        className="inline-flex h-8 shrink-0 items-center justify-center gap-2 rounded-ui text-sm text-ink-muted transition-colors duration-100 hover:text-ink max-md:w-8 max-md:hover:bg-hover md:w-40 md:justify-start md:border md:border-edge md:bg-surface md:pr-1.5 md:pl-2.5 md:hover:border-ink-faint lg:w-24 xl:w-56"
      >
        <Search size={15} aria-hidden className="shrink-0" />
        <span className="grow text-left max-md:hidden">Search</span>
        <span aria-hidden className="max-md:hidden lg:max-xl:hidden">
          <Kbd>{keyName}</Kbd>
        </span>
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, which the browser sees to. */}
      <dialog
        ref={dialog}
        id={searchDialogId}
        aria-label="Search everything"
        // It may be open before the scripts run.
        suppressHydrationWarning
        {...(isOpen ? layerMark : {})}
        onClose={reset}
        onClick={(event) => {
          if (event.target === event.currentTarget) close();
        }}
        className="mx-auto mt-[10dvh] mb-0 w-[40rem] max-w-[calc(100vw-1rem)] overflow-visible bg-transparent p-0 text-ink outline-none backdrop:bg-scrim max-sm:mt-2"
      >
        <div className="overflow-hidden rounded-ui bg-raised shadow-pop">
          <div className="flex items-center gap-2.5 border-b pr-2 pl-4">
            <Search size={16} aria-hidden className="shrink-0 text-ink-faint" />
            <input
              ref={field}
              id={searchFieldId}
              role="combobox"
              aria-label="Search everything"
              aria-expanded={list !== null}
              aria-controls={list?.id}
              aria-activedescendant={list?.activeId ?? undefined}
              aria-autocomplete="list"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={searchLengthMax}
              enterKeyHint="go"
              placeholder="Company, metric, preset, page or action"
              onChange={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return;
                if (keys.current?.(event)) event.preventDefault();
                else if (event.key === "Enter" && keys.current === null) setEnteredText(event.currentTarget.value);
              }}
              className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none pointer-coarse:text-lg"
            />
            <IconButton label="Close" onClick={close}>
              <X size={16} aria-hidden />
            </IconButton>
          </div>
          {!isOpen ? null : isLost ? (
            <LostPanel onRetry={load} />
          ) : Panel === null ? (
            <PanelOnTheWay />
          ) : (
            <Panel
              text={text}
              keys={keys}
              onListChange={setList}
              enteredText={enteredText}
              isSignedIn={isSignedIn}
              signOut={signOut}
              onNewWatchlist={() => setNaming(true)}
              onClose={close}
            />
          )}
        </div>
      </dialog>
      {isNaming ? <NewWatchlistDialog create={createWatchlist} onClosed={() => setNaming(false)} /> : null}
    </>
  );
}

/** The list, once it has been loaded; `isLost` where it could not be. */
function usePanel() {
  const [Panel, setPanel] = useState<ComponentType<SearchPanelProps> | null>(null);
  const [isLost, setLost] = useState(false);
  const load = useCallback(() => {
    import("./search-panel").then(
      ({ SearchPanel }) => {
        setLost(false);
        setPanel(() => SearchPanel);
      },
      () => setLost(true),
    );
  }, []);
  return { Panel, isLost, load };
}

function PanelOnTheWay() {
  return (
    <div aria-busy className="space-y-3 p-4">
      <Skeleton className="h-3.5 w-1/2" />
      <Skeleton className="h-3.5 w-2/3" />
      <Skeleton className="h-3.5 w-1/3" />
    </div>
  );
}

function LostPanel({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <div role="alert" className="flex items-center justify-between gap-3 px-4 py-3 text-sm">
      <span>The search could not be loaded.</span>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
