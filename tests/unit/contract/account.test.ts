import { expect, test } from "vitest";
import { newPasswordSchema } from "#lib/contract/account";

function findFault(password: string): string | null {
  const parsed = newPasswordSchema.safeParse(password);
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? "");
}

test("a new password is any ten characters that can be seen, in every script, with blanks between them", () => {
  for (const password of [
    "correct horse battery",
    "ünïcödé wörds",
    "密码密码密码密码密码",
    "पासवर्ड पासवर्ड",
    "🐎🔋📎🐎🔋📎🐎🔋📎✅",
  ]) {
    expect(findFault(password)).toBeNull();
  }
});

test("a new password of blanks, joiners or too few characters is refused, and one that cannot be seen", () => {
  const tooShort = "Use at least 10 characters.";
  for (const password of [
    "",
    "         ",
    " ".repeat(50),
    "a b c",
    "   123456789   ",
    "a         b",
    "\u200d".repeat(20),
  ]) {
    expect(findFault(password)).toBe(tooShort);
  }
  for (const hidden of ["\0", "\u0007", "\n", "\u200b", "\u202e", "\ud800", "\u{e0001}"]) {
    expect(findFault(`a long enough password${hidden}`)).toMatch(/cannot be seen/);
  }
  expect(findFault("x".repeat(201))).toMatch(/at most 200/);
});
