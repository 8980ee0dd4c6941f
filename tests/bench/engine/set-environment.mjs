// Uses Node's own modules only.

/**
 * Sets variables of the environment for this process. What is returned sets them back.
 * @param {Readonly<Record<string, string>>} variables
 * @returns {() => void}
 */
export function setEnvironment(variables) {
  const before = Object.keys(variables).map((name) => /** @type {const} */ ([name, process.env[name]]));
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
