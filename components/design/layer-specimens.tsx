"use client";

import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Drawer } from "@/components/ui/drawer";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import {
  AnchoredMenu,
  Menu,
  MenuCheck,
  MenuChoice,
  MenuHeading,
  MenuItem,
  MenuLink,
  MenuSeparator,
} from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { showToast } from "@/components/ui/toast";
import { Specimen } from "./specimen";

/** Whatever lies over the page. */
export function LayerSpecimens() {
  return (
    <>
      <Specimen label="Menu">
        <MenuSpecimen />
        <AnchoredSpecimen />
      </Specimen>
      <Specimen label="Popover">
        <Popover trigger={<Button>Open a popover</Button>} label="A popover" className="w-64 p-3">
          <Field label="A field" hint="It has the focus when the popover opens.">
            <Input defaultValue="Selected" />
          </Field>
        </Popover>
      </Specimen>
      <Specimen label="Dialog">
        <Dialog
          title="A dialog"
          description="It asks for one thing, and says what will happen."
          trigger={<Button>Open a dialog</Button>}
        >
          <Field label="A name">
            <Input defaultValue="Covered industrials" />
          </Field>
          <DialogActions>
            <DialogClose render={<Button>Cancel</Button>} />
            <DialogClose render={<Button variant="primary">Save</Button>} />
          </DialogActions>
        </Dialog>
      </Specimen>
      <Specimen label="Drawer">
        <Drawer
          title="A drawer"
          description="From the right, over the page"
          trigger={<Button>Open a drawer</Button>}
          footer={<Button variant="primary">Done</Button>}
        >
          <p className="text-sm text-ink-muted">What is beside the page, and does not lead away from it.</p>
        </Drawer>
        <Drawer title="A drawer" side="left" trigger={<Button>Open it from the left</Button>}>
          <p className="text-sm text-ink-muted">The menu of a phone.</p>
        </Drawer>
      </Specimen>
      <Specimen label="Toast">
        <Button onClick={() => showToast({ title: "Saved", detail: "The screen is among yours." })}>
          Say it is done
        </Button>
        <Button
          onClick={() =>
            showToast({ title: "Not saved", tone: "problem", action: { label: "Again", onPress: () => undefined } })
          }
        >
          Say it failed
        </Button>
      </Specimen>
      <Specimen label="Tooltip">
        <Button title="The browser's own, for what the label says in short">Rest the pointer here</Button>
      </Specimen>
      <Specimen label="Keys">
        <Kbd>/</Kbd>
        <Kbd>Ctrl K</Kbd>
        <Kbd>Esc</Kbd>
        <Kbd>↓</Kbd>
      </Specimen>
    </>
  );
}

type Height = "compact" | "normal";

function MenuSpecimen() {
  const [isShown, setIsShown] = useState(true);
  const [height, setHeight] = useState<Height>("normal");
  return (
    <Menu trigger={<Button>Open a menu</Button>}>
      <MenuHeading>A heading</MenuHeading>
      <MenuItem icon={<Download />} detail="Ctrl S">
        An entry
      </MenuItem>
      <MenuItem disabled>Disabled</MenuItem>
      <MenuLink render={<a href="#charts">To the charts</a>}>To the charts</MenuLink>
      <MenuSeparator />
      <MenuCheck isChecked={isShown} onSelect={() => setIsShown(!isShown)} detail="12">
        Ticked or not
      </MenuCheck>
      <MenuSeparator />
      <MenuChoice
        label="One of two"
        value={height}
        onValueChange={setHeight}
        options={[
          { value: "compact", label: "Compact" },
          { value: "normal", label: "Normal" },
        ]}
      />
      <MenuSeparator />
      <MenuItem tone="danger" icon={<Trash2 />}>
        Delete
      </MenuItem>
    </Menu>
  );
}

/** One menu beside whichever button was pressed. */
function AnchoredSpecimen() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      {["Row 1", "Row 2"].map((row) => (
        <Button key={row} variant="quiet" aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
          {row}
        </Button>
      ))}
      <AnchoredMenu anchor={anchor} onClose={() => setAnchor(null)}>
        <MenuItem>One menu for many rows</MenuItem>
      </AnchoredMenu>
    </>
  );
}
