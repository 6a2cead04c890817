// Runs once when the server starts: opens the model, the index and the store before the first request.

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startOrExit } = await import("@/lib/server/start");
    await startOrExit();
  }
}
