/** Runs once when the server has loaded the application, before the first request. */
export async function register(): Promise<void> {
  const { offerDirectAnswers } = await import("./lib/server/http/direct-answers");
  offerDirectAnswers();
}
