// How long a sign-in lasts: Spotify's refresh tokens die six months after it, however often they are used.

/** The listener is told so long before. */
const NOTICE_MS = 14 * 86_400_000;
const MONTHS = 6;

/**
 * When the sign-in ends, Unix milliseconds, if that is near enough to be told; undefined otherwise.
 * @param authorizedAt Unix milliseconds of the sign-in
 */
export function nearEndOf(authorizedAt: number, now: number): number | undefined {
  const end = new Date(authorizedAt);
  const day = end.getUTCDate();
  end.setUTCMonth(end.getUTCMonth() + MONTHS);
  // The 31st of August has no like in February: the month's last day comes before it.
  if (end.getUTCDate() !== day) end.setUTCDate(0);
  return now >= end.getTime() - NOTICE_MS ? end.getTime() : undefined;
}
