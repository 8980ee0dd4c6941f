import "server-only";
import { baseColumns } from "#lib/metric/base-columns";
import { openSnapshot } from "#lib/screen/universe/open-snapshot";
import { getCurrentSnapshot } from "#lib/server/snapshot/snapshot-store";

/** More different texts than this tell companies apart, and no rule asks for them. */
const textsMax = 300;

/** The texts that the current data have in columns that a rule may ask for, by column: sectors, countries. */
export async function listRuleTexts(): Promise<Readonly<Record<string, readonly string[]>>> {
  const snapshot = await getCurrentSnapshot();
  if (snapshot === null) return {};
  const { listTexts } = openSnapshot(snapshot).base.scope;
  return Object.fromEntries(
    baseColumns.flatMap(({ id, type }) => {
      const texts = type === "text" ? (listTexts?.(id)?.here ?? []) : [];
      return texts.length === 0 || texts.length > textsMax ? [] : [[id, texts]];
    }),
  );
}
