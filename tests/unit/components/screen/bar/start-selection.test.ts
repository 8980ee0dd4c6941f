import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { fitSelection } from "@/components/screen/bar/start-selection";

describe("fitSelection", () => {
  it("keeps a selection within the text", () => {
    expect(fitSelection({ from: 3, to: 8 }, 18)).toEqual({ anchor: 3, head: 8 });
  });

  it("gives the editor a selection it can take when the text became shorter", () => {
    const doc = "interest_covr >= 3";
    const selection = fitSelection({ from: 0, to: doc.length + 1 }, doc.length);
    expect(EditorState.create({ doc, selection }).selection.main).toMatchObject({ from: 0, to: doc.length });
    expect(() => EditorState.create({ doc, selection: { anchor: 0, head: doc.length + 1 } })).toThrow(RangeError);
  });
});
