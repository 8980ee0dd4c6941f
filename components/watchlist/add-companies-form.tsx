"use client";

import dynamic from "next/dynamic";
import { type ClipboardEvent, type FormEvent, useId, useRef, useState } from "react";
import { parseHoldings } from "#lib/workbench/portfolio/parse-holdings";
import { useAction } from "@/components/action/use-action";
import { Button } from "@/components/ui/button";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { PendingLayer } from "@/components/ui/layer";
import { describeOutcome } from "@/components/watch/describe-outcome";
import type { AddCompaniesFormProps } from "./add-input";

const PasteDialog = dynamic(() => import("./paste-dialog").then((module) => module.PasteDialog), {
  ssr: false,
  loading: PendingLayer,
});

/** Adds companies by tickers, with shares or weights behind them: typed, pasted or from a file. Unknown ones are named and the rest are kept. */
export function AddCompaniesForm({ watchlistId, sizing, add }: AddCompaniesFormProps) {
  const { run, isBusy, failure, clear } = useAction(add);
  const [outcome, setOutcome] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  /** What the dialog opens with; null: it is closed. */
  const [pasted, setPasted] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const noteId = useId();
  const problem = fault ?? Object.values(failure?.fields ?? {})[0] ?? failure?.message;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setOutcome(null);
    setFault(null);
    clear();
    const read = parseHoldings(String(new FormData(event.currentTarget).get("tickers")), sizing ?? "shares");
    const refused = read.ok ? (read.value.holdings.length === 0 ? read.value.problems[0]?.reason : null) : read.error;
    if (!read.ok || refused !== null) {
      setFault(refused ?? null);
      return;
    }
    const holdings = read.value.holdings.map(({ ticker, size }) => ({ ticker, size }));
    const done = await run({ watchlistId, given: { sizing: read.value.sizing, holdings } });
    if (done === null) return;
    setOutcome(describeOutcome(done.value, read.value));
    form.current?.reset();
  }

  /** Several lines do not fit into a field of one. */
  function openPasted(event: ClipboardEvent<HTMLInputElement>) {
    const text = event.clipboardData.getData("text/plain");
    if (!/\S[\r\n]+\S/.test(text)) return;
    event.preventDefault();
    setPasted(text);
  }

  return (
    <>
      <Form ref={form} onSubmit={submit} className="w-full max-w-140 sm:w-140">
        <div className="flex flex-wrap gap-2">
          <Input
            name="tickers"
            aria-label="Add companies"
            aria-invalid={problem === undefined ? undefined : true}
            aria-describedby={noteId}
            placeholder="Tickers to add: ABC, XYZ …"
            required
            autoComplete="off"
            spellCheck={false}
            onPaste={openPasted}
            className="max-sm:basis-full sm:min-w-0 sm:flex-1"
          />
          <SubmitButton isBusy={isBusy}>Add</SubmitButton>
          <Button aria-haspopup="dialog" onClick={() => setPasted("")}>
            Paste or load
          </Button>
        </div>
        <p
          id={noteId}
          role={problem === undefined ? "status" : "alert"}
          className={problem === undefined ? "mt-1 min-h-4 text-xs text-ink-muted" : "mt-1 min-h-4 text-xs text-danger"}
        >
          {problem ?? outcome ?? "Several at once, with shares or weights if you like: ABC 120 or ABC 4.5%."}
        </p>
      </Form>
      {pasted === null ? null : (
        <PasteDialog
          watchlistId={watchlistId}
          sizing={sizing}
          add={add}
          initialText={pasted}
          onClose={() => setPasted(null)}
          onDone={(text) => {
            setFault(null);
            clear();
            setOutcome(text);
          }}
        />
      )}
    </>
  );
}
