import "server-only";
import type { CacheUse } from "#lib/contract/health";

/** What an entry takes beside its bytes and the letters of its key. */
const overheadBytes = 256;

/**
 * Bytes by key within a bound: the entries that were asked for longest ago make room. Whoever asks for an entry that is
 * being made waits for the same work.
 */
export class ByteCache {
  private readonly entries = new Map<string, Uint8Array<ArrayBuffer>>();
  private readonly making = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>();
  private bytes = 0;

  constructor(
    private readonly name: string,
    private readonly maxBytes: number,
  ) {}

  get(key: string): Uint8Array<ArrayBuffer> | undefined {
    const kept = this.entries.get(key);
    if (kept === undefined) return undefined;
    // Set again, so that the map's order is that of the last use.
    this.entries.delete(key);
    this.entries.set(key, kept);
    return kept;
  }

  /** The entry, made by `make` where there is none. Null, as an error, is handed on and not kept. */
  keep(key: string, make: () => Promise<Uint8Array<ArrayBuffer> | null>): Promise<Uint8Array<ArrayBuffer> | null> {
    const kept = this.get(key);
    if (kept !== undefined) return Promise.resolve(kept);
    const making = this.making.get(key) ?? this.make(key, make);
    this.making.set(key, making);
    return making;
  }

  private async make(
    key: string,
    make: () => Promise<Uint8Array<ArrayBuffer> | null>,
  ): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      const bytes = await make();
      if (bytes !== null) this.set(key, bytes);
      return bytes;
    } finally {
      this.making.delete(key);
    }
  }

  /** Keeps an entry in place of the one that the key had. */
  set(key: string, bytes: Uint8Array<ArrayBuffer>): void {
    const size = measure(key, bytes);
    // One entry alone over the bound would only push the others out.
    if (size > this.maxBytes) return;
    this.remove(key);
    this.entries.set(key, bytes);
    this.bytes += size;
    for (const oldest of this.entries.keys()) {
      if (this.bytes <= this.maxBytes) return;
      this.remove(oldest);
    }
  }

  private remove(key: string): void {
    const kept = this.entries.get(key);
    if (kept === undefined) return;
    this.entries.delete(key);
    this.bytes -= measure(key, kept);
  }

  /** How full the cache is. */
  describe(): CacheUse {
    return { name: this.name, entries: this.entries.size, bytes: this.bytes, maxBytes: this.maxBytes };
  }
}

function measure(key: string, bytes: Uint8Array): number {
  return bytes.byteLength + 2 * key.length + overheadBytes;
}

// Next evaluates a module once for each bundle; one process needs one copy of each cache.
const registry = Symbol.for("ballast.caches");
const holder = globalThis as typeof globalThis & { [registry]?: Map<string, ByteCache> };
holder[registry] ??= new Map();
const caches = holder[registry];

/** The process's cache of a name, made at the first call. */
export function getByteCache(name: string, maxBytes: number): ByteCache {
  const kept = caches.get(name) ?? new ByteCache(name, maxBytes);
  caches.set(name, kept);
  return kept;
}

/** How full each cache of the process is. */
export function listByteCaches(): readonly CacheUse[] {
  return [...caches.values()].map((cache) => cache.describe());
}
