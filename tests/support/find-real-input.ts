import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * The folder of real input: `BALLAST_SOURCES`, or `../shared/data` beside the project. Null when there is none; tests
 * that need it then skip and say so.
 */
export function findRealInput(): string | null {
  const folder = process.env["BALLAST_SOURCES"] ?? resolve(import.meta.dirname, "../../../shared/data");
  return existsSync(join(folder, "holdings")) ? folder : null;
}

export const noRealInput = "no real input: set BALLAST_SOURCES or put it at ../shared/data";
