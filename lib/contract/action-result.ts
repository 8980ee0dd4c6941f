/** What a server action tells the form that called it. */
export type ActionResult<Value = null> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      /** A sentence for the person. */
      readonly message: string;
      /** What is wrong with a field, by its name. */
      readonly fields: Readonly<Record<string, string>>;
      /** True when the person must sign in (again) first. */
      readonly signIn: boolean;
    };
