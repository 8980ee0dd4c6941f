import type { core } from "zod/mini";

/** What is wrong with an object of a strict schema: a key that it does not have, or that it is no object at all. */
export const objectError = {
  error: (issue: core.$ZodRawIssue) =>
    issue.code === "unrecognized_keys" ? `unknown key ${issue.keys.join(", ")}` : "expected an object",
};
