import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#lib/contract/app-error";
import { getEnvironment } from "#lib/server/env";

const sequences = [
  "01234567890",
  "abcdefghijklmnopqrstuvwxyz",
  // Rows of keyboards: US, German, French, Russian.
  ...["qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./", "`1234567890-="],
  ...["qwertzuiopü+", "asdfghjklöä#", "yxcvbnm,.-", "azertyuiop^$", "qsdfghjklmù", "wxcvbn,;:!"],
  ...["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"],
];
/** Words that people make longer until they are allowed: with digits, signs and signs in the place of letters. */
const stems = new Set([
  ...["password", "passwort", "letmein", "welcome", "qwerty", "qwertz", "admin", "administrator", "iloveyou"],
  ...["monkey", "dragon", "football", "baseball", "master", "login", "secret", "changeme", "trustno", "ballast"],
]);
const letterBySign: Readonly<Record<string, string>> = {
  "@": "a",
  "4": "a",
  "3": "e",
  "1": "i",
  "!": "i",
  "0": "o",
  $: "s",
  "5": "s",
};

/**
 * Refuses a new password that is among those that are tried first: one of the commonest, a row of the keyboard, a few
 * characters over and over, or the user's own address. Throws AppError "invalid_request" that names the field `at`.
 */
export function requireUncommonPassword(password: string, email: string, at: string): void {
  if (!isCommonPassword(password, email)) return;
  const message = "This password is among those that are tried first. Use another, such as four words by chance.";
  throw new AppError("invalid_request", message, { places: [{ at, message }] });
}

/** Whether a password is among those that are tried first. */
export function isCommonPassword(password: string, email: string): boolean {
  const text = password.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
  const [name = "", host = ""] = email.trim().toLowerCase().split("@", 2);
  const own = [name, `${name}@${host}`, `${name}${host}`];
  return (
    readCommonPasswords().has(text) ||
    own.includes(text) ||
    own.includes(stripEnds(text)) ||
    isRepeated(text) ||
    isSequence(text) ||
    isNumber(text) ||
    isStem(text)
  );
}

/** Digits alone are dates, constants and counts unless there are many of them. */
function isNumber(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}

function isStem(text: string): boolean {
  const spelled = [...stripEnds(text)].map((sign) => letterBySign[sign] ?? sign).join("");
  return stems.has(stripEnds(text)) || stems.has(spelled);
}

/** Without the digits and signs that stand at its ends. */
function stripEnds(text: string): string {
  return text.replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, "");
}

function isRepeated(text: string): boolean {
  for (let length = 1; length * 2 <= text.length; length += 1) {
    if (text.slice(length) === text.slice(0, -length)) return true;
  }
  return false;
}

/** Runs along rows of the keyboard or the alphabet, forwards or backwards, of four characters at least each. */
function isSequence(text: string): boolean {
  let at = 0;
  while (at < text.length) {
    let end = at + 1;
    while (end < text.length && isRun(text.slice(at, end + 1))) end += 1;
    if (end - at < 4) return false;
    at = end;
  }
  return true;
}

function isRun(text: string): boolean {
  const turned = [...text].toReversed().join("");
  return sequences.some((sequence) => sequence.includes(text) || sequence.includes(turned));
}

let commonPasswords: ReadonlySet<string> | undefined;

function readCommonPasswords(): ReadonlySet<string> {
  const file = join(getEnvironment().root, "lib/server/service/account/common-passwords.txt");
  commonPasswords ??= new Set(
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "" && !/^#( |$)/.test(line)),
  );
  return commonPasswords;
}
