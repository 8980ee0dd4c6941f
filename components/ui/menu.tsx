"use client";

import { Menu as Primitive } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { joinClasses } from "./class-names";
import { layerMark } from "./layer";

interface MenuShape {
  readonly align?: "start" | "center" | "end";
  readonly className?: string;
  readonly children: ReactNode;
}

export interface MenuProps extends MenuShape {
  readonly trigger: ReactElement;
  /** How far below the trigger it opens, in pixels, where something between must stay in sight. */
  readonly offsetPx?: number;
}

export function Menu({ trigger, ...shape }: MenuProps) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger render={trigger} />
      <MenuPopup {...shape} />
    </Primitive.Root>
  );
}

export interface AnchoredMenuProps extends MenuShape {
  /** The element it opens beside, to which the focus returns; null: closed. */
  readonly anchor: HTMLElement | null;
  readonly onClose: () => void;
}

/** One menu for many buttons: a long list then carries no menu of its own in each row. */
export function AnchoredMenu({ anchor, onClose, ...shape }: AnchoredMenuProps) {
  return (
    <Primitive.Root
      modal={false}
      open={anchor !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <MenuPopup {...shape} anchor={anchor} />
    </Primitive.Root>
  );
}

function MenuPopup({
  align = "start",
  className,
  children,
  anchor,
  offsetPx = 5,
}: MenuShape & { readonly anchor?: HTMLElement | null; readonly offsetPx?: number | undefined }) {
  return (
    <Primitive.Portal>
      <Primitive.Positioner
        align={align}
        sideOffset={offsetPx}
        collisionPadding={8}
        className="z-50 outline-none"
        {...(anchor === undefined ? {} : { anchor })}
      >
        <Primitive.Popup
          {...layerMark}
          className={joinClasses("pop max-h-(--available-height) min-w-44 overflow-y-auto py-1", className)}
          {...(anchor ? { finalFocus: () => anchor } : {})}
        >
          {children}
        </Primitive.Popup>
      </Primitive.Positioner>
    </Primitive.Portal>
  );
}

const itemClass =
  "flex min-h-7 w-full cursor-default items-center gap-2 px-3 py-1 text-left text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover";

export interface MenuItemProps {
  readonly onSelect?: () => void;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
  readonly tone?: "normal" | "danger";
  readonly detail?: ReactNode;
  /** The menu stays open, for what is pressed several times. */
  readonly staysOpen?: boolean;
  readonly children: ReactNode;
}

export function MenuItem({
  onSelect,
  icon,
  disabled,
  tone = "normal",
  detail,
  staysOpen = false,
  children,
}: MenuItemProps) {
  return (
    <Primitive.Item
      onClick={() => onSelect?.()}
      disabled={disabled}
      closeOnClick={!staysOpen}
      className={joinClasses(itemClass, tone === "danger" && "text-danger")}
    >
      {icon ? (
        <span aria-hidden className="text-ink-faint [&_svg]:size-3.5">
          {icon}
        </span>
      ) : null}
      <span className="min-w-0 flex-1">{children}</span>
      {detail ? <span className="pl-4 text-xs text-ink-faint">{detail}</span> : null}
    </Primitive.Item>
  );
}

export interface MenuCheckProps {
  readonly isChecked: boolean;
  readonly onSelect: () => void;
  readonly disabled?: boolean;
  readonly detail?: ReactNode;
  readonly children: ReactNode;
}

/** An entry that is ticked or not; the menu stays open. */
export function MenuCheck({ isChecked, onSelect, disabled, detail, children }: MenuCheckProps) {
  return (
    <Primitive.CheckboxItem
      checked={isChecked}
      onCheckedChange={() => onSelect()}
      disabled={disabled}
      closeOnClick={false}
      className={itemClass}
    >
      <span className="grid size-3.5 place-items-center text-accent">
        <Primitive.CheckboxItemIndicator>
          <Check size={14} aria-hidden />
        </Primitive.CheckboxItemIndicator>
      </span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {detail ? <span className="pl-4 text-xs text-ink-faint">{detail}</span> : null}
    </Primitive.CheckboxItem>
  );
}

/** An entry that leads somewhere: `render` is the link element. */
export function MenuLink({ render, children }: { readonly render: ReactElement; readonly children: ReactNode }) {
  return (
    <Primitive.LinkItem render={render} className={itemClass} closeOnClick>
      {children}
    </Primitive.LinkItem>
  );
}

export interface MenuChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
}

/** One of several, with a heading. */
export function MenuChoice<Value extends string>({ label, value, onValueChange, options }: MenuChoiceProps<Value>) {
  return (
    <Primitive.Group>
      <Primitive.GroupLabel className="caption px-3 py-1">{label}</Primitive.GroupLabel>
      <Primitive.RadioGroup value={value} onValueChange={(next) => onValueChange(next as Value)}>
        {options.map((option) => (
          <Primitive.RadioItem key={option.value} value={option.value} closeOnClick className={itemClass}>
            <span className="grid size-3.5 place-items-center text-accent">
              <Primitive.RadioItemIndicator>
                <Check size={14} aria-hidden />
              </Primitive.RadioItemIndicator>
            </span>
            {option.label}
          </Primitive.RadioItem>
        ))}
      </Primitive.RadioGroup>
    </Primitive.Group>
  );
}

export function MenuSeparator() {
  return <Primitive.Separator className="my-1 h-px bg-line" />;
}

export function MenuHeading({ children }: { readonly children: ReactNode }) {
  return <div className="caption px-3 py-1">{children}</div>;
}
