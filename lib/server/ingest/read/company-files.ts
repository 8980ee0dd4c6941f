import "server-only";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { detectSource, sourceHeadLength } from "#lib/source/detect-source";
import type { SourceError } from "#lib/source/source-error";
import { fail, type Result, succeed } from "#lib/util/result";
import { readGzipMark } from "./gzip-mark";
import { maxCompanyBytes, readBytes } from "./read-source";
import { openZip, type ZipArchive, type ZipMember } from "./read-zip";
import type { SourceFile } from "./recognise-folder";

/** The companyfacts of one company, not read yet. */
export interface CompanyFile {
  /** For reports: `companyfacts.zip/CIK0001364479.json`. */
  readonly name: string;
  /** As the file's name says; null when it does not. */
  readonly cik: number | null;
  /** Equal for equal content; a changed one may keep it only when size and time of change are the same. */
  readonly fingerprint: string;
  read(): Promise<Result<Buffer, SourceError>>;
}

/** Every companyfacts file of a folder, in archives and beside them. */
export interface CompanyFiles {
  readonly files: readonly CompanyFile[];
  /** Archives and how many companies each holds. */
  readonly archives: readonly { readonly name: string; readonly memberCount: number }[];
  /** Archives of something else. */
  readonly foreign: readonly { readonly name: string; readonly why: string }[];
  readonly unreadable: readonly { readonly name: string; readonly why: string }[];
  close(): void;
}

const companyFileName = /^CIK0*(\d{1,10})\.json(?:\.gz)?$/i;

/** Lists companyfacts files without reading them. The caller closes the archives. */
export async function listCompanyFiles(sources: readonly SourceFile[]): Promise<CompanyFiles> {
  const files: CompanyFile[] = [];
  const archives: { name: string; memberCount: number }[] = [];
  const foreign: { name: string; why: string }[] = [];
  const unreadable: { name: string; why: string }[] = [];
  const open: ZipArchive[] = [];
  for (const source of sources) {
    if (source.kind === "companyfacts") {
      files.push({
        name: source.name,
        cik: readFileCik(source.path),
        fingerprint: await readFingerprint(source.path),
        read: () => readBytes(source.path, maxCompanyBytes),
      });
    }
    if (source.kind !== "zip") continue;
    const archive = await openZip(source.path, (name) => companyFileName.test(name), maxCompanyBytes);
    if (!archive.ok) {
      unreadable.push({ name: source.name, why: `${source.name}: ${archive.error}` });
      continue;
    }
    const why = await describeForeign(archive.value.members[0]);
    if (why === null) {
      open.push(archive.value);
      archives.push({ name: source.name, memberCount: archive.value.members.length });
      files.push(...archive.value.members.map((member) => describeMember(source.name, member)));
    } else {
      archive.value.close();
      foreign.push({ name: source.name, why });
    }
  }
  const close = () => {
    for (const archive of open) archive.close();
  };
  return { files, archives, foreign, unreadable, close };
}

function describeMember(archiveName: string, member: ZipMember): CompanyFile {
  return {
    name: `${archiveName}/${member.name}`,
    cik: readFileCik(member.name),
    fingerprint: member.fingerprint,
    async read() {
      const bytes = await member.read();
      return bytes.ok ? succeed(bytes.value) : fail({ message: `The file cannot be used: ${bytes.error}.` });
    },
  };
}

/** EDGAR's archives of companyfacts and of submissions have the same names inside, so one is looked into. */
async function describeForeign(member: ZipMember | undefined): Promise<string | null> {
  if (!member) return "it is a zip file without a CIK##########.json";
  const bytes = await member.read();
  if (!bytes.ok || detectSource(bytes.value.subarray(0, sourceHeadLength)) !== "submissions") return null;
  return "it is an archive of submissions; unpack the ones that you need";
}

async function readFingerprint(path: string): Promise<string> {
  const mark = /\.gz$/i.test(path) ? readGzipMark(path) : null;
  if (mark !== null) return mark;
  const { size, mtimeMs } = await stat(path);
  return `${size}-${mtimeMs}`;
}

function readFileCik(path: string): number | null {
  const digits = companyFileName.exec(basename(path))?.[1];
  return digits === undefined ? null : Number(digits);
}
