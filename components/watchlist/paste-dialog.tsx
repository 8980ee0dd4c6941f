"use client";

import { type FormEvent, useDeferredValue, useId, useMemo, useState } from "react";
import { formatCount, formatCountOf } from "#lib/util/number-text";
import { decodeHoldings, describeTooLarge, holdingsFileBytesMax } from "#lib/workbench/portfolio/decode-holdings";
import { type PastedHoldings, parseHoldings } from "#lib/workbench/portfolio/parse-holdings";
import { formatSize, type Sizing } from "#lib/workbench/portfolio/sizing";
import { useAction } from "@/components/action/use-action";
import { Button } from "@/components/ui/button";
import { getButtonClass } from "@/components/ui/button-class";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { describeOutcome } from "@/components/watch/describe-outcome";
import type { AddCompaniesFormProps } from "./add-input";

export interface PasteDialogProps extends AddCompaniesFormProps {
  readonly initialText: string;
  readonly onClose: () => void;
  /** Says what came of it, when companies were added. */
  readonly onDone: (text: string) => void;
}

const words: Readonly<Record<Sizing, string>> = { shares: "shares", weight: "weights" };

/** Companies with shares or weights, pasted or from a file; shows what it reads before anything is kept. */
export function PasteDialog({ watchlistId, sizing, add, initialText, onClose, onDone }: PasteDialogProps) {
  const { run, isBusy, failure, clear } = useAction(add);
  const [text, setText] = useState(initialText);
  const [plainIs, setPlainIs] = useState<Sizing>(sizing ?? "shares");
  const [fileFault, setFileFault] = useState<string | null>(null);
  const settled = useDeferredValue(text);
  const read = useMemo(() => (settled.trim() === "" ? null : parseHoldings(settled, plainIs)), [settled, plainIs]);
  const held = read?.ok ? read.value : null;
  const problem = fileFault ?? (read?.ok === false ? read.error : null);

  async function load(file: File | undefined) {
    if (file === undefined) return;
    clear();
    if (file.size > holdingsFileBytesMax) {
      setFileFault(`${file.name}: ${describeTooLarge(file.size)}`);
      return;
    }
    const bytes = await file.arrayBuffer().catch(() => null);
    if (bytes === null) {
      setFileFault(`${file.name}: The file could not be read. It may have been moved; choose it again.`);
      return;
    }
    const decoded = decodeHoldings(new Uint8Array(bytes));
    setFileFault(decoded.ok ? null : `${file.name}: ${decoded.error}`);
    if (decoded.ok) setText(decoded.value);
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const now = parseHoldings(text, plainIs);
    if (!now.ok) return;
    const holdings = now.value.holdings.map(({ ticker, size }) => ({ ticker, size }));
    const done = await run({ watchlistId, given: { sizing: now.value.sizing, holdings } });
    if (done === null) return;
    onDone(describeOutcome(done.value, now.value));
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      width="md"
      title="Paste or load companies"
      description="A ticker on each line and behind it, if you like, how many shares you hold or which weight they have, as spreadsheets and brokers write it."
    >
      <Form onSubmit={submit} className="grid gap-4">
        <Field label="Companies" error={problem}>
          <Textarea
            value={text}
            onChange={({ target: { value } }) => {
              setText(value);
              setFileFault(null);
              clear();
            }}
            rows={9}
            spellCheck={false}
            placeholder={"Ticker, Shares\nABC, 120\nXYZ, 4,500"}
            className="font-mono text-xs"
          />
        </Field>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <FileButton onLoad={load} />
          <span className="flex items-center gap-2 text-xs text-ink-muted">
            Plain numbers are
            <Segmented
              label="Plain numbers are"
              value={plainIs}
              onValueChange={setPlainIs}
              options={[
                { value: "shares", label: "Shares" },
                { value: "weight", label: "Weights in %" },
              ]}
            />
          </span>
        </div>
        {held === null ? null : <ReadSummary held={held} sizing={sizing} />}
        {failure ? <Notice tone="danger">{Object.values(failure.fields)[0] ?? failure.message}</Notice> : null}
        <DialogActions>
          <DialogClose render={<Button variant="quiet">Cancel</Button>} />
          <SubmitButton variant="primary" isBusy={isBusy} disabled={held === null || held.holdings.length === 0}>
            {held === null || held.holdings.length === 0
              ? "Add"
              : `Add ${formatCountOf(held.holdings.length, "company", "companies")}`}
          </SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

function FileButton({ onLoad }: { readonly onLoad: (file: File | undefined) => Promise<void> }) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={`${getButtonClass("secondary", "sm")} relative cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-accent`}
    >
      Load a file (.csv, .txt)
      <input
        id={id}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        onChange={({ target }) => {
          void onLoad(target.files?.[0]);
          // The same file can be chosen again after it was mended.
          target.value = "";
        }}
        className="absolute inset-0 cursor-pointer opacity-0"
      />
    </label>
  );
}

const shownMax = 4;
const problemsMax = 50;

/** What was read, so that a number that was taken for another can be seen before it is kept. */
function ReadSummary({ held, sizing }: { readonly held: PastedHoldings; readonly sizing: Sizing | null }) {
  const sized = held.holdings.filter(({ size }) => size !== null);
  const sum = sized.reduce((total, { size }) => total + (size ?? 0), 0);
  const kind = held.sizing;
  const examples = held.holdings
    .slice(0, shownMax)
    .map(({ ticker, size }) => (size === null || kind === null ? ticker : `${ticker} ${formatSize(size, kind)}`));
  const more = held.holdings.length - examples.length;
  return (
    <div className="grid gap-2 rounded-ui bg-sunken px-3 py-2 text-xs">
      <p role="status">
        <span className="font-medium">{formatCountOf(held.holdings.length, "company", "companies")}</span>
        {kind === null
          ? ", no numbers"
          : `, ${formatCount(sized.length)} with ${words[kind]}${kind === "weight" ? ` that come to ${formatSize(sum, kind)}` : ""}`}
        {examples.length === 0 ? "." : `: ${examples.join(" · ")}${more > 0 ? ` and ${formatCount(more)} more` : ""}`}
      </p>
      {held.repeated.length === 0 ? null : (
        <p>Named twice with the same number, read once: {held.repeated.join(", ")}.</p>
      )}
      {kind === null || sizing === null || kind === sizing ? null : (
        <p className="text-notice">
          The list uses {words[sizing]}. It will use {words[kind]}; its {words[sizing]} stay beside, and count again
          when you choose them.
        </p>
      )}
      {held.problems.length === 0 ? null : (
        <div>
          <p className="font-medium text-notice">
            {formatCountOf(held.problems.length, "line is", "lines are")} left out
          </p>
          <ul aria-label="Lines that are left out" className="mt-1 max-h-32 overflow-y-auto">
            {held.problems.slice(0, problemsMax).map(({ line, text, reason }) => (
              <li key={`${line} ${text} ${reason}`} className="py-0.5">
                <span className="text-ink-muted">Line {line}:</span> <span className="font-mono">{text}</span>
                <span className="block pl-3 text-ink-muted">{reason}</span>
              </li>
            ))}
          </ul>
          {held.problems.length > problemsMax ? (
            <p className="text-ink-muted">and {formatCountOf(held.problems.length - problemsMax, "more line")}.</p>
          ) : null}
        </div>
      )}
    </div>
  );
}
