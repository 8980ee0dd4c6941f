import { SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Specimen } from "./specimen";

/** A page or a part of one that has nothing to show, or not yet. */
export function StateSpecimens() {
  return (
    <>
      <Specimen label="Empty" layout="stack">
        <div className="rounded-ui border bg-surface">
          <EmptyState
            icon={<SearchX />}
            title="No company passes"
            actions={<Button variant="primary">Loosen a filter</Button>}
          >
            The clause on cover removes 1,204 of 1,950.
          </EmptyState>
        </div>
      </Specimen>
      <Specimen label="Error" layout="stack">
        <div className="rounded-ui border bg-surface">
          <ErrorState title="The past could not be read" actions={<Button>Try again</Button>}>
            The server did not answer within 10 seconds.
          </ErrorState>
        </div>
      </Specimen>
      <Specimen label="Loading" layout="stack">
        <div aria-busy className="rounded-ui border bg-surface p-4">
          <Skeleton className="h-6 w-48" />
          <Skeleton className="mt-3 w-full" />
          <Skeleton className="mt-2 w-2/3" />
        </div>
      </Specimen>
    </>
  );
}
