import { Keyboard, Link2, ListPlus, LogIn, LogOut, SunMoon } from "lucide-react";
import { runShortcut } from "@/components/key/use-shortcuts";
import { parseTheme, type Theme } from "@/components/layout/theme";
import { setTheme } from "@/components/layout/use-theme";
import { showToast } from "@/components/ui/toast";
import type { SearchAction } from "./list-groups";
import type { SearchTarget } from "./search-item";

export interface ActionPlace {
  readonly isSignedIn: boolean;
  /** Where the visitor is, to come back to after signing in. */
  readonly address: string;
  readonly signOut: () => void;
  readonly openNewWatchlist: () => void;
}

const themeLabels: Readonly<Record<Theme, string>> = {
  light: "Use the light theme",
  dark: "Use the dark theme",
  system: "Use the theme of the device",
};

/** What can be done from every page, but for what is so already. */
export function listActions({ isSignedIn, address, signOut, openNewWatchlist }: ActionPlace): readonly SearchAction[] {
  const theme = parseTheme(document.documentElement.dataset["theme"]);
  const signIn = { href: `/sign-in?return=${encodeURIComponent(address)}` };
  return [
    action(
      "new_watchlist",
      "New watchlist",
      "create add list",
      <ListPlus />,
      isSignedIn ? { run: openNewWatchlist } : signIn,
    ),
    action("copy_link", "Copy the link to this page", "share address url", <Link2 />, { run: copyLink }),
    ...(["light", "dark", "system"] as const)
      .filter((each) => each !== theme)
      .map((each) =>
        action(`theme_${each}`, themeLabels[each], "switch colours appearance mode night day", <SunMoon />, {
          run: () => setTheme(each),
        }),
      ),
    action("keys", "Show the keys", "keyboard shortcuts help", <Keyboard />, { run: () => runShortcut("?") }),
    isSignedIn
      ? action("sign_out", "Sign out", "log out leave account", <LogOut />, { run: signOut })
      : action("sign_in", "Sign in", "log in account register sign up", <LogIn />, signIn),
  ];
}

function action(
  id: string,
  label: string,
  aliases: string,
  icon: SearchAction["item"]["icon"],
  target: SearchTarget,
): SearchAction {
  return {
    label,
    aliases,
    item: { key: `action ${id}`, label, detail: null, icon, company: null, target, recent: null },
  };
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    showToast({ title: "Link copied" });
  } catch {
    showToast({
      title: "The link was not copied",
      detail: "The browser does not allow it here. Copy it from the address bar.",
      tone: "problem",
    });
  }
}
