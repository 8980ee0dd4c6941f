import "server-only";
import { AppError } from "#lib/contract/app-error";
import { TaskRequiredError } from "#lib/contract/sign-in-task";
import type { Database } from "#lib/server/db/database";
import { isKnownPlace } from "#lib/server/db/repository/known-place";
import { createRateLimiter, type RateLimit, type RateLimitAnswer } from "#lib/server/db/repository/rate-limit";
import { fail, type Result, succeed } from "#lib/util/result";
import { formatWait } from "#lib/util/wait-text";
import { readDeviceToken } from "./device-token";
import { issueTask, readSolution, taskSeconds } from "./sign-in-task";

/** Wrong guesses at one account: with one device; from one place; from all places that it is not known at. */
const deviceLimit: RateLimit = { name: "sign_in_device", points: 10, windowSeconds: 900 };
const pairLimit: RateLimit = { name: "sign_in_pair", points: 10, windowSeconds: 900 };
const strangerLimit: RateLimit = { name: "sign_in_stranger", points: 100, windowSeconds: 3600 };
/** From one place at all accounts that are not known there. */
const placeLimit: RateLimit = { name: "sign_in_place", points: 100, windowSeconds: 900 };
/** A task counts once. */
const solutionLimit: RateLimit = { name: "sign_in_solution", points: 1, windowSeconds: 2 * taskSeconds };
/** Wrong guesses for which a task was solved, by which the next one grows. */
const solvedLimit: RateLimit = { name: "sign_in_solved", points: 1000, windowSeconds: 3600 };

/** How many tries a task takes on average: some 30 ms each. A browser takes about half a second at first, and 8 s later on. */
const taskCounts = { first: 16, max: 256 };
/** After so many wrong guesses with a task, the next ones are twice as long. */
const guessesPerLevel = 5;

/** A user is known at so many places, for so long after signing in there. */
export const knownPlacesMax = 20;
const knownPlaceDays = 90;

/** From where a password is given. */
export interface SignInOrigin {
  /** The visitor's address of the network, as `readNetworkAddress` gives it. */
  readonly place: string;
  /** The token by which the browser shows that the user has signed in with it; null when it has none. */
  readonly getDeviceToken: (userId: string) => string | null;
  /** The task that the browser solved for this guess; null when it has solved none. */
  readonly solution: string | null;
}

/** Whose password is given. */
export interface GuessedAccount {
  /** The address of the account in its one spelling, whether there is one or not. */
  readonly email: string;
  /** Null when there is no such account. */
  readonly userId: string | null;
}

/** A guess that is counted as a wrong one until it turns out to be right. */
export interface AdmittedGuess {
  /** Takes back what was counted, since the password was right. */
  readonly forgive: () => Promise<void>;
}

/**
 * Counts a guess before the password is looked at, so that guesses that come at once are all counted. An account is never
 * closed to the devices it was used with by what others guess, nor at places that it is known at, where a guess beyond the
 * limit costs the browser a task (AUTH-2). Throws AppError "too_many_requests" when it is one too many, and
 * TaskRequiredError where a task lets it through.
 */
export async function admitGuess(
  database: Database,
  account: GuessedAccount,
  origin: SignInOrigin,
): Promise<AdmittedGuess> {
  const now = new Date();
  const device = findDevice(account, origin, now);
  const pair: Counter = [pairLimit, `${account.email} ${origin.place}`];
  const since = new Date(now.getTime() - knownPlaceDays * 86_400_000);
  // Asked of an account that there is not as well, so that the time it takes tells nothing.
  const isKnown = await isKnownPlace(database, account.userId ?? "", origin.place, since);
  const ways: (readonly Counter[])[] = [
    ...(device === null ? [] : [[[deviceLimit, device]] as const]),
    isKnown ? [pair] : [pair, [placeLimit, origin.place], [strangerLimit, account.email]],
  ];
  const forgive = (counted: readonly RateLimitAnswer[]) => async () => {
    await refundAll(counted);
    for (const [limit, key] of [pair, [solvedLimit, pair[1]] as const]) {
      await createRateLimiter(database, limit).reset(key);
    }
  };
  let retryAfterSeconds = 0;
  for (const counters of ways) {
    const counted = await countAll(database, counters);
    if (counted.ok) return { forgive: forgive(counted.value) };
    retryAfterSeconds = counted.error.retryAfterSeconds;
  }
  if (isKnown) {
    await takeSolution(database, pair[1], origin.solution, now);
    return { forgive: forgive([]) };
  }
  throw new AppError("too_many_requests", `Too many tries. Try again ${formatWait(retryAfterSeconds)}.`, {
    retryAfterSeconds,
  });
}

/**
 * Takes the solution of a task that is as long as the guesses by now ask for, and counts it. A task is used up by its
 * first solution, right or wrong. Throws TaskRequiredError with the next task when there is none.
 */
async function takeSolution(database: Database, subject: string, text: string | null, now: Date): Promise<void> {
  const solved = createRateLimiter(database, solvedLimit);
  const solution = text === null ? null : readSolution(subject, text, now);
  if (solution !== null) {
    // Counted first, so that of many that come at once each is held against those before it.
    const counted = await solved.consume(subject);
    const before = solvedLimit.points - counted.remaining - 1;
    const isFirst =
      solution.count >= countTries(before) &&
      (await createRateLimiter(database, solutionLimit).consume(solution.id)).allowed;
    if (isFirst && (await solution.check())) return;
    await counted.refund();
  }
  throw new TaskRequiredError(issueTask(subject, countTries(await solved.countSpent(subject)), now));
}

/** How many tries the next task takes on average, after so many wrong guesses with one. */
function countTries(solvedCount: number): number {
  return Math.min(taskCounts.max, taskCounts.first * 2 ** Math.floor(solvedCount / guessesPerLevel));
}

type Counter = readonly [limit: RateLimit, key: string];

function findDevice({ userId }: GuessedAccount, { getDeviceToken }: SignInOrigin, now: Date): string | null {
  const token = userId === null ? null : getDeviceToken(userId);
  return userId === null || token === null ? null : readDeviceToken(userId, token, now);
}

/** Counts with each of the counters, or with none where one of them is full: then what that one answered. */
async function countAll(
  database: Database,
  counters: readonly Counter[],
): Promise<Result<readonly RateLimitAnswer[], RateLimitAnswer>> {
  const counted: RateLimitAnswer[] = [];
  for (const [limit, key] of counters) {
    const answer = await createRateLimiter(database, limit).consume(key);
    if (!answer.allowed) {
      await refundAll(counted);
      return fail(answer);
    }
    counted.push(answer);
  }
  return succeed(counted);
}

async function refundAll(counted: readonly RateLimitAnswer[]): Promise<void> {
  for (const { refund } of counted) await refund();
}
