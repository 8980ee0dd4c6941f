const dateFormat = new Intl.DateTimeFormat("en-US", {
  year: "numeric",
  month: "short",
  day: "numeric",
  timeZone: "UTC",
});

/** Writes `2026-05-05` as `May 5, 2026`. */
export function formatIsoDate(date: string): string {
  return dateFormat.format(new Date(`${date}T00:00:00Z`));
}
