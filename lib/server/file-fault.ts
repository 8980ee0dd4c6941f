import "server-only";
import { mkdirSync } from "node:fs";

/** What the system says of a file, as an error of Node has it. */
interface SystemError {
  readonly code: string;
  readonly path: string | null;
}

const descriptions: Readonly<Record<string, (place: string) => string>> = {
  ENOSPC: (place) =>
    `The disk is full: ${place} could not be written. Make room and run this again; what was saved before is kept.`,
  EDQUOT: (place) =>
    `The quota of this user is used up: ${place} could not be written. Make room and run this again; what was saved before is kept.`,
  EROFS: (place) =>
    `${place} could not be written: its disk is read-only. Make it writable, or choose another folder with BALLAST_HOME.`,
  EACCES: (place) =>
    `This user may not use ${place}. Give the user that runs this the right to read and write, or choose another folder with BALLAST_HOME.`,
  EPERM: (place) =>
    `This user may not change ${place}. Give the user that runs this the right to, or choose another folder with BALLAST_HOME.`,
  EFTYPE: (place) =>
    `${place} is a device, a pipe or a socket, or leads to one, and a file is wanted there. Remove it and run this again.`,
  ENXIO: (place) => `${place} is a device or a socket, and a file is wanted there. Remove it and run this again.`,
  EFBIG: (place) => `${place} is larger than such a file can be. Move it away and run this again.`,
  EISDIR: (place) => `${place} is a folder, and a file is wanted there. Move the folder away and run this again.`,
  ENOTDIR: (place) => `${place} needs a folder where there is a file. Move the file away and run this again.`,
  EEXIST: (place) => `There is a file where ${place} is wanted. Move it away and run this again.`,
  ENOTEMPTY: (place) => `${place} is a folder, and a file is wanted there. Move the folder away and run this again.`,
  EIO: (place) =>
    `The disk failed at ${place}. See the system's log; copy what can be read, and restore a backup elsewhere.`,
  EMFILE: (place) => `Too many files are open to open ${place}. Raise the limit (ulimit -n) and run this again.`,
  ELOOP: (place) => `${place} is a link that leads to itself. Remove the link and run this again.`,
  ENAMETOOLONG: (place) =>
    `${place} is too long a name for the file system. Choose a shorter folder with BALLAST_HOME.`,
};

/**
 * A fault of the disk or of the rights on it, as a sentence that says what, where and what to do; null for any other
 * error. `fallback` names the place where the system did not.
 */
export function describeFileFault(error: unknown, fallback = "a file"): string | null {
  const found = findSystemError(error);
  if (found === null) return null;
  const describe = descriptions[found.code];
  return describe === undefined ? null : describe(found.path ?? fallback);
}

/** Whether the error is a fault of the disk or of the rights on it. */
export function isFileFault(error: unknown): boolean {
  return describeFileFault(error) !== null;
}

const depthMax = 8;

function findSystemError(error: unknown): SystemError | null {
  let each = error;
  for (let depth = 0; each instanceof Error && depth < depthMax; depth++) {
    const { code, path, dest, syscall } = each as NodeJS.ErrnoException & { readonly dest?: string };
    // A rename fails at the place that it leads to.
    if (code !== undefined && syscall !== undefined) return { code, path: dest ?? path ?? null };
    each = each.cause;
  }
  return null;
}

/**
 * Makes a folder and those above it. Throws as the file system does: Node itself says of a read-only disk that the folder
 * is not there.
 */
export function makeFolders(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    mkdirSync(path);
  }
}
