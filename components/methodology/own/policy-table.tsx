"use client";

import { Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import type { ActionResult } from "#lib/contract/action-result";
import { formatIsoDate } from "#lib/util/date-text";
import { writeSlug } from "#lib/verdict/policy/policy-slug";
import { ConfirmDialog } from "@/components/action/confirm-dialog";
import { NameDialog } from "@/components/action/name-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";
import { showToast } from "@/components/ui/toast";

export interface OwnPolicyRow {
  readonly slug: string;
  readonly name: string;
  readonly version: number;
  /** ISO date. */
  readonly changedOn: string;
}

export interface PolicyTableProps {
  readonly policies: readonly OwnPolicyRow[];
  readonly rename: (input: { readonly slug: string; readonly name: string }) => Promise<ActionResult>;
  readonly remove: (input: { readonly slug: string }) => Promise<ActionResult>;
}

/** A person's policies, with what can be done with each. */
export function PolicyTable({ policies, rename, remove }: PolicyTableProps) {
  return (
    <TableFrame label="Your policies">
      <Table>
        <thead>
          <tr>
            <TableHeadCell>Name</TableHeadCell>
            <TableHeadCell>Made from</TableHeadCell>
            <TableHeadCell isNumber>Changed</TableHeadCell>
            <TableHeadCell>Open</TableHeadCell>
            <TableHeadCell>
              <span className="sr-only">Change</span>
            </TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {policies.map(({ slug, name, version, changedOn }) => {
            const search = `?policy=${encodeURIComponent(writeSlug(slug))}`;
            return (
              <TableRow key={slug}>
                <TableCell className="min-w-40">
                  <Link href={`/policies/edit${search}`} prefetch={false} className="link font-medium">
                    {name}
                  </Link>
                  <p className="font-mono text-2xs text-ink-faint">{writeSlug(slug)}</p>
                </TableCell>
                <TableCell className="whitespace-nowrap">Version {version}</TableCell>
                <TableCell isNumber className="whitespace-nowrap text-ink-muted">
                  {formatIsoDate(changedOn)}
                </TableCell>
                <TableCell className="whitespace-nowrap">
                  <Link href={`/screen${search}`} prefetch={false} className="link">
                    Screen by it
                  </Link>{" "}
                  ·{" "}
                  <Link href={`/methodology${search}`} prefetch={false} className="link">
                    Its rules
                  </Link>
                </TableCell>
                <TableCell className="text-right whitespace-nowrap">
                  <NameDialog
                    title="Rename policy"
                    submitLabel="Rename"
                    initialName={name}
                    trigger={
                      <IconButton label={`Rename ${name}`}>
                        <Pencil size={14} aria-hidden />
                      </IconButton>
                    }
                    action={(chosen) => rename({ slug, name: chosen })}
                    onDone={() => showToast({ title: "Renamed" })}
                  />
                  <ConfirmDialog
                    title={`Delete "${name}"?`}
                    description="Links and saved screens that are judged by it can then no longer be opened."
                    confirmLabel="Delete"
                    trigger={
                      <IconButton label={`Delete ${name}`}>
                        <Trash2 size={14} aria-hidden />
                      </IconButton>
                    }
                    action={() => remove({ slug })}
                    onDone={() => showToast({ title: `Deleted "${name}"` })}
                  />
                </TableCell>
              </TableRow>
            );
          })}
        </tbody>
      </Table>
    </TableFrame>
  );
}
