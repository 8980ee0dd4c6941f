import { z } from "zod";
import { pointMethods } from "../fact/point";
import { verdictIds } from "../verdict/verdict";
import { snapshotRefSchema } from "./snapshot-contract";

/** A reported figure that went into a base column. */
export const figurePartSchema = z.strictObject({
  /** 1 added, -1 subtracted. */
  sign: z.union([z.literal(1), z.literal(-1)]),
  fact: z.string(),
  value: z.number(),
  unit: z.string(),
  /** First day of the period; null for a balance. */
  start: z.iso.date().nullable(),
  end: z.iso.date(),
  /** Taxonomy and tag; `file:` for a figure of a file that names facts itself. */
  tag: z.string(),
  form: z.string(),
  filed: z.iso.date(),
  accession: z.string(),
  /** The filing on EDGAR; null for sample and second-hand figures. */
  url: z.url().nullable(),
});

/** Where the value of a base column comes from. */
export const figureSourceSchema = z.strictObject({
  /** How it was made of the parts; null when there is no value. */
  method: z.enum(pointMethods).nullable(),
  start: z.iso.date().nullable(),
  end: z.iso.date().nullable(),
  /** What the method or the reason alone does not say. */
  detail: z.string().nullable(),
  parts: z.array(figurePartSchema),
});

export type FigureSource = z.infer<typeof figureSourceSchema>;
