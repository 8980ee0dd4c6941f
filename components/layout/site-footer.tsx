import { NavLink } from "./nav-link";

/** What the reader must know of the data, at the end of every page. */
export function SiteFooter({ isSample }: { readonly isSample: boolean }) {
  return (
    <footer className="sticky top-[100dvh] border-t px-4 py-6 text-xs text-ink-muted">
      <div className="mx-auto flex max-w-[calc(var(--page-width)-3rem)] flex-col gap-2 md:flex-row md:justify-between md:gap-8">
        <p className="max-w-2xl text-pretty">
          {isSample
            ? "The companies shown are fictional and generated; any likeness to a real one is chance. "
            : "The constituents are the holdings of the iShares Russell 2000 ETF (IWM), used as a proxy for the index, whose membership is licensed. "}
          A verdict is evidence about solvency and earnings quality, not advice to buy or sell.
        </p>
        <p className="flex shrink-0 flex-wrap gap-x-4 gap-y-2">
          <NavLink to="/methodology">How verdicts are made</NavLink>
          <NavLink to="/evidence">What they were worth</NavLink>
          <NavLink to="/data">Where the data come from</NavLink>
        </p>
      </div>
    </footer>
  );
}
