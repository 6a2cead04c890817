// Runs once when the server starts: opens the model, the index and the store before the first request.

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { getContainer } = await import("@/lib/server/container");
  try {
    await getContainer();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
