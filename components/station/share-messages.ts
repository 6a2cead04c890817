// Words of the sheet that makes links; loaded with it.

export const shareMessages = {
  title: "Share this station",
  text: "The link carries the station’s style, its likes and dislikes and its knobs. Whoever opens it hears their own stream.",
  withFeedback: "Include my likes and dislikes",
  live: "Keep it up to date with what changes here",
  yours: "Links that work now",
  followers: (count: number) =>
    count === 0 ? "Nobody follows it yet." : count === 1 ? "1 follower." : `${count} followers.`,
  withdraw: "Withdraw",
  form: "Which link",
  short: "A short link",
  shortText: "Ninety days, or until you withdraw it. Others can follow the station.",
  whole: "A link that holds everything",
  wholeText: "Works for ever. Nothing is kept here, so it cannot be taken back.",
  qr: "QR code of the link",
  forEver: "Works for as long as somebody has it.",
  create: "Make a link",
  creating: "Making the link…",
  link: "Link",
  copy: "Copy",
  copied: "Copied",
  until: (date: string) => `Works until ${date}.`,
  revoke: "Withdraw the link",
  revoked: "The link is withdrawn. Whoever opens it now finds nothing.",
} as const;
