"use client";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

export default function PageError({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}) {
  return (
    <ErrorState
      className="py-24"
      title="This page could not be shown"
      actions={
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
      }
    >
      {error.digest === "unavailable" ? (
        <p>
          The database or the disk of this server does not answer at the moment. Nothing of yours is lost; try again in
          a few seconds.
        </p>
      ) : (
        <p>Something failed on our side. Nothing of yours is lost; try again, or go back.</p>
      )}
      {error.digest && error.digest !== "unavailable" ? (
        <p className="mt-2 text-xs text-ink-faint">Error {error.digest}</p>
      ) : null}
    </ErrorState>
  );
}
