import Link from "next/link";
import { formatIsoDate } from "#lib/util/date-text";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";

export interface WatchlistIndexProps {
  readonly lists: readonly {
    readonly id: string;
    readonly name: string;
    readonly itemCount: number;
    /** ISO date. */
    readonly updatedOn: string;
  }[];
  /** What keeps a link on the policy of the page. */
  readonly viewSearch: string;
}

/** The lists of a person. */
export function WatchlistIndex({ lists, viewSearch }: WatchlistIndexProps) {
  return (
    <TableFrame label="Your watchlists">
      <Table>
        <thead>
          <tr>
            <TableHeadCell>Name</TableHeadCell>
            <TableHeadCell isNumber>Companies</TableHeadCell>
            <TableHeadCell isNumber>Changed</TableHeadCell>
          </tr>
        </thead>
        <tbody>
          {lists.map((list) => (
            <TableRow key={list.id}>
              <TableCell>
                <Link href={`/watchlists/${list.id}${viewSearch}`} prefetch={false} className="link font-medium">
                  {list.name}
                </Link>
              </TableCell>
              <TableCell isNumber>{list.itemCount}</TableCell>
              <TableCell isNumber className="text-ink-muted">
                {formatIsoDate(list.updatedOn)}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
