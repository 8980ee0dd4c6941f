import { expect, test } from "vitest";
import { isCommonPassword, requireUncommonPassword } from "#lib/server/service/account/require-uncommon-password";

const email = "Ada.Lovelace@Example.com";

test("passwords that are tried first are refused, in any case and with blanks in them", () => {
  const common = ["1234567890", "Password123", "q1w2e3r4t5", "p a s s w o r d 1 2 3", "qwertyuiop1234567890"];
  const rows = ["abcdefghij", "zyxwvutsrqponm", "qwertasdfg", "0987654321"];
  const repeated = ["aaaaaaaaaa", "abababababab", "abcdefabcdefab", "11111111112"];
  const own = ["ada.lovelace", "ada.lovelace@example.com"];
  const keyboards = ["qwertyuiop[]", "asdfghjkl;'", "qwertzuiopü", "йцукенгшщзхъ", "ballastballast"];
  const made = ["Password123!", "P@ssw0rd1234", "letmein12345", "password2026", "Ballast-2026!", "ada.lovelace1"];
  const numbers = ["1111111112", "0000000001", "2468101214", "31415926535"];
  for (const password of [...common, ...rows, ...repeated, ...own, ...keyboards, ...made, ...numbers]) {
    expect([password, isCommonPassword(password, email)]).toEqual([password, true]);
  }
});

test("other passwords are not", () => {
  for (const password of [
    "a long enough password",
    "another password by chance",
    "tr0ub4dor&3!",
    "V7mQx_2pLkZd",
    "abcdxyzw1234!",
    "password of my first dog",
    "4815162342108231",
  ]) {
    expect([password, isCommonPassword(password, email)]).toEqual([password, false]);
  }
});

test("the refusal names the field and says what to do", () => {
  expect(() => requireUncommonPassword("1234567890", email, "next")).toThrow(
    expect.objectContaining({
      code: "invalid_request",
      places: [{ at: "next", message: expect.stringContaining("four words by chance") }],
    }),
  );
  expect(() => requireUncommonPassword("a long enough password", email, "next")).not.toThrow();
});
