import { z } from "zod";

/** Text that a person typed: trimmed, without control characters but line ends and tabs (the database takes no NUL). */
export const plainTextSchema = z
  .string()
  .trim()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused.
  .refine((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text), {
    error: "There is a control character in this text. Type it anew instead of pasting it.",
  });
