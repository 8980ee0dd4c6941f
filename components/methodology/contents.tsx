export interface ContentsProps {
  readonly entries: readonly { readonly href: string; readonly label: string; readonly isSub?: boolean }[];
}

/** The parts of a long page, beside it. */
export function Contents({ entries }: ContentsProps) {
  return (
    <nav
      aria-label="On this page"
      className="text-xs lg:sticky lg:top-[calc(var(--header-height)+1.5rem)] lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto"
    >
      <p className="caption mb-1">On this page</p>
      <ul className="flex flex-wrap gap-x-4 lg:block">
        {entries.map(({ href, label, isSub }) => (
          <li key={href} className={isSub ? "lg:pl-3" : undefined}>
            <a href={href} className="inline-flex min-h-6 items-center text-ink-muted hover:text-ink hover:underline">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
