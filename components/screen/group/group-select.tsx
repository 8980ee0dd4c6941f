import { type Grouping, groupings } from "#lib/workbench/grouping";
import { Select } from "@/components/ui/select";

interface GroupSelectProps {
  readonly grouping: Grouping | null;
  readonly onChange: (grouping: Grouping | null) => void;
}

const labels: Readonly<Record<Grouping, string>> = {
  sector: "By sector",
  industry: "By industry",
  verdict: "By verdict",
  size: "By size",
};

/** Lists the companies, or what they have in common. */
export function GroupSelect({ grouping, onChange }: GroupSelectProps) {
  return (
    <Select
      size="sm"
      aria-label="Companies or groups"
      value={grouping ?? ""}
      onChange={({ target: { value } }) => onChange(groupings.find((each) => each === value) ?? null)}
      className="w-auto!"
    >
      <option value="">Companies</option>
      {groupings.map((each) => (
        <option key={each} value={each}>
          {labels[each]}
        </option>
      ))}
    </Select>
  );
}
