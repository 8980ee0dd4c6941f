import { z } from "zod";

/** Which data an answer was computed on. */
export const snapshotRefSchema = z.strictObject({
  /** SHA-256 of the snapshot file. */
  id: z.string(),
  /** Nothing filed or priced after this day is used. */
  asOf: z.iso.date(),
  /** Whether the companies are fictional. */
  isSample: z.boolean(),
  /**
   * Of which day the list of constituents is. `isLater`: no list is known that is as old as the data, so that companies that
   * left the index in between are absent (survivorship bias), and no weights are given.
   */
  membership: z.strictObject({ asOf: z.iso.date().nullable(), isLater: z.boolean() }),
});

export type SnapshotRef = z.infer<typeof snapshotRefSchema>;

/** The answer of `GET /api/v1/snapshots`: the snapshot of a day, and where its bytes are. */
export const snapshotPointerSchema = z.strictObject({
  snapshot: snapshotRefSchema,
  /** Path of the bytes on this server; they never change. */
  url: z.string(),
  sizeBytes: z.int(),
});

/** What an answer has to say of a list of constituents that is later than its data; null for one that is not. */
export function describeLaterMembership({ asOf, membership }: SnapshotRef): string | null {
  if (!membership.isLater) return null;
  return (
    `The constituents are those of ${membership.asOf}, the oldest list that is known: companies that left the index ` +
    `between ${asOf} and then are missing (survivorship bias), and no index weights are given.`
  );
}
