// A plain module, because both sides of the front door import it.
import { getSingleton } from "../../util/singleton.mjs";

/**
 * Where the application leaves the answers that it offers to the front door; nothing until it is loaded.
 * @returns {{ current: import("./front-door.mjs").DirectAnswers | undefined }}
 */
export function getDirectOffer() {
  return getSingleton("direct answers", () => ({ current: undefined }));
}
