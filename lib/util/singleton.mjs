// A plain module, because plain modules of the server read what the application has put here.

const registryKey = Symbol.for("ballast");

/**
 * What there must be once in a process, made at the first call. Next evaluates a module once for each bundle and anew
 * after an edit, so a constant of a module is not enough. The name stands for the type: nobody else may take it.
 * @template Value
 * @param {string} name
 * @param {() => Value} make
 * @returns {Value}
 */
export function getSingleton(name, make) {
  const holder = /** @type {{ [registryKey]?: Map<string, unknown> }} */ (globalThis);
  holder[registryKey] ??= new Map();
  const registry = holder[registryKey];
  if (!registry.has(name)) registry.set(name, make());
  return /** @type {Value} */ (registry.get(name));
}
