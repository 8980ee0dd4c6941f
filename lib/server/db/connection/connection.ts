import "server-only";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationTarget } from "#lib/server/db/migration/migrate";

/** A way to a database, before Prisma: what the client and the migrations need. */
export interface DatabaseConnection extends MigrationTarget {
  readonly kind: "embedded" | "postgresql";
  /** For messages: the folder, or host and database without the password. */
  readonly place: string;
  readonly adapterFactory: SqlMigrationAwareDriverAdapterFactory;
  /** Whether it does nothing any more, so that another must be opened. */
  hasEnded(): boolean;
  close(): Promise<void>;
}
