"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuChoice } from "@/components/ui/menu";
import type { Theme } from "./theme";
import { setTheme, useTheme } from "./use-theme";

const icons = { system: Monitor, light: Sun, dark: Moon } as const;
const names = { system: "As the device", light: "Light", dark: "Dark" } as const;

export function ThemeSwitch({ initialTheme }: { readonly initialTheme: Theme }) {
  const theme = useTheme(initialTheme);
  const Icon = icons[theme];
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={`Theme: ${names[theme].toLowerCase()}`}>
          <Icon size={16} aria-hidden />
        </IconButton>
      }
    >
      <MenuChoice
        label="Theme"
        value={theme}
        onValueChange={setTheme}
        options={[
          { value: "system", label: names.system },
          { value: "light", label: names.light },
          { value: "dark", label: names.dark },
        ]}
      />
    </Menu>
  );
}
