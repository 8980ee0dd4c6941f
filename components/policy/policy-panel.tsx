"use client";

import type { ReactNode } from "react";
import type { Parameter } from "#lib/metric/parameter";
import { formatCount } from "#lib/util/number-text";
import { type PolicyNumberGroup, writePolicyQuery } from "#lib/workbench/policy-view";
import { type VerdictMoves, writeSectorQuery } from "#lib/workbench/verdict-moves";
import { Button } from "@/components/ui/button";
import { MoveTable } from "@/components/verdict/move-table";
import { MovesHeadline, RestingHeadline } from "@/components/verdict/moves-headline";
import { SectorMovesList } from "@/components/verdict/sector-moves-list";
import { NarrowPolicyNumber } from "./policy-number";

/** What there is to move: a policy and what its numbers do. */
export interface MovablePolicy {
  /** What the policy is called: "policy version 2". */
  readonly name: string;
  /** Its numbers as published. */
  readonly groups: readonly PolicyNumberGroup[];
  /** What its numbers are now, by id; those that are not moved may be left out. */
  readonly values: Readonly<Record<string, number>>;
  /** How many of them are moved. */
  readonly movedCount: number;
  readonly view: VerdictMoves;
}

export interface PolicyPanelProps {
  /** Null where the data are not in the browser. */
  readonly policy: MovablePolicy | null;
  /** Why there is none; null while the data are on their way. */
  readonly problem: string | null;
  /** Whose verdicts are counted: "the index", "this list". */
  readonly counted: string;
  /** The scenario that both sides are under, in words; null without one. */
  readonly scenario: string | null;
  /** With each step of a handle. */
  readonly onMove: (parameter: Parameter, value: number) => void;
  /** When a handle rests: the number stands from now on. */
  readonly onRest: () => void;
  readonly onReset: () => void;
  /** Shows the companies of a query. */
  readonly onShow: (query: string) => void;
}

/** The numbers of the policy as handles, and which verdicts they change against the policy as published. */
export function PolicyPanel(props: PolicyPanelProps) {
  const { policy, problem, counted, scenario, onMove, onRest, onReset, onShow } = props;
  if (policy === null) {
    return (
      <div className="p-3">
        {problem === null ? (
          <RestingHeadline title="The data are on their way">
            The numbers can be moved as soon as they are here.
          </RestingHeadline>
        ) : (
          <RestingHeadline title="The numbers cannot be moved">{problem}</RestingHeadline>
        )}
      </div>
    );
  }
  const { name, groups, values, movedCount, view } = policy;
  const under = scenario === null ? null : `Both sides are under the scenario. ${scenario}.`;
  return (
    <div className="bg-inherit">
      <div className="sticky top-0 z-10 border-b bg-inherit p-3">
        {movedCount === 0 ? (
          <RestingHeadline title="As published">
            Judged by {name} with its own numbers. Move one to see who changes verdict. {under}
          </RestingHeadline>
        ) : (
          <MovesHeadline
            moves={view}
            counted={counted}
            compared={
              <>
                Against {name} as published. {under}
              </>
            }
            onShow={() => onShow(writePolicyQuery(null))}
            back={`Reset ${movedCount === 1 ? "the number" : `${formatCount(movedCount)} numbers`}`}
            onBack={onReset}
          />
        )}
      </div>
      <div className="p-3">
        <MoveTable
          moves={view.moves}
          before="published"
          caption="Companies by the verdict as published, in rows, and with the moved numbers, in columns"
          onShow={(move) => onShow(writePolicyQuery(move))}
        />
      </div>
      {groups.map(({ id, title, entries }) => (
        <NumberGroup key={id} title={title}>
          {entries.map(({ parameter, rules }) => (
            <NarrowPolicyNumber
              key={parameter.id}
              parameter={parameter}
              rules={rules}
              value={values[parameter.id] ?? parameter.value}
              onChange={(value) => onMove(parameter, value)}
              onRest={onRest}
            />
          ))}
        </NumberGroup>
      ))}
      <div className="border-t p-3">
        <SectorMovesList
          sectors={view.sectors}
          onShow={(sector) => onShow(writeSectorQuery(writePolicyQuery(null), sector))}
        />
        {movedCount === 0 ? null : (
          <Button size="sm" className="mt-3" onClick={onReset}>
            Reset all numbers
          </Button>
        )}
      </div>
    </div>
  );
}

function NumberGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="border-t pt-2 pb-1">
      <h3 className="px-3 text-sm">{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}
