import "server-only";
import { Prisma } from "#lib/server/db/generated/client";

/** True when a save was refused because a row with the same unique value is there. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
