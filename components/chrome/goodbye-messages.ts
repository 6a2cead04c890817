// The words of the page that says what disconnecting removed.

const some = (count: number, one: string, many: string, none: string): string =>
  count === 0 ? none : count === 1 ? one : many;

export const goodbyeMessages = {
  title: "You are disconnected",
  lead: "Nothing of yours is kept here any more. What went:",
  session: "Your sign-in, in this browser and, within a quarter of a minute, in every other.",
  memory:
    "From the servers' memory, within a quarter of a minute: copies of what you sent and what was counted of your calls.",
  here: (count: number) =>
    some(
      count,
      "From this browser: one entry of history, ratings, knobs or settings.",
      `From this browser: ${count} entries, with the history, ratings and knobs of your stations.`,
      "From this browser: nothing, as nothing was there.",
    ),
  links: (count: number) =>
    some(
      count,
      "One short link. Whoever opens it now is told that it has ended.",
      `${count} short links. Whoever opens them now is told that they have ended.`,
      "No short links, as you had none.",
    ),
  followed: (count: number) =>
    some(
      count,
      "Your mark on one station that you followed.",
      `Your marks on ${count} stations that you followed.`,
      "No mark on a followed station, as you followed none.",
    ),
  events: (count: number) =>
    some(
      count,
      "One evening with guests, with what they said.",
      `${count} evenings with guests, with what they said.`,
      "No evening with guests, as you hosted none.",
    ),
  entries: (count: number) =>
    some(
      count,
      "From the server: one more entry, of what your stations are made of or of your tokens.",
      `From the server: ${count} more entries: what your stations are made of, what you synced, renewed tokens.`,
      "From the server: no other entry, as there was none.",
    ),
  staysTitle: "What stays",
  playlists: (service: string) =>
    `Your playlists at ${service}. They are yours; those that begin with “radio: ” are stations again whenever you come back.`,
  permission: (service: string) =>
    `The permission that you once gave Longwave at ${service}. Without a sign-in here nobody uses it; you can take it back:`,
  permissionLink: (service: string) => `Apps with access to ${service}`,
  mark: "For thirty days a mark without a name, by which other browsers notice that their session is over.",
  again: "To the front page",
} as const;
