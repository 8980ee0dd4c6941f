import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { formatDay, getDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import {
  type DateOrder,
  type DateRules,
  dateOrders,
  describeDateFault,
  describeDateRemedy,
  FileDates,
  getToday,
} from "#lib/source/date-text";
import { day } from "../../support/build-entries";

const today = day("2026-11-29");

/** What the first of some texts of a file is read as: an ISO date, or why it is refused. */
function readFirst(texts: readonly string[], rules: DateRules = {}): string {
  const read = new FileDates(texts, { today, ...rules }).read(texts[0] ?? "");
  return read.ok ? formatDay(read.value) : describeDateFault(read.error);
}

describe("SRC-10: the dates of a file", () => {
  it.each([
    ["2026-05-12", "2026-05-12"],
    ["2026/05/12", "2026-05-12"],
    ["May 12, 2026", "2026-05-12"],
    ["12-May-2026", "2026-05-12"],
    ["12 May 2026", "2026-05-12"],
    ["12-May-26", "2026-05-12"],
    [" 5/13/26 ", "2026-05-13"],
    ["13.05.2026", "2026-05-13"],
    ["5/5/26", "2026-05-05"],
  ])("read %s, which says itself what it is", (text, expected) => expect(readFirst([text])).toBe(expected));

  it.each([
    [["5/12/26", "5/22/00"], "2026-05-12"],
    [["12/05/2026", "22/05/2000"], "2026-05-12"],
    [["12-May-26", "22-May-00"], "2026-05-12"],
    [["5/12/99", "May 15, 1998", "1/31/99"], "1999-05-12"],
    [
      ["1/2/62", ...Array.from({ length: 64 }, (_, year) => `1/31/${String((62 + year) % 100).padStart(2, "0")}`)],
      "1962-01-02",
    ],
  ])("read %j, of which the others settle order and century", (texts, expected) => {
    expect(readFirst(texts)).toBe(expected);
  });

  it("are refused where nothing settles their order, with both readings", () => {
    expect(readFirst(["05/06/2026", "May 22, 2000"])).toBe(
      '"05/06/2026" read month first is 6 May 2026; read day first it is 5 June 2026; no other date of the file says which',
    );
    expect(readFirst(["12/05/2026"])).toMatch(
      /read month first is 5 December 2026, which is after today \(29 November 2026\); read day first it is 12 May 2026/,
    );
    expect(readFirst(["05/06/2026", "13/05/2026", "05/13/2026"])).toMatch(
      /the other dates of the file are of both orders/,
    );
  });

  it("are read as the user says where nothing else settles them, and never against the file", () => {
    expect(readFirst(["12/05/2026"], { dateOrder: "day-first" })).toBe("2026-05-12");
    expect(readFirst(["5/12/26", "5/22/00"], { dateOrder: "day-first" })).toBe("2026-05-12");
    expect(readFirst(["12/05/2026"], { dateOrder: "month-first" })).toBe(
      '"12/05/2026" read as 5 December 2026, month first as --dates says, is after today (29 November 2026); read day ' +
        "first it is 12 May 2026",
    );
    expect(readFirst(["12/05/2026", "05/22/2000"])).toMatch(
      /month first as other dates of the file are, is after today/,
    );
  });

  it.each(["31/02/2026", "2026-02-30", "0/0/00", "Foo 05, 2026", "12/05", "", "5/12-26", "1e5"])(
    "are refused where there is none: %s",
    (text) => expect(readFirst([text])).toBe("the date cannot be read"),
  );

  it.each(["2026-11-30", "11/30/2026", "30-Nov-26", "2099-01-01", "12/31/27"])("are refused after today: %s", (text) =>
    expect(readFirst([text])).toBe(`"${text}" is after today (29 November 2026)`),
  );

  it("count up to today itself", () => expect(readFirst(["11/29/26"])).toBe("2026-11-29"));

  it("say what to do", () => {
    const remedy = (text: string, rules: DateRules = {}) => {
      const read = new FileDates([text], { today, ...rules }).read(text);
      return read.ok ? "" : describeDateRemedy(read.error);
    };
    expect(remedy("05/06/2026")).toContain("--dates month-first or --dates day-first");
    expect(remedy("12/05/2026", { dateOrder: "month-first" })).toContain("--dates day-first where the file means that");
    expect(remedy("2099-01-01")).toContain("clock");
    expect(remedy("tomorrow")).toContain("2026-05-05");
  });
});

type Write = (year: number, month: number, dayOfMonth: number) => string;

const pad = (value: number) => String(value).padStart(2, "0");
/** How a program writes all dates of a file. */
const style = fc
  .record({
    order: fc.constantFrom<DateOrder>(...dateOrders),
    separator: fc.constantFrom("/", ".", "-"),
    isShort: fc.boolean(),
    isPadded: fc.boolean(),
  })
  .map(({ order, separator, isShort, isPadded }): Write => {
    const write = isPadded ? pad : String;
    return (year, month, dayOfMonth) =>
      [
        ...(order === "month-first" ? [month, dayOfMonth] : [dayOfMonth, month]).map(write),
        isShort ? pad(year % 100) : year,
      ].join(separator);
  });

function writeDay(write: Write, date: Day): string {
  const [year = 0, month = 0, dayOfMonth = 0] = formatDay(date).split("-").map(Number);
  return write(year, month, dayOfMonth);
}

test("SRC-10: whatever a program writes all dates of a file in, each is read as it was meant or refused, none after today", () => {
  const span = fc.array(fc.integer({ min: today - 30 * 365, max: today + 10 * 365 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(style, span, (write, days) => {
      const texts = days.map((date) => writeDay(write, date));
      const dates = new FileDates(texts, { today });
      const isSettled = days.some((date) => Number(formatDay(date).slice(8)) > 12);
      for (const [index, date] of days.entries()) {
        const read = dates.read(texts[index] ?? "");
        if (read.ok) expect(read.value).toBe(date);
        else expect(isSettled ? ["later"] : ["later", "unsettled"]).toContain(read.error.kind);
        if (isSettled) expect(read.ok).toBe(date <= today);
      }
    }),
  );
});

test("SRC-10: no text of any kind is read as a day after today", () => {
  const number = fc.integer({ min: 0, max: 40 });
  const text = fc.oneof(
    fc.string(),
    fc.tuple(number, number, fc.integer({ min: 0, max: 2300 })).map((parts) => parts.join("/")),
    fc
      .tuple(fc.integer({ min: 1890, max: 2210 }), number, number)
      .map(([year, ...rest]) => [year, ...rest.map(pad)].join("-")),
    fc.tuple(number, fc.constantFrom("Jan", "MAY", "december"), number.map(pad)).map((parts) => parts.join("-")),
  );
  const order = fc.constantFrom(null, ...dateOrders);
  fc.assert(
    fc.property(
      fc.array(text),
      order,
      fc.integer({ min: day("1995-01-01"), max: day("2080-01-01") }),
      (texts, dateOrder, now) => {
        const dates = new FileDates(texts, { today: now, dateOrder });
        for (const each of texts) {
          const read = dates.read(each);
          if (read.ok) expect(read.value).toBeLessThanOrEqual(now);
        }
      },
    ),
  );
});

test("today is the later of the days of Greenwich and of this machine", () => {
  expect(getToday(Date.parse("2026-05-05T23:59:59Z"))).toBe(getDay(2026, 5, 5));
  expect(getToday(Date.parse("2026-05-06T00:00:00Z"))).toBe(getDay(2026, 5, 6));
});
