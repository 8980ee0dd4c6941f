"use client";

import "./globals.css";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

export default function GlobalError({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <title>Ballast: something failed</title>
        <main className="grid min-h-dvh place-items-center">
          <ErrorState
            title="Ballast could not be shown"
            actions={
              <Button variant="primary" onClick={reset}>
                Try again
              </Button>
            }
          >
            <p>Something failed on our side. Nothing of yours is lost.</p>
            {error.digest ? <p className="mt-2 text-xs text-ink-faint">Error {error.digest}</p> : null}
          </ErrorState>
        </main>
      </body>
    </html>
  );
}
