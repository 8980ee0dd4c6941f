import type { FactDefinition } from "#lib/fact/definition/definition";
import type { KnownFigure } from "./figure";

/** True when a figure comes, wholly or partly, from a tag that may stand for a part of the fact. */
export function standsOnPart({ tags }: FactDefinition, { parts }: KnownFigure): boolean {
  return parts.some(({ entry }) => tags.some(({ tag, mayBePart }) => mayBePart && tag === entry.tag));
}
