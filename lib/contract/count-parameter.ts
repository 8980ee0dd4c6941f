import { z } from "zod";

/** A whole number in a URL parameter. */
export const countParameter = z
  .string()
  .regex(/^\d{1,7}$/, { error: "expected a whole number" })
  .transform(Number);
