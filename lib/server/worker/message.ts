import "server-only";

/** What a thread is asked. */
export interface WorkerRequest {
  readonly id: number;
  readonly request: unknown;
}

/** What a thread answers: the answer, or the name and message of what was thrown. */
export type WorkerAnswer =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };
