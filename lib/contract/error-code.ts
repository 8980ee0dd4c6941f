/**
 * Every refusal the program can answer with, once: its HTTP status and what it means. The codes are permanent; they
 * are the `code` and the last part of `type` in a problem document.
 */
export const errorCodes = {
  invalid_request: { status: 400, title: "The request cannot be read" },
  invalid_query: { status: 400, title: "The query cannot be read" },
  length_required: { status: 411, title: "The request does not say how long it is" },
  body_too_large: { status: 413, title: "The request is too large" },
  sign_in_required: { status: 401, title: "Sign in first" },
  wrong_credentials: { status: 401, title: "The email or the password is wrong" },
  cross_site: { status: 403, title: "The request came from another site" },
  not_found: { status: 404, title: "There is nothing here" },
  company_not_found: { status: 404, title: "No such company in this snapshot" },
  snapshot_not_found: { status: 404, title: "No such snapshot" },
  method_not_allowed: { status: 405, title: "This address does not take that method" },
  too_slow: { status: 408, title: "The request did not arrive in time" },
  conflict: { status: 409, title: "It exists already" },
  limit_reached: { status: 409, title: "A limit is reached" },
  wrong_type: { status: 415, title: "The request is not in a form that is read here" },
  task_required: { status: 429, title: "The browser has a task to solve first" },
  too_many_requests: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong on our side" },
  busy: { status: 503, title: "The server has too much to do" },
  no_data: { status: 503, title: "No data are loaded yet" },
  unavailable: { status: 503, title: "Not available at the moment" },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ErrorCode = keyof typeof errorCodes;
