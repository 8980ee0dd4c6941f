"use client";

import Link from "next/link";
import { useState, useTransition } from "react";
import type { ScreenActions } from "@/components/screen/state/screen-actions";
import { Button } from "@/components/ui/button";
import { getButtonClass } from "@/components/ui/button-class";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { showToast } from "@/components/ui/toast";

export interface SaveDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly isSignedIn: boolean;
  /** The screen's URL form, without the question mark. */
  readonly search: string;
  readonly suggestedName: string;
  readonly saveScreen: ScreenActions["saveScreen"];
}

/** Asks for a name and saves the screen, or for a sign-in first. */
export function SaveDialog({ open, onOpenChange, isSignedIn, search, ...form }: SaveDialogProps) {
  if (!isSignedIn) return <SignInFirst open={open} onOpenChange={onOpenChange} search={search} />;
  return (
    <Dialog
      title="Save this screen"
      description="Filters, sorting and columns are kept; it runs on the newest data when you open it."
      open={open}
      onOpenChange={onOpenChange}
    >
      <SaveForm search={search} {...form} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

interface SaveFormProps {
  readonly search: string;
  readonly suggestedName: string;
  readonly saveScreen: ScreenActions["saveScreen"];
  readonly onDone: () => void;
}

function SaveForm({ search, suggestedName, saveScreen, onDone }: SaveFormProps) {
  const [name, setName] = useState(suggestedName);
  const [error, setError] = useState<string | null>(null);
  /** The name is in use, and the next press puts this screen in the place of that one. */
  const [isTaken, setTaken] = useState(false);
  const [isPending, startTransition] = useTransition();
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "") {
          setError("Give it a name, so that you find it again.");
          return;
        }
        startTransition(async () => {
          const answer = await saveScreen({ name: name.trim(), search, isReplacing: isTaken });
          if (!answer.ok) {
            setError(answer.message);
            setTaken(answer.fields["name"] !== undefined);
            return;
          }
          onDone();
          showToast({
            title: `${isTaken ? "Replaced" : "Saved"} "${name.trim()}"`,
            detail: "You find it under Saved screens.",
          });
        });
      }}
    >
      <Field label="Name" error={error}>
        <Input
          value={name}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value);
            setError(null);
            setTaken(false);
          }}
        />
      </Field>
      <DialogActions>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
        <SubmitButton variant="primary" isBusy={isPending}>
          {isTaken ? "Replace it" : "Save"}
        </SubmitButton>
      </DialogActions>
    </Form>
  );
}

interface SignInFirstProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly search: string;
}

function SignInFirst({ open, onOpenChange, search }: SignInFirstProps) {
  const here = `/screen${search === "" ? "" : `?${search}`}`;
  const query = `?return=${encodeURIComponent(here)}`;
  return (
    <Dialog
      title="Sign in to save screens"
      description="The link in the address bar already holds the whole screen; an account keeps a list of them."
      open={open}
      onOpenChange={onOpenChange}
    >
      <DialogActions>
        <Link href={`/sign-up${query}`} prefetch={false} className={getButtonClass("secondary")}>
          Create an account
        </Link>
        <Link href={`/sign-in${query}`} prefetch={false} className={getButtonClass("primary")}>
          Sign in
        </Link>
      </DialogActions>
    </Dialog>
  );
}
