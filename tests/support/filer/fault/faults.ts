import type { Fault } from "./fault";

/** Everything that may go wrong with a filing. */
export const faults: readonly Fault[] = [];
