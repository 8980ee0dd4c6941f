import type { Metadata } from "next";
import { ButtonSpecimens, NoticeSpecimens } from "@/components/design/button-specimens";
import { ChartSpecimens } from "@/components/design/chart-specimens";
import { ColourTable } from "@/components/design/colour-table";
import { ChoiceSpecimens, FieldSpecimens } from "@/components/design/field-specimens";
import { LayerSpecimens } from "@/components/design/layer-specimens";
import { MissingSpecimens, VerdictSpecimens } from "@/components/design/mark-specimens";
import { StateSpecimens } from "@/components/design/state-specimens";
import { TableSpecimens } from "@/components/design/table-specimens";
import { SpaceSpecimens, TypeSpecimens } from "@/components/design/type-specimens";
import { Page, PageSection } from "@/components/layout/page";
import { Contents } from "@/components/methodology/contents";

export const metadata: Metadata = { title: "Design", robots: { index: false, follow: false } };

const sections = [
  { id: "type", title: "Type", content: <TypeSpecimens /> },
  { id: "space", title: "Space and radius", content: <SpaceSpecimens /> },
  { id: "colours", title: "Colours", content: <ColourTable /> },
  { id: "verdicts", title: "Verdicts and rules", content: <VerdictSpecimens /> },
  { id: "missing", title: "Missing numbers", content: <MissingSpecimens /> },
  { id: "buttons", title: "Buttons", content: <ButtonSpecimens /> },
  { id: "fields", title: "Fields", content: <FieldSpecimens /> },
  { id: "choices", title: "Choices and sliders", content: <ChoiceSpecimens /> },
  { id: "notices", title: "Badges and notices", content: <NoticeSpecimens /> },
  { id: "layers", title: "Over the page", content: <LayerSpecimens /> },
  { id: "states", title: "Empty, failed, loading", content: <StateSpecimens /> },
  { id: "tables", title: "Tables", content: <TableSpecimens /> },
  { id: "charts", title: "Charts", content: <ChartSpecimens /> },
] as const;

/** Every primitive in every state: what a change of one looks like, in one place. It needs no data. */
export default function DesignPage() {
  return (
    <Page
      width="wide"
      title="Design"
      lead="Every part that pages are made of, in every state. What stands here is the part itself, no picture of it."
    >
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <Contents entries={sections.map(({ id, title }) => ({ href: `#${id}`, label: title }))} />
        <div className="min-w-0">
          {sections.map(({ id, title, content }) => (
            <PageSection key={id} id={id} title={title}>
              {content}
            </PageSection>
          ))}
        </div>
      </div>
    </Page>
  );
}
