/** The look that every field to type or choose in shares. */
export const controlClass =
  "w-full rounded-ui border border-edge bg-surface text-ink transition-colors duration-100 " +
  "hover:border-ink-faint focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent " +
  "disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint " +
  "aria-invalid:border-danger data-invalid:border-danger aria-invalid:focus-visible:outline-danger";
