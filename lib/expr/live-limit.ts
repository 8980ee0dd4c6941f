/** The most parameters that can change in one live evaluator: each is a bit of a mask. */
export const liveParametersMax = 31;
