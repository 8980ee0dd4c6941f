import { createServer } from "node:net";
import { expect, test } from "vitest";
import { findFreePort, requireFreePort } from "#lib/server/cli/port";
import { parseUpOptions } from "#lib/server/cli/up-options";

test("without arguments the sample is served on the default port of this machine alone", () => {
  expect(parseUpOptions([], 3000)).toEqual({ from: null, port: 3000, host: "127.0.0.1", dev: false, build: true });
});

test("--from, --port and --host are taken", () => {
  const options = parseUpOptions(["--from", import.meta.dirname, "--port", "4010", "--host", "0.0.0.0"], 3000);
  expect(options).toMatchObject({ from: import.meta.dirname, port: 4010, host: "0.0.0.0" });
});

test("--no-build leaves the build alone", () => {
  expect(parseUpOptions(["--no-build"], 3000)).toMatchObject({ build: false });
});

test.each(["0", "65536", "-1", "4010x", "3e3", ""])("--port=%s is refused with the range", (port) => {
  expect(() => parseUpOptions([`--port=${port}`], 3000)).toThrow(/whole number from 1 to 65535/);
});

test("an unknown option is refused by name, with the help", () => {
  expect(() => parseUpOptions(["--prot", "4010"], 3000)).toThrow(/--prot[\s\S]*npm run up/);
});

test("an option that is given twice is refused by name, rather than one of the two dropped", () => {
  expect(() => parseUpOptions(["--port", "4010", "--port", "4011"], 3000)).toThrow(/'--port' is given twice/);
});

test("a word that belongs to no option is refused by name", () => {
  expect(() => parseUpOptions(["data"], 3000)).toThrow(/data/);
});

test("--from a folder that is not there is refused by its path", () => {
  expect(() => parseUpOptions(["--from", "/no/such/folder"], 3000)).toThrow(/\/no\/such\/folder does not exist/);
});

test("--from a file is refused by its path", () => {
  expect(() => parseUpOptions(["--from", import.meta.filename], 3000)).toThrow(/is a file/);
});

test("a port in use is refused with another one to choose", async () => {
  const port = await findFreePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await expect(requireFreePort(port, "127.0.0.1")).rejects.toThrow(
    new RegExp(`Port ${port} is in use[\\s\\S]*npm run up -- --port ${port + 1}`),
  );
  await new Promise((resolve) => server.close(resolve));
  await expect(requireFreePort(port, "127.0.0.1")).resolves.toBeUndefined();
});

test("a host that is not this machine is refused by name", async () => {
  await expect(requireFreePort(await findFreePort(), "192.0.2.1")).rejects.toThrow(/192\.0\.2\.1 is not an address/);
});
