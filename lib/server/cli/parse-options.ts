import "server-only";
import { type ParseArgsConfig, parseArgs } from "node:util";

/**
 * Node's parseArgs, which lets the last of several values win: here an option that is given twice is refused like any
 * other mistake, since one of the two would be dropped in silence. Throws what parseArgs throws.
 */
export function parseOptions<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  const { tokens = [] } = parseArgs({ ...config, tokens: true });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option" || config.options?.[token.name]?.multiple) continue;
    if (seen.has(token.name)) {
      throw Object.assign(new TypeError(`Option '--${token.name}' is given twice, and takes one value.`), {
        code: "ERR_PARSE_ARGS_REPEATED_OPTION",
      });
    }
    seen.add(token.name);
  }
  return parseArgs(config);
}
