import "server-only";
import { CommandError } from "./command-error";
import { parseOptions } from "./parse-options";

export interface TestOptions {
  readonly names: readonly string[];
  /** Run only the tests that the changes since main concern. */
  readonly changed: boolean;
}

/** Reads the arguments of `npm test`. Throws CommandError for a part that there is not. */
export function parseTestOptions(args: readonly string[], parts: readonly string[]): TestOptions {
  const options = { only: { type: "string" }, changed: { type: "boolean" } } as const;
  const { values } = parseOptions({ args: [...args], options });
  const names = values.only?.split(",") ?? parts;
  const unknown = names.find((name) => !parts.includes(name));
  if (unknown === undefined) return { names, changed: values.changed ?? false };
  throw new CommandError(`--only takes ${parts.join(", ")} (several with commas), and not "${unknown}".`);
}
