import { Skeleton } from "@/components/ui/skeleton";

const rows = Array.from({ length: 12 }, (_, row) => row);

/** A page to read, before it has anything to show. */
export function PageSkeleton() {
  return (
    <div aria-busy className="mx-auto w-full max-w-(--page-width) px-4 pt-6 pb-16">
      <p className="sr-only" role="status">
        Loading
      </p>
      <Skeleton className="h-7 w-48" />
      <Skeleton className="mt-2 h-4 w-96 max-w-full" />
      <div className="mt-6 max-w-6xl rounded-ui border bg-surface p-4">
        {rows.map((row) => (
          <Skeleton key={row} className="my-3 h-3.5" />
        ))}
      </div>
    </div>
  );
}
