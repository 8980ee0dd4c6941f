import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly privileged?: boolean;
  readonly pids_limit?: number;
  readonly mem_limit?: string;
  readonly cpus?: number;
  readonly restart?: string;
  readonly logging?: { readonly driver: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly configs?: readonly { readonly source: string }[];
}

interface Composition {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly configs: Readonly<Record<string, { readonly file?: string; readonly content?: string }>>;
}

const projectRoot = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(projectRoot, path), "utf8");
const text = read("compose.yaml");
const { services, networks, configs } = parse(text, { merge: true }) as Composition;
const dockerfile = read("Dockerfile");

describe.each(Object.entries(services))("the service %s", (name, service) => {
  test("cannot write to its root, gain a right or take all of the machine", () => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(["ALL"]);
    expect(service.cap_add).toBeUndefined();
    expect(service.privileged).toBeUndefined();
    expect(service.security_opt).toContain("no-new-privileges:true");
    expect(service.pids_limit).toBeGreaterThan(0);
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.cpus).toBeGreaterThan(0);
    for (const each of service.tmpfs ?? []) expect(each).toMatch(/^\/[\w/]+:size=\d+m,mode=1777$/);
  });

  test("does not run as root", () => {
    const user = service.image === "ballast" ? /^USER (\w+)$/m.exec(dockerfile)?.[1] : service.user;
    expect(user).toMatch(/^[a-z]+$/);
    expect(user).not.toBe("root");
  });

  test("is started again when it ends by itself, and its log does not grow without end", () => {
    expect(service.restart).toBe(name === "prepare" ? "on-failure:3" : "unless-stopped");
    expect(service.logging?.driver).toBe("local");
  });

  test("has no secret that somebody else could know", () => {
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD/.test(variable)) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
      if (/SECRET/.test(variable)) expect(value).toMatch(/^\$\{\w+:-\}$/);
      // A password within an address would have to be encoded.
      expect(value).not.toMatch(/:\/\/.*PASSWORD/);
    }
  });

  test("reads files that are there, since Compose writes none into a root that is read-only", () => {
    for (const { source } of service.configs ?? []) {
      const { file, content } = configs[source] ?? {};
      expect(content).toBeUndefined();
      expect(read(file ?? "")).not.toBe("");
    }
  });
});

test("no service is reached from outside but the balancer, and that from this machine unless told otherwise", () => {
  const open = Object.entries(services).filter(([, { ports }]) => ports !== undefined);
  expect(open.map(([name]) => name)).toEqual(["balancer"]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the words of the file, which Compose fills in.
  expect(services["balancer"]?.ports).toEqual(["${BIND:-127.0.0.1}:${PORT:-8080}:8080"]);
});

test("the database is reached by the application alone, and reaches nothing", () => {
  expect(services["postgres"]?.networks).toEqual(["inside"]);
  expect(networks["inside"]?.internal).toBe(true);
  expect(services["balancer"]?.networks).not.toContain("inside");
});

test("the application writes to a volume that is its home, and to /tmp", () => {
  const home = /BALLAST_HOME=(\S+)/.exec(dockerfile)?.[1];
  for (const { image, volumes, tmpfs } of Object.values(services)) {
    if (image !== "ballast") continue;
    expect(volumes).toEqual([`home:${home}`]);
    expect(tmpfs?.map((each) => each.split(":")[0])).toEqual(["/tmp"]);
  }
});

test("the image has a Node that is supported for long, and that the manifest permits", () => {
  const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
  const majors = [...dockerfile.matchAll(/^FROM node:(\d+)-/gm)].map(([, major]) => Number(major));
  expect(majors.length).toBeGreaterThan(1);
  expect(new Set(majors).size).toBe(1);
  const [major = 0] = majors;
  expect(major % 2, "odd ones are never supported for long").toBe(0);
  expect(major).toBeGreaterThanOrEqual(24);
  expect(engines.node).toBe(">=20.19");
});
