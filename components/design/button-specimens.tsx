import { Bookmark, ChevronDown, RotateCcw, X } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { getButtonClass } from "@/components/ui/button-class";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { focusClass, Specimen } from "./specimen";

const variants = ["primary", "secondary", "quiet", "danger"] as const;
const tones = ["neutral", "accent", "notice", "danger"] as const;

/** Every button in every state that is not the pointer's. */
export function ButtonSpecimens() {
  return (
    <>
      {variants.map((variant) => (
        <Specimen key={variant} label={variant}>
          <Button variant={variant}>Rest</Button>
          <Button variant={variant} disabled>
            Disabled
          </Button>
          <Button variant={variant} isBusy>
            Busy
          </Button>
          <Button variant={variant} className={focusClass}>
            Focus
          </Button>
          {variant === "secondary" || variant === "quiet" ? (
            <Button variant={variant} aria-pressed>
              Pressed
            </Button>
          ) : null}
        </Specimen>
      ))}
      <Specimen label="Sizes">
        <Button size="sm">Small, 28 px</Button>
        <Button size="md">Medium, 32 px</Button>
        <Button size="lg">Large, 40 px</Button>
      </Specimen>
      <Specimen label="With an icon">
        <Button>
          <Bookmark size={14} aria-hidden />
          Save
        </Button>
        <Button>
          Columns
          <ChevronDown size={14} aria-hidden />
        </Button>
        <a href="#buttons" className={getButtonClass("secondary")}>
          To the buttons
        </a>
      </Specimen>
      <Specimen label="Icon buttons">
        <IconButton label="Close">
          <X size={16} aria-hidden />
        </IconButton>
        <IconButton label="Close, outlined" variant="outline">
          <X size={16} aria-hidden />
        </IconButton>
        <IconButton label="Close, disabled" variant="outline" disabled>
          <X size={16} aria-hidden />
        </IconButton>
        <IconButton label="Close, with the focus" variant="outline" className={focusClass}>
          <X size={16} aria-hidden />
        </IconButton>
        <IconButton label="Keep" variant="outline" aria-pressed>
          <Bookmark size={16} aria-hidden />
        </IconButton>
      </Specimen>
      <Specimen label="Icon buttons, small">
        <IconButton label="Reset" size="sm">
          <RotateCcw size={13} aria-hidden />
        </IconButton>
        <IconButton label="Reset, outlined" size="sm" variant="outline">
          <RotateCcw size={13} aria-hidden />
        </IconButton>
      </Specimen>
    </>
  );
}

/** Short labels of a state, and statements that a reader should not miss. */
export function NoticeSpecimens() {
  return (
    <>
      <Specimen label="Badges">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
      </Specimen>
      <Specimen label="Info" layout="stack">
        <Notice title="Sample data" actions={<Button size="sm">Do this</Button>}>
          The companies are fictional.
        </Notice>
      </Specimen>
      <Specimen label="Notice" layout="stack">
        <Notice tone="notice" title="The figures are 94 days old">
          Newer filings may change a verdict.
        </Notice>
      </Specimen>
      <Specimen label="Danger" layout="stack">
        <Notice tone="danger" title="The screen could not be saved">
          The name is taken. Choose another.
        </Notice>
      </Specimen>
    </>
  );
}
