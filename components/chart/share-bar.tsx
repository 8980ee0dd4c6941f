export interface SharePart {
  readonly id: string;
  /** Of the whole bar, 0 to 1. */
  readonly share: number;
  /** How the part is filled: `fill-accent`. */
  readonly fill: string;
}

export interface ShareBarProps {
  /** From the left; together at most 1. */
  readonly parts: readonly SharePart[];
  /** Gives the bar its size and ground. */
  readonly className: string;
}

/** Shares of a whole, side by side with a pixel of the ground between them. What they say must stand beside it as text. */
export function ShareBar({ parts, className }: ShareBarProps) {
  let end = 0;
  const placed = parts.map((part) => {
    const start = end;
    end += part.share;
    return { ...part, start };
  });
  return (
    <svg aria-hidden className={className}>
      {placed.map(({ id, start, share, fill }) => (
        <rect
          key={id}
          x={`${start * 100}%`}
          width={`${share * 100}%`}
          height="100%"
          className={`transition-[x,width] duration-150 ${fill}`}
        />
      ))}
      {placed.map(({ id, start, share }) =>
        start > 0 && share > 0 ? (
          <rect
            key={id}
            x={`${start * 100}%`}
            width={1}
            height="100%"
            className="fill-hover transition-[x] duration-150"
          />
        ) : null,
      )}
    </svg>
  );
}
