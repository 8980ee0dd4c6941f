export interface TiltBarProps {
  /** A difference of weights, a fraction. */
  readonly tilt: number;
  /** The largest of the table, so that bars compare. */
  readonly tiltMax: number;
}

/** How far a weight lies above or below that of the index: to the right or the left of the middle. The number stands beside it. */
export function TiltBar({ tilt, tiltMax }: TiltBarProps) {
  const width = tiltMax === 0 ? 0 : (Math.abs(tilt) / tiltMax) * 50;
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      className="inline-block h-2 w-16 align-middle sm:w-24"
    >
      <rect x={tilt < 0 ? 50 - width : 50} width={width} height={8} className="fill-accent/75" />
      <line x1={50} x2={50} y1={0} y2={8} vectorEffect="non-scaling-stroke" className="stroke-line-strong" />
    </svg>
  );
}
