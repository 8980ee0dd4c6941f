"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ActionResult } from "#lib/contract/action-result";
import type { PolicyDraft } from "#lib/verdict/policy/policy-draft";
import { writeSlug } from "#lib/verdict/policy/policy-slug";
import { NameDialog } from "@/components/action/name-dialog";
import { useAction } from "@/components/action/use-action";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { showToast } from "@/components/ui/toast";
import { unshareDraft } from "./plain-draft";

/** A policy that is kept, at the revision that is being edited. */
export interface KeptPolicy {
  readonly slug: string;
  readonly revision: number;
}

/** Has the server keep a policy: under a new slug, or in place of one's own. */
export type SavePolicy = (input: {
  readonly name: string;
  readonly draft: PolicyDraft;
  readonly replaces: KeptPolicy | null;
}) => Promise<ActionResult<KeptPolicy>>;

export interface SavePolicyButtonsProps {
  readonly draft: PolicyDraft;
  readonly name: string;
  /** The visitor's own policy that is being edited; null for a shipped one or somebody else's. */
  readonly own: KeptPolicy | null;
  readonly isSignedIn: boolean;
  readonly isUsable: boolean;
  /** This page, to come back to. */
  readonly here: string;
  readonly save: SavePolicy;
  readonly onSaved: () => void;
}

/** Keeps a policy under a name, or leads to the sign-in first. */
export function SavePolicyButtons(props: SavePolicyButtonsProps) {
  const { draft, name, own, isSignedIn, isUsable, here, save, onSaved } = props;
  const router = useRouter();
  const plain = unshareDraft(draft);
  const { run, isBusy, failure } = useAction(save);
  if (!isSignedIn) {
    return (
      <p className="text-xs text-pretty text-ink-muted">
        An account keeps your policies.{" "}
        <Link href={`/sign-in?return=${encodeURIComponent(here)}`} prefetch={false} className="link">
          Sign in to save
        </Link>
        ; this window keeps what you changed until then.
      </p>
    );
  }
  const open = ({ slug }: KeptPolicy) => {
    onSaved();
    router.push(`/policies/edit?policy=${encodeURIComponent(writeSlug(slug))}`);
  };
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap gap-2">
        {own === null ? null : (
          <Button
            size="sm"
            variant="primary"
            disabled={!isUsable}
            isBusy={isBusy}
            onClick={async () => {
              if ((await run({ name, draft: plain, replaces: own })) === null) return;
              onSaved();
              showToast({ title: `Saved "${name}"`, detail: "Its link shows the new rules from now on." });
              router.refresh();
            }}
          >
            Save
          </Button>
        )}
        <NameDialog
          title="Save as a policy of yours"
          submitLabel="Save"
          initialName={own === null && name !== "" ? `${name}, copy`.slice(0, 80) : ""}
          trigger={
            <Button size="sm" variant={own === null ? "primary" : "secondary"} disabled={!isUsable}>
              Save as
            </Button>
          }
          action={(chosen) => save({ name: chosen, draft: plain, replaces: null })}
          onDone={(saved) => {
            showToast({ title: "Saved", detail: "You find it under Your policies, and where verdicts are judged by." });
            open(saved);
          }}
        />
      </div>
      {failure === null ? null : <Notice tone="danger">{failure.message}</Notice>}
    </div>
  );
}
