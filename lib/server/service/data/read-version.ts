import "server-only";
import manifest from "../../../../package.json" with { type: "json" };

/** The program's version, as package.json has it. */
export function readVersion(): string {
  return manifest.version;
}
