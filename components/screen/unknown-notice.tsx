import { formatCount } from "#lib/util/number-text";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

export interface UnknownNoticeProps {
  readonly unknown: number;
  readonly onLeave: () => void;
}

/** Says above the table that its rows are not the result. */
export function UnknownNotice({ unknown, onLeave }: UnknownNoticeProps) {
  const isOne = unknown === 1;
  return (
    <Notice
      tone="notice"
      className="m-3"
      title={`${isOne ? "The company" : `The ${formatCount(unknown)} companies`} that the filter cannot judge`}
      actions={
        <Button size="sm" onClick={onLeave}>
          Back to those that pass
        </Button>
      }
    >
      {isOne ? "It lacks" : "Each lacks"} a number that the filter asks for, so that{" "}
      {isOne ? "it neither passes" : "none of them passes"} {isOne ? "nor fails" : "or fails"}. The marks in the table
      say why a number is missing.
    </Notice>
  );
}
