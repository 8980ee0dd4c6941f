"use client";

import { CircleUser } from "lucide-react";
import Link from "next/link";
import { useTransition } from "react";
import { getButtonClass } from "@/components/ui/button-class";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuHeading, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";

export interface AccountMenuProps {
  /** Null: nobody is signed in. "unknown": somebody may be, and the database cannot tell who. */
  readonly user: { readonly email: string } | null | "unknown";
  readonly signOut: () => Promise<void>;
}

export function AccountMenu({ user, signOut }: AccountMenuProps) {
  const [isPending, startTransition] = useTransition();
  if (user === null) {
    return (
      <Link href="/sign-in" prefetch={false} className={getButtonClass("secondary", "sm")}>
        Sign in
      </Link>
    );
  }
  if (user === "unknown") return <span className="text-xs text-ink-faint">Accounts are away</span>;
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label="Account" disabled={isPending}>
          <CircleUser size={18} aria-hidden />
        </IconButton>
      }
    >
      <MenuHeading>{user.email}</MenuHeading>
      <MenuSeparator />
      <MenuLink render={<Link href="/account" prefetch={false} />}>Account</MenuLink>
      <MenuLink render={<Link href="/watchlists" prefetch={false} />}>Watchlists</MenuLink>
      <MenuLink render={<Link href="/screens" prefetch={false} />}>Saved screens</MenuLink>
      <MenuLink render={<Link href="/policies" prefetch={false} />}>Your policies</MenuLink>
      <MenuSeparator />
      <MenuItem onSelect={() => startTransition(signOut)}>Sign out</MenuItem>
    </Menu>
  );
}
