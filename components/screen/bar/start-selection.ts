/** Where a selection begins and ends, in characters from the start of the text. */
export interface TextSelection {
  readonly from: number;
  readonly to: number;
}

/**
 * The selection of the plain field as the editor can take it over. The field may have lost text between the moment its
 * selection was read and the moment the editor stands in its place, and the editor refuses a place beyond the text.
 */
export function fitSelection({ from, to }: TextSelection, length: number): { anchor: number; head: number } {
  return { anchor: Math.min(from, length), head: Math.min(to, length) };
}
