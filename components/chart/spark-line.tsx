const width = 56;
const height = 18;
const padding = 2;

/**
 * Values in their order as a small line; a missing one breaks it, one between two missing ones is a dot, and so is the last known.
 * Zero is drawn where the values lie on both sides of it. What it says must stand beside it as text.
 */
export function SparkLine({ values }: { readonly values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = high - low || 1;
  const x = (index: number) => padding + (index / Math.max(1, values.length - 1)) * (width - 2 * padding);
  const y = (value: number) => height - padding - ((value - low) / span) * (height - 2 * padding);
  const isAlone = (index: number) =>
    (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null && index !== values.length - 1;
  const last = values.findLastIndex((value) => value !== null);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden className="block">
      {low < 0 && high > 0 ? (
        <line x1={0} x2={width} y1={y(0)} y2={y(0)} className="stroke-line-strong" strokeWidth={1} />
      ) : null}
      <path
        d={writePath(values, x, y)}
        fill="none"
        className="stroke-ink-faint"
        strokeWidth={1.25}
        strokeLinejoin="round"
      />
      {values.map((value, index) =>
        value !== null && (index === last || isAlone(index)) ? (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: the quarter is the place.
            key={index}
            cx={x(index)}
            cy={y(value)}
            r={index === last ? 1.75 : 1}
            className={index === last ? "fill-accent" : "fill-ink-faint"}
          />
        ) : null,
      )}
    </svg>
  );
}

/** A line through the known values; a missing one breaks it. */
function writePath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let path = "";
  let isDrawing = false;
  for (const [index, value] of values.entries()) {
    if (value !== null) path += `${isDrawing ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    isDrawing = value !== null;
  }
  return path;
}
