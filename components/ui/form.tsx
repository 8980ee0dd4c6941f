"use client";

import type { ComponentProps, ReactNode } from "react";
import { Button, type ButtonProps } from "./button";
import { useLive } from "./use-live";

/**
 * A form that scripts send. It names POST all the same: sent by the browser itself, by whatever way, what was typed must
 * never come to stand in the address (U-6).
 */
export function Form(props: Omit<ComponentProps<"form">, "method" | "action">) {
  return <form {...props} method="post" />;
}

export interface AddressFormProps extends Omit<ComponentProps<"form">, "method" | "action"> {
  /** The path whose parameters the fields become. */
  readonly action: string;
  /** What the button that sends it says. */
  readonly submit: ReactNode;
}

/** A form that leads to an address: for what may stand in one, such as a text to look for, and works without scripts. */
export function AddressForm({ submit, children, ...rest }: AddressFormProps) {
  return (
    <form {...rest} method="get">
      {children}
      <Button type="submit">{submit}</Button>
    </form>
  );
}

/**
 * The button that sends a form. It rests until the scripts run that send it, and so does Enter in a field; a page whose
 * scripts do not come says so after some seconds.
 */
export function SubmitButton({ disabled, className, ...props }: Omit<ButtonProps, "type">) {
  const isLive = useLive();
  return (
    <>
      <Button {...props} type="submit" disabled={disabled || !isLive} className={className} />
      {isLive ? null : (
        <p className="needs-scripts text-xs text-notice">
          This form needs the scripts of the page, which have not run. Load the page again, or allow its scripts.
        </p>
      )}
    </>
  );
}
