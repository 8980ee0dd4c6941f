import fc from "fast-check";
import type { Policy } from "#lib/verdict/policy/policy";

/** Some numbers of a policy moved, each within its bounds, by parameter id. */
export function buildPolicyValues({ parameters }: Policy): fc.Arbitrary<Readonly<Record<string, number>>> {
  return fc
    .subarray([...parameters], { minLength: 1, maxLength: 4 })
    .chain((moved) =>
      fc.tuple(
        ...moved.map(({ id, min, max }) =>
          fc.double({ min, max, noNaN: true, noDefaultInfinity: true }).map((value) => [id, value] as const),
        ),
      ),
    )
    .map((entries) => Object.fromEntries(entries));
}
