"use client";

import { Tabs as Primitive } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { joinClasses } from "./class-names";

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly { readonly value: string; readonly label: ReactNode; readonly content: ReactNode }[];
  readonly defaultValue?: string;
  readonly className?: string;
}

export function Tabs({ label, tabs, defaultValue, className }: TabsProps) {
  return (
    <Primitive.Root defaultValue={defaultValue ?? tabs[0]?.value} className={joinClasses(className)}>
      <Primitive.List aria-label={label} className="relative flex gap-1 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Primitive.Tab
            key={tab.value}
            value={tab.value}
            className="h-8 px-2.5 text-sm whitespace-nowrap text-ink-muted -outline-offset-2 hover:text-ink data-active:font-medium data-active:text-ink"
          >
            {tab.label}
          </Primitive.Tab>
        ))}
        <Primitive.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-[translate,width] duration-150" />
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Panel key={tab.value} value={tab.value} className="pt-4">
          {tab.content}
        </Primitive.Panel>
      ))}
    </Primitive.Root>
  );
}
