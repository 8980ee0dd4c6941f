import { AxeBuilder } from "@axe-core/playwright";
import axe from "axe-core";
import type { Page } from "playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Axe reads the colours of each element behind each text, the same few of a page some ten thousand times, and for that
 * converts them from text. It does so once for each text of a colour here; what it cannot read it tries again each time.
 */
const rememberColours = `(() => {
  const { prototype } = axe.commons.color.Color;
  const { parseString } = prototype;
  const known = new Map();
  prototype.parseString = function (text) {
    const colour = known.get(text);
    if (colour !== undefined) return Object.assign(this, colour);
    parseString.call(this, text);
    const { r, g, b, alpha } = this;
    known.set(text, { r, g, b, alpha });
    return this;
  };
})();`;

/**
 * Axe keeps the fields of a colour in weak maps, as is done for browsers without private fields. To fill them, for the
 * hundred thousand colours of a page, took a third of its time. Here the colour holds them itself.
 */
const keepFields = `class FieldKeeper {
  key = Symbol();
  has(owner) { return this.key in owner; }
  get(owner) { return owner[this.key]; }
  set(owner, value) { owner[this.key] = value; }
  add(owner) { owner[this.key] = true; }
}`;

const axeSource = `(() => {
  ${keepFields}
  ${axe.source.replaceAll(/(?<=\b_\w+ = )new Weak(?:Map|Set)\(\)/g, "new FieldKeeper()")}
  ${rememberColours}
})();`;

/**
 * Axe on a page, with every rule. It judges the whole page in one step. The other way, for frames of other sites, which
 * there are none of, writes down where each element is that passes a rule, and takes half as long again.
 */
export function createAxe(page: Page): AxeBuilder {
  return new AxeBuilder({ page, axeSource }).setLegacyMode(true);
}

/** The rules whose answer hangs on colours, and so on the theme. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** Where a layer is open the library keeps the focus in it by elements that hand it on at once, and hides them from readers. */
const focusGuard = "[data-base-ui-focus-guard]";

/**
 * The rules of WCAG 2.2 AA that a page breaks, each with the elements that do: all rules, or those of colours for the
 * second theme of a page. What is broken alone is described: the rest is some ten thousand elements a page.
 */
export async function findViolations(page: Page, rules: "all" | "colours" = "all"): Promise<string[]> {
  const axe = createAxe(page)
    .options({ resultTypes: ["violations"] })
    .exclude(focusGuard);
  const { violations } = await (rules === "all" ? axe.withTags(tags) : axe.withRules(colourRules)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
