"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { joinClasses } from "@/components/ui/class-names";
import { navEntries } from "./nav-entries";
import { useNavHref } from "./use-nav-href";

export function isCurrentPath(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}

/** The main pages, in a line. */
export function SiteNav() {
  const pathname = usePathname();
  const getHref = useNavHref();
  return (
    <nav aria-label="Main" className="hidden h-full items-stretch lg:flex">
      {navEntries.map((entry) => {
        const isCurrent = isCurrentPath(pathname, entry.href);
        return (
          <Link
            key={entry.href}
            href={getHref(entry)}
            prefetch={false}
            aria-current={isCurrent ? "page" : undefined}
            className={joinClasses(
              "relative flex items-center px-2.5 text-sm whitespace-nowrap -outline-offset-3",
              isCurrent
                ? "font-medium text-ink after:absolute after:inset-x-2.5 after:bottom-0 after:h-0.5 after:bg-accent"
                : "text-ink-muted hover:text-ink",
            )}
          >
            {entry.label}
          </Link>
        );
      })}
    </nav>
  );
}
