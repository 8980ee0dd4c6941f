import "server-only";
import { createServer } from "node:net";
import { CommandError } from "./command-error";

/** Makes sure that a server can listen there. Throws CommandError saying what is in the way. */
export async function requireFreePort(port: number, host: string): Promise<void> {
  const failure = await tryListen(port, host);
  if (failure === null) return;
  if (failure === "EADDRINUSE") {
    throw new CommandError(
      `Port ${port} is in use by another program. Stop that program, or choose another port: ` +
        `npm run up -- --port ${port === 65535 ? 3000 : port + 1}`,
    );
  }
  if (failure === "EACCES") {
    throw new CommandError(
      `This user may not listen on port ${port}. Choose one above 1023: npm run up -- --port 3000`,
    );
  }
  if (failure === "EADDRNOTAVAIL" || failure === "ENOTFOUND") {
    throw new CommandError(
      `--host ${host} is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for every one.`,
    );
  }
  throw new CommandError(`A server cannot listen on ${host}, port ${port} (${failure}).`);
}

function tryListen(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/** A port of the loopback interface that no program listens on. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port: 0, host: "127.0.0.1" }, () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("The system gave no port."));
      });
    });
  });
}
