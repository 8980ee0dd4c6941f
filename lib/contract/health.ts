import { z } from "zod";
import { snapshotRefSchema } from "./snapshot";

/** How full a cache of the server is. */
export const cacheUseSchema = z.strictObject({
  name: z.string(),
  entries: z.int(),
  bytes: z.int(),
  /** Null where the entries are bounded and not their bytes. */
  maxBytes: z.int().nullable(),
});

export type CacheUse = z.infer<typeof cacheUseSchema>;

/** The answer of `GET /api/v1/health`. */
export const healthAnswerSchema = z.strictObject({
  status: z.enum(["ok", "no_data", "unavailable"]),
  version: z.string(),
  database: z.enum(["embedded", "postgresql"]),
  snapshot: snapshotRefSchema.nullable(),
  caches: z.array(cacheUseSchema).readonly(),
});

export type HealthAnswer = z.infer<typeof healthAnswerSchema>;
