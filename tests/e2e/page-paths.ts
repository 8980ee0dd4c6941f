import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const app = join(import.meta.dirname, "../../app");

/** The address of every page that needs nothing but its address; `/` leads to another one. */
export const pagePaths: readonly string[] = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("page.tsx") && !file.includes("["))
  .map((file) => `/${dirname(file).replaceAll(/\(\w+\)\/?/g, "")}`)
  .filter((path) => path !== "/")
  .sort();
