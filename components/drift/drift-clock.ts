// The hours of a drift: from a time of day to a moment, and how much of the way is behind.

/** The next time that the clock shows `text` ("18:00"), Unix milliseconds; undefined for what is no time. */
export function nextTime(text: string, now: number): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const time = new Date(now);
  time.setHours(Number(hours), Number(minutes), 0, 0);
  if (time.getTime() <= now) time.setDate(time.getDate() + 1);
  return time.getTime();
}

/** The way behind in whole percent. */
export function percentOf(
  { from, until }: { readonly from: number; readonly until: number },
  now: number,
): number {
  return Math.round(100 * Math.min(Math.max((now - from) / Math.max(1, until - from), 0), 1));
}

/** "18:00", as a field for times takes it. */
export function toTimeText(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
