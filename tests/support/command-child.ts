// A process of its own that runs commands one after the other, each with its own words. Its argument is their list as
// JSON; it writes the CommandOutcome of each as a line. A process reads its modules and translates the database for two
// seconds before it runs a command, which takes less.

/** How a command ended, and what it wrote. */
export interface CommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Keeps what is written to a stream until the text is taken. */
function keep(stream: NodeJS.WriteStream): () => string {
  const { write } = stream;
  const texts: string[] = [];
  stream.write = (text: string | Uint8Array) => {
    texts.push(typeof text === "string" ? text : Buffer.from(text).toString("utf8"));
    return true;
  };
  return () => {
    stream.write = write;
    stream.removeAllListeners("error");
    return texts.join("");
  };
}

async function runCommand([name = "", ...args]: readonly string[], index: number): Promise<CommandOutcome> {
  const [takeStdout, takeStderr] = [keep(process.stdout), keep(process.stderr)];
  process.argv = [process.execPath, name, ...args];
  process.exitCode = 0;
  // A command runs when its module is read, and a module of another address is read anew.
  await import(new URL(`./${name}.mjs?${index}`, import.meta.url).href);
  return { code: Number(process.exitCode), stdout: takeStdout(), stderr: takeStderr() };
}

const lines: readonly (readonly string[])[] = JSON.parse(process.argv[2] ?? "[]");
for (const [index, line] of lines.entries()) {
  const outcome = await runCommand(line, index);
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
process.exitCode = 0;
