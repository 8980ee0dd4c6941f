import "server-only";
import { scrypt } from "node:crypto";
import { promisify } from "node:util";
import { taskCost } from "#lib/contract/sign-in-task";

const derive = promisify<string, string, number, object, Buffer>(scrypt);

/** The hash of a number that is tried for the task with the salt: some 30 ms and 8 MiB. */
export function hashTaskNumber(number: number, salt: string): Promise<Uint8Array> {
  const { dkLen, ...cost } = taskCost;
  return derive(String(number), salt, dkLen, cost);
}
