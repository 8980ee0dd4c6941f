"use client";

import { type FormEvent, useState } from "react";
import { ParameterSlider } from "@/components/parameter/parameter-slider";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { AddressForm, Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RangeSlider } from "@/components/ui/range-slider";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { focusClass, Specimen } from "./specimen";

const cover = { id: "design_cover", label: "Least cover", format: "times", min: 0, max: 10, step: 0.1 } as const;

type Period = "year" | "quarter" | "month";

const periods = [
  { value: "year", label: "Years" },
  { value: "quarter", label: "Quarters" },
  { value: "month", label: "Months" },
] as const satisfies readonly { readonly value: Period; readonly label: string }[];

/** What is typed in. */
export function FieldSpecimens() {
  return (
    <>
      <Specimen label="Input">
        <Input aria-label="An input at rest" placeholder="A placeholder" className="max-w-44" />
        <Input aria-label="An input with the focus" defaultValue="Focus" className={`max-w-44 ${focusClass}`} />
        <Input aria-label="An input with a fault" aria-invalid defaultValue="At fault" className="max-w-44" />
        <Input aria-label="An input that is disabled" disabled defaultValue="Disabled" className="max-w-44" />
      </Specimen>
      <Specimen label="Sizes">
        <Input size="sm" aria-label="A small input" defaultValue="Small, 28 px" className="max-w-44" />
        <Input size="md" aria-label="A medium input" defaultValue="Medium, 32 px" className="max-w-44" />
        <Input size="lg" aria-label="A large input" defaultValue="Large, 40 px" className="max-w-44" />
      </Specimen>
      <Specimen label="Field" layout="stack">
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          <Field label="With a hint" hint="At most 80 letters.">
            <Input defaultValue="Covered industrials" />
          </Field>
          <Field label="With a fault" error="The name is taken. Choose another.">
            <Input defaultValue="Covered industrials" />
          </Field>
          <Field label="Of several lines">
            <Textarea rows={2} defaultValue="Refinanced in May, at 7.5%." />
          </Field>
        </div>
      </Specimen>
      <Specimen label="Select">
        <Select aria-label="A select at rest" className="w-44!" defaultValue="industrials">
          <option value="industrials">Industrials</option>
          <option value="energy">Energy</option>
        </Select>
        <Select aria-label="A select that is disabled" className="w-44!" disabled>
          <option>Disabled</option>
        </Select>
      </Specimen>
      <Specimen label="Select, small">
        <Select aria-label="A small select" size="sm" className="w-44!">
          <option>Policy version 2</option>
        </Select>
      </Specimen>
      <Specimen label="Form of an address" layout="stack">
        <AddressForm action="/design" submit="Find" className="flex max-w-sm gap-2">
          <Input aria-label="A text to find" name="find" />
        </AddressForm>
      </Specimen>
      <Specimen label="Form" layout="stack">
        <Form onSubmit={(event: FormEvent) => event.preventDefault()} className="flex max-w-sm gap-2">
          <Input aria-label="A text to send" name="text" />
          <SubmitButton variant="primary">Send</SubmitButton>
        </Form>
      </Specimen>
    </>
  );
}

/** What is chosen or moved. */
export function ChoiceSpecimens() {
  const [isChecked, setIsChecked] = useState(true);
  const [period, setPeriod] = useState<Period>("year");
  const [range, setRange] = useState<readonly [number, number]>([20, 70]);
  const [least, setLeast] = useState(2.5);
  const percent = (position: number) => `${position}%`;
  return (
    <>
      <Specimen label="Checkbox">
        <Checkbox label="Checked" checked={isChecked} onCheckedChange={setIsChecked} className="mr-4" />
        <Checkbox label="Not checked" defaultChecked={false} className="mr-4" />
        <Checkbox label="Some of them" indeterminate defaultChecked={false} className="mr-4" />
        <Checkbox label="Disabled" disabled defaultChecked className="mr-4" />
      </Specimen>
      <Specimen label="With a count" layout="stack">
        <Checkbox label="Industrials" detail="312" defaultChecked className="max-w-56" />
      </Specimen>
      <Specimen label="Segmented">
        <Segmented label="Periods of a specimen" value={period} onValueChange={setPeriod} options={periods} />
      </Specimen>
      <Specimen label="Range" layout="stack">
        <div className="max-w-80">
          <RangeSlider
            label="A range"
            min={0}
            max={100}
            value={range}
            onValueChange={setRange}
            formatPosition={percent}
          />
          <RangeSlider
            label="A range at rest"
            min={0}
            max={100}
            value={[30, 60]}
            onValueChange={() => undefined}
            formatPosition={percent}
            disabled
          />
        </div>
      </Specimen>
      <Specimen label="Parameter" layout="stack">
        <div className="max-w-80">
          <ParameterSlider parameter={cover} value={least} own={2} onChange={setLeast} />
        </div>
      </Specimen>
    </>
  );
}
