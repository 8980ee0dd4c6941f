/** Runs once when the server has loaded the application, before the first request. */
export async function register(): Promise<void> {
  // Next builds this file for its Edge runtime too, which nothing here runs on: without the question the whole server would
  // be compiled a second time.
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { offerDirectAnswers } = await import("./lib/server/http/direct-answers");
  offerDirectAnswers();
}
