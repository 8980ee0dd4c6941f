import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OwnEchoes } from "@/components/query/own-echo";

describe("a field and the answers to what it told", () => {
  it("C-19: keeps what was typed, however late and however few of the answers come", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b", "/", " ", "3", "delete"), { minLength: 1, maxLength: 30 }),
        fc.array(fc.nat({ max: 4 }), { minLength: 30, maxLength: 30 }),
        (keys, delays) => {
          const echoes = new OwnEchoes();
          let field = "";
          const pending: { readonly text: string; readonly due: number }[] = [];
          let answered = "";
          // The page answers with the newest text that has reached it, at times of its own.
          const answer = (time: number) => {
            const due = pending.filter((one) => one.due <= time).at(-1);
            if (due === undefined || due.text === answered) return;
            answered = due.text;
            if (!echoes.isEcho(answered, time) && field !== answered) field = answered;
          };
          let typed = "";
          keys.forEach((key, time) => {
            answer(time);
            expect(field).toBe(typed);
            typed = key === "delete" ? typed.slice(0, -1) : typed + key;
            field = typed;
            echoes.tell(field, time);
            pending.push({ text: field, due: time + (delays[time] ?? 0) });
          });
          for (let time = keys.length; time < keys.length + 6; time += 1) answer(time);
          expect(field).toBe(typed);
        },
      ),
    );
  });

  it("lets another text in, also one that was typed long ago", () => {
    const echoes = new OwnEchoes();
    echoes.tell("roic", 0);
    expect(echoes.isEcho("pe < 15", 10)).toBe(false);
    echoes.tell("roi", 20);
    expect(echoes.isEcho("roi", 4_000)).toBe(false);
  });
});
