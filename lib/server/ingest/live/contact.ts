import "server-only";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { IngestError } from "#lib/server/ingest/ingest-error";
import { readRegularText } from "#lib/server/read-file";
import { replaceFile } from "#lib/server/replace-file";

const settingsSchema = z.object({ contact: z.string().optional() });
const settingsName = "settings.json";

/** Takes an e-mail address; throws IngestError for what is none, or for the one of the examples. */
export function requireContact(text: string): string {
  const contact = text.trim();
  if (!z.email().max(200).safeParse(contact).success) {
    throw new IngestError(
      `"${contact}" is not an e-mail address. EDGAR asks every program to name somebody who answers for its requests: ` +
        "--contact you@example.com, with your own address.",
    );
  }
  if (/@example\.(?:com|org|net)$/i.test(contact)) {
    throw new IngestError(`${contact} is the address of the examples. Give your own with --contact.`);
  }
  return contact;
}

/**
 * Who answers for the requests: what is given now (which is kept for later runs), else the environment, else what an
 * earlier run was given. Throws IngestError that says why and how when there is none.
 */
export async function resolveContact(
  home: string,
  { given, environment }: { readonly given: string | undefined; readonly environment: string | null },
): Promise<string> {
  if (given !== undefined) {
    const contact = requireContact(given);
    await keepContact(home, contact);
    return contact;
  }
  const known = environment ?? (await readKept(home));
  if (known !== null) return requireContact(known);
  throw new IngestError(
    "Loading live data needs an e-mail address: EDGAR (the SEC) turns away programs that do not name somebody who " +
      "answers for their requests. It is sent to EDGAR with each request, and to nobody else. Give it once:\n" +
      "  npm run ingest -- --contact you@example.com\n" +
      "or set CONTACT. Source files that you have already need none: npm run ingest -- --from DIR",
  );
}

/** An address and what may be added. */
const settingsBytesMax = 64 * 1024;

async function readKept(home: string): Promise<string | null> {
  const path = join(home, settingsName);
  const text = await readRegularText(path, settingsBytesMax).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return settingsSchema.parse(JSON.parse(text)).contact ?? null;
  } catch {
    throw new IngestError(`${path} is damaged. Delete it, and give the address again with --contact you@example.com.`);
  }
}

async function keepContact(home: string, contact: string): Promise<void> {
  await mkdir(home, { recursive: true });
  const content = `${JSON.stringify({ contact }, null, 2)}\n`;
  await replaceFile(join(home, settingsName), content, { flush: "nothing", mode: 0o600 });
}
