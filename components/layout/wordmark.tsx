/** The sign and the name: a hull with its weight low, which is what keeps it upright. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 text-base font-semibold tracking-tight">
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden>
        <path
          d="M1.5 8.5h17a8.5 8.5 0 0 1-17 0Z"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinejoin="round"
        />
        <path
          d="M4.6 12.5h10.8a8.5 8.5 0 0 1-10.8 0Z"
          className="fill-accent stroke-accent"
          strokeWidth="1.2"
          strokeLinejoin="round"
        />
        <path d="M10 8.5V2" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      </svg>
      Ballast
    </span>
  );
}
