"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { WatchActions, WatchlistHolding } from "#lib/contract/watchlist";
import { useAction } from "@/components/action/use-action";
import { getButtonClass } from "@/components/ui/button-class";
import { Form, SubmitButton } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { showToast } from "@/components/ui/toast";
import { describeAdded, listInWords } from "@/components/watch/watch-text";

export interface AddWishFormProps {
  /** The companies that were chosen; a name of null is not in the data. */
  readonly companies: readonly { readonly ticker: string; readonly name: string | null }[];
  readonly lists: readonly WatchlistHolding[];
  /** Where the person was. */
  readonly returnPath: string;
  readonly watch: WatchActions["watch"];
}

const newList = "new";

/** Says which companies were chosen, asks for the list, and adds them when it is sent. */
export function AddWishForm({ companies, lists, returnPath, watch }: AddWishFormProps) {
  const router = useRouter();
  const { run, isBusy, failure } = useAction(watch);
  const [chosen, setChosen] = useState(lists.find(({ holds }) => holds !== "all")?.id ?? newList);
  const known = companies.filter(({ name }) => name !== null).map(({ ticker }) => ticker);
  const options = [...lists.map((list) => ({ ...list, isFull: list.holds === "all" })), ownOption];

  const submit = async () => {
    const answer = await run({ watchlistId: chosen === newList ? null : chosen, tickers: known });
    if (answer === null) return;
    showToast(describeAdded(known, answer.value));
    router.push(returnPath);
  };
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      className="grid gap-5"
    >
      {failure ? <Notice tone="danger">{failure.message}</Notice> : null}
      <ul aria-label="Chosen companies" className="max-h-72 overflow-y-auto rounded-ui border bg-surface">
        {companies.map(({ ticker, name }) => (
          <li key={ticker} className="flex gap-3 border-b px-3 py-1.5 last:border-b-0">
            <span className="w-16 shrink-0 font-medium">{ticker}</span>
            <span className={name === null ? "text-ink-faint" : "min-w-0 truncate"}>
              {name ?? "Not in the current data, and left out"}
            </span>
          </li>
        ))}
      </ul>
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-medium">On which list</legend>
        {options.map(({ id, name, isFull }) => (
          <label key={id} className="flex min-h-6 items-center gap-2 text-sm has-disabled:text-ink-faint">
            <input
              type="radio"
              name="list"
              value={id}
              checked={chosen === id}
              disabled={isFull}
              onChange={() => setChosen(id)}
              className="size-4 accent-accent"
            />
            {name}
            {isFull ? <span className="text-xs">has all of them</span> : null}
          </label>
        ))}
      </fieldset>
      <div className="flex gap-2">
        <SubmitButton variant="primary" size="lg" isBusy={isBusy} disabled={known.length === 0}>
          Add {listInWords(known)}
        </SubmitButton>
        <Link href={returnPath} prefetch={false} className={getButtonClass("secondary", "lg")}>
          Do not add
        </Link>
      </div>
    </Form>
  );
}

const ownOption = { id: newList, name: "A new watchlist", isFull: false } as const;
