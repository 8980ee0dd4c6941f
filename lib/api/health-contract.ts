import { z } from "zod";
import { snapshotRefSchema } from "./snapshot-contract";

/** The answer of `GET /api/v1/health`. */
export const healthAnswerSchema = z.strictObject({
  status: z.enum(["ok", "no_data", "unavailable"]),
  version: z.string(),
  database: z.enum(["embedded", "postgresql"]),
  snapshot: snapshotRefSchema.nullable(),
});

export type HealthAnswer = z.infer<typeof healthAnswerSchema>;
