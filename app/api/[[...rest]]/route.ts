import { refuseNotFound } from "#lib/server/http/problem-response";

/** Whatever no other route answers: a program that asks for an address that is not there reads no page. */
export const GET = refuseNotFound;
