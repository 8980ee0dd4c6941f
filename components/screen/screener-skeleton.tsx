import { Skeleton } from "@/components/ui/skeleton";

const rows = Array.from({ length: 24 }, (_, row) => row);
const columns = Array.from({ length: 9 }, (_, column) => column);

/** The workbench before it has anything to show, with every part where it will be. */
export function ScreenerSkeleton() {
  return (
    <div aria-busy className="flex h-[calc(100dvh-var(--header-height))] min-h-[28rem] flex-col">
      <p className="sr-only" role="status">
        Loading the screener
      </p>
      <div className="border-b bg-surface px-3 py-2 md:px-4">
        <Skeleton className="h-8.5" />
        <Skeleton className="mt-1 h-4 w-64" />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="hidden w-72 shrink-0 border-r bg-surface lg:block">
          <div className="h-10 border-b" />
        </div>
        <div className="flex min-w-0 flex-1 flex-col bg-surface">
          <div className="flex h-18.5 items-center gap-6 border-b px-4">
            <Skeleton className="h-10 w-40" />
            <Skeleton className="h-10 w-20" />
            <Skeleton className="h-10 flex-1 md:max-w-md" />
          </div>
          <div className="h-9 border-b" />
          <div className="h-11 border-b border-line-strong" />
          <div className="min-h-0 flex-1 overflow-hidden">
            {rows.map((row) => (
              <div key={row} className="flex h-7.5 items-center gap-6 border-b px-3">
                {columns.map((column) => (
                  <Skeleton key={column} className={column === 1 ? "h-2.5 w-44" : "h-2.5 w-16"} />
                ))}
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
