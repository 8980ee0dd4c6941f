import { z } from "zod";

/**
 * Text that a person typed: trimmed, without control characters but line ends and tabs (the database takes no NUL), without
 * half characters and signs that turn the direction of what follows, and not of signs alone that nobody sees.
 */
export const plainTextSchema = z
  .string()
  .trim()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused.
  .refine((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(text), {
    error: "There is a control character in this text. Type it anew instead of pasting it.",
  })
  .refine((text) => text === "" || (text.isWellFormed() && /[^\p{Z}\p{C}]/u.test(text)), {
    error: "There is nothing in this text that can be seen.",
  });
