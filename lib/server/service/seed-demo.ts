import "server-only";
import { randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultScreen } from "#lib/screen/default-screen";
import { getDatabase } from "#lib/server/db/database";
import { findUserCredentials, insertUserRow } from "#lib/server/db/repository/user";
import { readRegularTextSync } from "#lib/server/read-file";
import { hashPassword } from "#lib/server/service/account/password-hash";
import { saveScreen } from "#lib/server/service/saved-screen/save-screen";
import { answerScreen } from "#lib/server/service/screen/answer-screen";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { addToWatchlist } from "#lib/server/service/watchlist/add-to-watchlist";
import { createWatchlist } from "#lib/server/service/watchlist/create-watchlist";

/** The account that comes with the sample universe. */
export interface DemoLogin {
  readonly email: string;
  readonly password: string;
}

const demoEmail = "demo@ballast.example";
/** Of the file with the password. */
const passwordBytesMax = 64 * 1024;
const demoScreen = "verdict = resilient and rate_headroom_low > 200bp";

/**
 * Makes the demo account with a watchlist and a saved screen, once, and says how to sign in to it. Only with sample
 * data; null with real ones. The password is made at random and kept in `home`/demo-password, readable by its owner
 * alone, so that no installation has a known one.
 */
export async function seedDemo(home: string): Promise<DemoLogin | null> {
  const { snapshot } = await getUniverse();
  if (!snapshot.isSample) return null;
  const database = await getDatabase();
  const file = join(home, "demo-password");
  const known = await findUserCredentials(database, demoEmail);
  if (known !== null) {
    return existsSync(file) ? { email: demoEmail, password: readRegularTextSync(file, passwordBytesMax).trim() } : null;
  }
  const password = randomBytes(9).toString("base64url");
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  const created = await insertUserRow(database, {
    email: demoEmail,
    name: "Demo",
    passwordHash: await hashPassword(password),
  });
  if (!created.ok) return null;
  const userId = created.value.id;
  await saveScreen(userId, "Resilient, with room for higher rates", `q=${encodeURIComponent(demoScreen)}`);
  const { rows } = await answerScreen({ ...defaultScreen, query: "verdict = weak" }, { limit: 5, offset: 0 });
  const list = await createWatchlist(userId, "Weak, to be watched");
  await addToWatchlist(
    userId,
    list.id,
    rows.map(({ ticker }) => ticker),
  );
  return { email: demoEmail, password };
}
