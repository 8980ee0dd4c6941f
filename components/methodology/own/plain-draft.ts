import type { PolicyDraft } from "#lib/verdict/policy/policy-draft";

/**
 * A draft in which no two rules hold one object, as the shipped ones do with their sources. React would send the second as a
 * reference to the first, and the server takes plain values alone.
 */
export function unshareDraft(draft: PolicyDraft): PolicyDraft {
  const { rules } = draft;
  return {
    ...draft,
    numbers: { ...draft.numbers },
    rules: rules.map(({ source, measure, ...rule }) => ({
      ...rule,
      measure: measure === null ? null : { ...measure },
      source: { ...source },
    })),
  };
}
