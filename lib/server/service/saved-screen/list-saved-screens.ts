import "server-only";
import { AppError } from "#lib/contract/app-error";
import { describeInEnglish } from "#lib/expr/describe";
import type { Screen } from "#lib/screen/screen";
import { parseScreenUrl } from "#lib/screen/screen-url";
import { getDatabase } from "#lib/server/db/database";
import { listSavedScreenRows, type SavedScreen } from "#lib/server/db/repository/saved-screen";
import { answerScreen } from "#lib/server/service/screen/answer-screen";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { readFilter } from "#lib/workbench/filter/read-filter";

/** A saved screen with what it gives on the current data. */
export interface SavedScreenResult {
  readonly screen: SavedScreen;
  /** The query as it was saved; null when the screen keeps every company. */
  readonly query: string | null;
  /** The query in plain English; null where there is none, and where it cannot be run. */
  readonly words: string | null;
  /** Null when the screen cannot be run any more; `problem` says why. */
  readonly counts: { readonly count: number; readonly unknown: number } | null;
  readonly problem: string | null;
}

/** The user's saved screens, the one changed last first, each run on the current data. */
export async function listSavedScreens(userId: string): Promise<readonly SavedScreenResult[]> {
  const screens = await listSavedScreenRows(await getDatabase(), userId);
  return Promise.all(screens.map((screen) => runSaved(screen, userId)));
}

async function runSaved(screen: SavedScreen, userId: string): Promise<SavedScreenResult> {
  const parsed = parseScreenUrl(new URLSearchParams(screen.search));
  if (!parsed.ok) {
    const problem = parsed.error.map(({ message }) => message).join(" ");
    return { screen, query: null, words: null, counts: null, problem };
  }
  const query = parsed.value.query === "" ? null : parsed.value.query;
  try {
    const { count, unknown } = await answerScreen({ ...parsed.value, columns: [] }, { limit: 0, offset: 0 }, userId);
    const words = await describeQuery(parsed.value, userId);
    return { screen, query, words, counts: { count, unknown }, problem: null };
  } catch (error) {
    if (error instanceof AppError) return { screen, query, words: null, counts: null, problem: error.message };
    throw error;
  }
}

async function describeQuery({ snapshot, ...screen }: Screen, userId: string): Promise<string | null> {
  const filter = readFilter(screen.query);
  if (filter === null) return null;
  const { universe } = await getUniverse({ ...screen, hash: snapshot, visitor: userId });
  return describeInEnglish(filter, universe.scope);
}
