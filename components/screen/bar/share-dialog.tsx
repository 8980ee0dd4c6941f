"use client";

import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** The link to be copied by hand, where the clipboard is out of reach. */
export function ShareDialog({ link, onClose }: { readonly link: string; readonly onClose: () => void }) {
  return (
    <Dialog
      title="Link to this screen"
      description="It shows these rows on these data, also when newer data arrive."
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      width="md"
    >
      <Field label="Link">
        <Input readOnly value={link} onFocus={(event) => event.currentTarget.select()} className="font-mono" />
      </Field>
    </Dialog>
  );
}
