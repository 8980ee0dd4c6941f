import "server-only";
import { AppError, type ErrorPlace } from "#lib/contract/app-error";
import { DatabaseFaultError } from "#lib/server/db/connection/database-fault";
import { closeDatabase } from "#lib/server/db/database";
import { reportFailure } from "./command-error";

/** Exit codes: 1 for a failure, 2 for a request that cannot be read. */
const failed = 1;
const misused = 2;

/**
 * Runs a command that reads and prints. Its text goes to standard output; refusals go to standard error as a sentence,
 * bugs with their stack.
 */
export async function runReadCommand(usage: string, run: () => Promise<string>): Promise<void> {
  // A reader that has seen enough (`| head`) closes the pipe, which is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  let exitCode = 0;
  try {
    const text = await run();
    process.stdout.write(`${text}\n`);
  } catch (error) {
    exitCode = report(error, usage);
  } finally {
    await closeDatabase();
  }
  // The embedded database sets the code when it closes, so ours comes last.
  process.exitCode = exitCode;
}

function report(error: unknown, usage: string): number {
  if (error instanceof AppError && !(error instanceof DatabaseFaultError)) {
    console.error(error.message);
    for (const place of error.places) console.error(pointAt(place));
    return error.code === "invalid_query" || error.code === "invalid_request" ? misused : failed;
  }
  if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
    console.error(`${error.message}\n\n${usage}`);
    return misused;
  }
  reportFailure(error);
  return failed;
}

/** Where in an expression an error is: the text, and a line that underlines the place. Empty where it is not known. */
function pointAt({ text, start, end }: ErrorPlace): string {
  if (text === undefined || start === undefined) return "";
  const length = Math.max(1, (end ?? start + 1) - start);
  const line = text.replace(/\s/g, " ");
  return `  ${line}\n  ${" ".repeat(start)}${"^".repeat(Math.min(length, Math.max(1, line.length - start)))}`;
}

/**
 * Joins options with a value that begins with a minus (`--sort -market_cap`) into one word, which the argument parser
 * asks for.
 */
export function joinValues(args: readonly string[], options: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    const next = args[at + 1];
    if (options.includes(word) && next?.startsWith("-") && !next.startsWith("--")) {
      joined.push(`${word}=${next}`);
      at++;
    } else {
      joined.push(word);
    }
  }
  return joined;
}
