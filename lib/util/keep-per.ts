/**
 * A function that makes something of an object once and gives the same from then on. What was made is kept as long as
 * the object itself is reachable. What throws is not kept.
 */
export function keepPer<Subject extends WeakKey, Value>(
  make: (subject: Subject) => Value,
): (subject: Subject) => Value {
  const kept = new WeakMap<Subject, { readonly value: Value }>();
  return (subject) => {
    const known = kept.get(subject);
    if (known !== undefined) return known.value;
    const value = make(subject);
    kept.set(subject, { value });
    return value;
  };
}
