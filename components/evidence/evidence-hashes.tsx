import Link from "next/link";
import { judgedPolicies } from "#lib/evidence/judged-policies";
import type { KeptEvidence } from "#lib/evidence/kept-evidence";
import { formatCount } from "#lib/util/number-text";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";

/** The policies and the files that the evidence is of, and every policy that was ever judged. */
export function EvidenceHashes({ evidence: { policies, files } }: { readonly evidence: KeptEvidence }) {
  return (
    <div className="space-y-4">
      <TableFrame label="Policies and their hashes">
        <Table>
          <thead>
            <tr>
              <TableHeadCell>Policy</TableHeadCell>
              <TableHeadCell>Hash of its rules</TableHeadCell>
              <TableHeadCell>Judged</TableHeadCell>
            </tr>
          </thead>
          <tbody>
            {policies.map(({ version, hash }) => (
              <TableRow key={version}>
                <TableCell className="whitespace-nowrap">
                  <Link href={`/methodology?policy=${version}`} prefetch={false} className="link">
                    Version {version}
                  </Link>
                </TableCell>
                <TableCell className="font-mono text-2xs">{hash}</TableCell>
                <TableCell>{judgedPolicies.includes(hash) ? "yes" : "no"}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </TableFrame>
      <p className="text-xs break-words text-ink-muted">
        {judgedPolicies.length === 0
          ? "No policy was ever judged."
          : `Every hash that was ever judged, oldest first: ${judgedPolicies.join(", ")}.`}
      </p>
      <TableFrame label="Files that were read">
        <Table>
          <thead>
            <tr>
              <TableHeadCell>File</TableHeadCell>
              <TableHeadCell isNumber>Rows</TableHeadCell>
              <TableHeadCell isNumber>Left out</TableHeadCell>
              <TableHeadCell>SHA-256</TableHeadCell>
            </tr>
          </thead>
          <tbody>
            {files.map(({ name, rowCount, dropped, sha256 }) => (
              <TableRow key={name}>
                <TableCell className="text-xs whitespace-nowrap">{name}</TableCell>
                <TableCell isNumber>{formatCount(rowCount)}</TableCell>
                <TableCell isNumber>{formatCount(dropped)}</TableCell>
                <TableCell className="font-mono text-2xs">{sha256}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </TableFrame>
    </div>
  );
}
