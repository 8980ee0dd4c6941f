"use client";

import { Menu as MenuIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuLink } from "@/components/ui/menu";
import { navEntries } from "./nav-entries";
import { isCurrentPath } from "./site-nav";
import { useNavHref } from "./use-nav-href";

/** The main pages as a menu, where the line does not fit. */
export function NavMenu() {
  const pathname = usePathname();
  const getHref = useNavHref();
  return (
    <Menu
      trigger={
        <IconButton label="Pages" className="lg:hidden">
          <MenuIcon size={18} aria-hidden />
        </IconButton>
      }
    >
      {navEntries.map((entry) => (
        <MenuLink
          key={entry.href}
          render={
            <Link
              href={getHref(entry)}
              prefetch={false}
              aria-current={isCurrentPath(pathname, entry.href) ? "page" : undefined}
              className="aria-[current=page]:font-medium"
            />
          }
        >
          {entry.label}
        </MenuLink>
      ))}
    </Menu>
  );
}
