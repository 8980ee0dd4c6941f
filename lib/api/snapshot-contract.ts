import { z } from "zod";

/** Which data an answer was computed on. */
export const snapshotRefSchema = z.strictObject({
  /** SHA-256 of the snapshot file. */
  id: z.string(),
  asOf: z.iso.date(),
  /** Whether the companies are fictional. */
  isSample: z.boolean(),
});

export type SnapshotRef = z.infer<typeof snapshotRefSchema>;
