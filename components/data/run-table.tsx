import type { DataRun } from "#lib/contract/data-run";
import { formatIsoDate } from "#lib/util/date-text";
import { Badge } from "@/components/ui/badge";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";

const timeFormat = new Intl.DateTimeFormat("en-US", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});

const kinds = { folder: "From a folder", live: "From EDGAR", sample: "Sample universe", forget: "Taken back" } as const;
const tones = { running: "accent", done: "neutral", failed: "danger" } as const;
const states = { running: "Running", done: "Published", failed: "Failed" } as const;

function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The latest runs of the ingest, newest first. */
export function RunTable({ runs }: { readonly runs: readonly DataRun[] }) {
  return (
    <TableFrame label="Runs">
      <Table>
        <thead>
          <tr>
            <TableHeadCell isNumber>Run</TableHeadCell>
            <TableHeadCell>Started (UTC)</TableHeadCell>
            <TableHeadCell>Kind</TableHeadCell>
            <TableHeadCell>Outcome</TableHeadCell>
            <TableHeadCell>Data as of</TableHeadCell>
            <TableHeadCell isNumber>Took</TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <TableRow key={run.id}>
              <TableCell isNumber>{run.id}</TableCell>
              <TableCell className="whitespace-nowrap">{timeFormat.format(new Date(run.startedAt))}</TableCell>
              <TableCell className="whitespace-nowrap">{kinds[run.kind]}</TableCell>
              <TableCell className="min-w-48">
                <Badge tone={tones[run.status]}>{states[run.status]}</Badge>
                {run.failure ? <span className="ml-2 text-ink-muted">{run.failure}</span> : null}
              </TableCell>
              <TableCell className="whitespace-nowrap">{run.asOf === null ? "–" : formatIsoDate(run.asOf)}</TableCell>
              <TableCell isNumber className="whitespace-nowrap">
                {run.durationMs === null ? "–" : formatDuration(run.durationMs)}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
