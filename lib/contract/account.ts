import { z } from "zod";
import { passwordLengthMax, passwordLengthMin } from "./password-length";
import { plainTextSchema } from "./plain-text";
import { solutionLengthMax } from "./sign-in-task";

/** An email address, trimmed; case is kept here and ignored where accounts are compared. */
export const emailSchema = z
  .string()
  .trim()
  .max(254, { error: "An email address has at most 254 characters." })
  .pipe(z.email({ error: "This is not an email address, such as name@example.com." }));

/** Letters, signs of every script, blanks, and the joiners within some letters and emoji: what a person can see or type. */
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\u200c\u200d]*$/u;

/**
 * A new password. Length is what counts; no composition rules. Blanks are allowed, count once where several stand
 * together, and not at all at the ends; what nobody sees is refused, and does not count.
 */
export const newPasswordSchema = z
  .string()
  .max(passwordLengthMax, { error: `Use at most ${passwordLengthMax} characters.` })
  .refine((password) => printable.test(password), {
    error: "There is a character in this password that cannot be seen. Type it anew instead of pasting it.",
  })
  .refine((password) => countCharacters(password) >= passwordLengthMin, {
    error: `Use at least ${passwordLengthMin} characters.`,
  });

function countCharacters(password: string): number {
  const seen = password
    .normalize("NFKC")
    .replace(/[\u200c\u200d]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  return [...seen].length;
}

/** A name to be shown, or nothing. */
export const displayNameSchema = plainTextSchema
  .max(80, { error: "Use at most 80 characters." })
  .transform((name) => (name === "" ? null : name));

export const signUpSchema = z.strictObject({
  name: displayNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
});

export type SignUp = z.output<typeof signUpSchema>;

/** What a sign-in sends. A password of any length is compared, so that the answer is the same for every wrong one. */
export const signInSchema = z.object({
  email: plainTextSchema.max(254),
  password: z.string().max(1000),
  /** The solution of a task; the form sends "" without one. */
  solution: z.string().max(solutionLengthMax).default(""),
});

export const changePasswordSchema = z
  .strictObject({
    current: z.string().min(1, { error: "Enter your current password." }).max(1000),
    next: newPasswordSchema,
  })
  .refine((given) => given.current !== given.next, { error: "The new password is the current one.", path: ["next"] });
