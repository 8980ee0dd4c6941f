"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { writeCookie } from "@/components/ui/write-cookie";
import { type Theme, themeCookie } from "./theme";

const icons = { system: Monitor, light: Sun, dark: Moon } as const;
const names = { system: "As the device", light: "Light", dark: "Dark" } as const;

function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  writeCookie(themeCookie, theme);
}

export function ThemeSwitch({ initialTheme }: { readonly initialTheme: Theme }) {
  const [theme, setTheme] = useState(initialTheme);
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
        onValueChange={(next) => {
          setTheme(next);
          applyTheme(next);
        }}
        options={[
          { value: "system", label: names.system },
          { value: "light", label: names.light },
          { value: "dark", label: names.dark },
        ]}
      />
    </Menu>
  );
}
