import { formatCount } from "#lib/util/number-text";
import { Notice } from "@/components/ui/notice";

/** Says above the table that its rows are not the result. The count beside the result leads back to that. */
export function UnknownNotice({ unknown }: { readonly unknown: number }) {
  const isOne = unknown === 1;
  return (
    <Notice
      tone="notice"
      className="m-3"
      title={`Listed: the ${isOne ? "company" : `${formatCount(unknown)} companies`} that the filter cannot judge`}
    >
      {isOne ? "It lacks" : "Each lacks"} a number that the filter asks for, and so neither passes nor fails. The marks
      in the table say why a number is missing.
    </Notice>
  );
}
