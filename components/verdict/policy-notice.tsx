interface PolicyNoticeProps {
  /** Which policy judged, in words. */
  readonly judgedBy: string;
  readonly onLeave: () => void;
}

/** Says that the verdicts are those of another policy than the usual one, and leads back to that. */
export function PolicyNotice({ judgedBy, onLeave }: PolicyNoticeProps) {
  return (
    <p className="border-b bg-accent-soft px-3 py-1 text-xs md:px-4">
      Verdicts of this screen alone. {judgedBy}.{" "}
      <button type="button" onClick={onLeave} className="link">
        Back to the policy as it is
      </button>
    </p>
  );
}
