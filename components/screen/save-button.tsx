"use client";

import { Bookmark } from "lucide-react";
import Link from "next/link";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { getButtonClass } from "@/components/ui/button-class";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { showToast } from "@/components/ui/toast";
import type { ScreenActions } from "./screen-actions";

export interface SaveButtonProps {
  readonly isSignedIn: boolean;
  /** The screen's URL form, without the question mark. */
  readonly search: string;
  readonly suggestedName: string;
  readonly saveScreen: ScreenActions["saveScreen"];
}

export function SaveButton({ isSignedIn, search, suggestedName, saveScreen }: SaveButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const trigger = (
    <Button>
      <Bookmark size={14} aria-hidden />
      Save
    </Button>
  );
  if (!isSignedIn) return <SignInFirst trigger={trigger} search={search} />;
  return (
    <Dialog
      title="Save this screen"
      description="Filters, sorting and columns are kept; it runs on the newest data when you open it."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={trigger}
    >
      <SaveForm search={search} suggestedName={suggestedName} saveScreen={saveScreen} onDone={() => setOpen(false)} />
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
  const [isPending, startTransition] = useTransition();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "") {
          setError("Give it a name, so that you find it again.");
          return;
        }
        startTransition(async () => {
          const answer = await saveScreen({ name: name.trim(), search });
          if (!answer.ok) {
            setError(answer.message);
            return;
          }
          onDone();
          showToast({ title: `Saved "${name.trim()}"`, detail: "You find it under Saved screens." });
        });
      }}
    >
      <Field label="Name" error={error}>
        <Input
          value={name}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value);
            setError(null);
          }}
        />
      </Field>
      <DialogActions>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" isBusy={isPending}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}

function SignInFirst({ trigger, search }: { readonly trigger: React.ReactElement; readonly search: string }) {
  const here = `/screen${search === "" ? "" : `?${search}`}`;
  const query = `?return=${encodeURIComponent(here)}`;
  return (
    <Dialog
      title="Sign in to save screens"
      description="The link in the address bar already holds the whole screen; an account keeps a list of them."
      trigger={trigger}
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
