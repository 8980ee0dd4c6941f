import { z } from "zod";
import { passwordLengthMax, passwordLengthMin } from "./password-length";
import { plainTextSchema } from "./plain-text";

/** An email address, trimmed; case is kept here and ignored where accounts are compared. */
export const emailSchema = z
  .string()
  .trim()
  .max(254, { error: "An email address has at most 254 characters." })
  .pipe(z.email({ error: "This is not an email address, such as name@example.com." }));

/** A new password. Length is what counts; no composition rules. */
export const newPasswordSchema = z
  .string()
  .min(passwordLengthMin, { error: `Use at least ${passwordLengthMin} characters.` })
  .max(passwordLengthMax, { error: `Use at most ${passwordLengthMax} characters.` });

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
export const signInSchema = z.object({ email: plainTextSchema.max(254), password: z.string().max(1000) });

export const changePasswordSchema = z
  .strictObject({
    current: z.string().min(1, { error: "Enter your current password." }).max(1000),
    next: newPasswordSchema,
  })
  .refine((given) => given.current !== given.next, { error: "The new password is the current one.", path: ["next"] });
