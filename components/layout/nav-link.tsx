"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { navEntries } from "./nav-entries";
import { useNavHref } from "./use-nav-href";

export interface NavLinkProps {
  /** The path of a page of the main navigation. */
  readonly to: string;
  readonly children: ReactNode;
}

/** A link in a sentence to a page of the main navigation, which keeps day and policy as the navigation does. */
export function NavLink({ to, children }: NavLinkProps) {
  const getHref = useNavHref();
  const entry = navEntries.find(({ href }) => href === to);
  return (
    <Link href={entry === undefined ? to : getHref(entry)} prefetch={false} className="link">
      {children}
    </Link>
  );
}
