import "server-only";

/** What a thread is asked. */
export interface WorkerRequest {
  readonly id: number;
  readonly request: unknown;
}

/** What was thrown in a thread: its name and message, and what the system said of a file. */
export interface ThrownError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly syscall?: string;
  readonly path?: string;
}

/** What a thread answers: the answer, or what was thrown. */
export type WorkerAnswer =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: ThrownError };
