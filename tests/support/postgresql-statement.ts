import { Client } from "pg";

/** The address of another database on the same server. */
export function switchDatabase(url: string, name: string): string {
  const switched = new URL(url);
  switched.pathname = `/${name}`;
  return switched.href;
}

/** Runs one statement on its own connection. */
export async function runStatement(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
