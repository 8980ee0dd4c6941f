import "server-only";
import { AppError } from "#lib/contract/app-error";
import type { ScreenError } from "#lib/screen/run/screen-expressions";

/** The refusal of a screen whose expressions are wrong. */
export function buildQueryError(errors: readonly ScreenError[]): AppError {
  const places = errors.flatMap(({ parameter, subject, expression, errors: found }) =>
    found.map(({ message, hint, span }) => ({
      at: parameter,
      message:
        parameter === "q" || parameter === "policy"
          ? joinHint(message, hint)
          : `In ${subject ?? `"${expression}"`}: ${joinHint(message, hint)}`,
      text: expression,
      start: span.start,
      end: span.end,
    })),
  );
  return new AppError("invalid_query", places.map(({ message }) => message).join(" "), { places });
}

function joinHint(message: string, hint: string | undefined): string {
  return hint === undefined ? message : `${message} ${hint}`;
}
