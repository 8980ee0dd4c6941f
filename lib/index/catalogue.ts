import { dealFigures } from "./deal";
import type { FigureDeclaration } from "./figure";
import { interestFigures } from "./interest";
import { leverageFigures } from "./leverage";
import { lossMakerFigures } from "./loss-makers";
import { marketFigures } from "./market";
import { maturityFigures } from "./maturity-wall";
import { sectorFigures } from "./sector-mix";
import { verdictFigures } from "./verdict-mix";

/** Every figure of the index, in the order in which it is told. */
export const indexFigures: readonly FigureDeclaration[] = [
  ...lossMakerFigures,
  ...interestFigures,
  ...leverageFigures,
  ...maturityFigures,
  ...sectorFigures,
  ...verdictFigures,
  ...marketFigures,
  ...dealFigures,
];

/** The declaration of a figure; undefined for an id that there is not. */
export function findFigureDeclaration(id: string): FigureDeclaration | undefined {
  return indexFigures.find((each) => each.id === id);
}
