import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { passwordLengthMax } from "#lib/contract/password-length";

/** Argon2id with the parameters that OWASP gives for 19 MiB of memory; the hash text carries them. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a password for storage. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), parameters);
}

let decoyHash: Promise<string> | undefined;

/**
 * Whether a password belongs to a stored hash. With no hash (no such user) it spends the same time and says no, so
 * that the answer's delay does not tell which addresses have an account.
 */
export async function isPasswordRight(storedHash: string | null, password: string): Promise<boolean> {
  if (password.length > passwordLengthMax) return false;
  decoyHash ??= hashPassword("a password that nobody has");
  const right = await verify(storedHash ?? (await decoyHash), password.normalize("NFKC"));
  return right && storedHash !== null;
}
