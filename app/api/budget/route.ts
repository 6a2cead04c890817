import { AppError } from "@/lib/errors";
import { route } from "@/lib/server/route";

/** What was spent of the music service's allowances, for all listeners together. */
export const GET = route({ access: "listener" }, async ({ container }) => {
  if (!container.budget) throw new AppError("not_found", "This music service limits no calls.");
  const spendings = await container.budget();
  return {
    window_hours: 24,
    buckets: spendings.map(({ bucket, spent, quota, left, reopensAt }) => ({
      bucket,
      spent,
      quota,
      left,
      reopens_at: reopensAt,
    })),
  };
});
