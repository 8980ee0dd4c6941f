import "server-only";
import { LRUCache } from "lru-cache";
import type { CacheUse } from "#lib/contract/health";
import { getSingleton } from "#lib/util/singleton.mjs";
import { SharedWork } from "./shared-work";

/** What an entry takes beside its bytes and the letters of its key. */
const overheadBytes = 256;

/**
 * Bytes by key within a bound: the entries that were asked for longest ago make room. Whoever asks for an entry that is
 * being made waits for the same work.
 */
export class ByteCache {
  private readonly entries: LRUCache<string, Uint8Array<ArrayBuffer>>;
  private readonly making = new SharedWork<Uint8Array<ArrayBuffer> | null>();

  constructor(
    private readonly name: string,
    private readonly maxBytes: number,
  ) {
    this.entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (bytes, key) => bytes.byteLength + 2 * key.length + overheadBytes,
    });
  }

  get(key: string): Uint8Array<ArrayBuffer> | undefined {
    return this.entries.get(key);
  }

  /** The entry, made by `make` where there is none. Null, as an error, is handed on and not kept. */
  keep(key: string, make: () => Promise<Uint8Array<ArrayBuffer> | null>): Promise<Uint8Array<ArrayBuffer> | null> {
    const kept = this.get(key);
    if (kept !== undefined) return Promise.resolve(kept);
    return this.making.share(key, async () => {
      const bytes = await make();
      if (bytes !== null) this.set(key, bytes);
      return bytes;
    });
  }

  /** Keeps an entry in place of the one that the key had. One that is over the bound alone is not kept. */
  set(key: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.entries.set(key, bytes);
  }

  /** How full the cache is. */
  describe(): CacheUse {
    const { size, calculatedSize } = this.entries;
    return { name: this.name, entries: size, bytes: calculatedSize, maxBytes: this.maxBytes };
  }
}

const caches = getSingleton("caches", () => new Map<string, ByteCache>());

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
