// Which links of a station this browser keeps up to date, and whether its feedback goes with them.

export type LiveLinks = Readonly<Record<string, { readonly withFeedback: boolean }>>;

/** Under the listener's own prefix, so that forgetting the listener forgets it too. */
const keyOf = (listenerId: string, stationId: string): string =>
  `longwave:${listenerId}:live-links:${stationId}`;

export const hasLiveLinks = (listenerId: string, stationId: string): boolean =>
  localStorage.getItem(keyOf(listenerId, stationId)) !== null;

export function liveLinks(listenerId: string, stationId: string): LiveLinks {
  const text = localStorage.getItem(keyOf(listenerId, stationId));
  return text ? JSON.parse(text) : {};
}

export function setLiveLink(
  listenerId: string,
  stationId: string,
  code: string,
  link: LiveLinks[string] | undefined,
): void {
  const { [code]: _, ...others } = liveLinks(listenerId, stationId);
  const links = link ? { ...others, [code]: link } : others;
  const key = keyOf(listenerId, stationId);
  if (Object.keys(links).length === 0) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(links));
}
