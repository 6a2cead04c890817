// What the installation's music service can do, for pages: they ask for an ability, never for a service's name.
// Told by lib/server/music-backends.ts.

export type Capabilities = {
  /** "redirect" = at the service's own page; "password" = by name and password, in ours. */
  readonly signIn: "redirect" | "password";
  /** "device" = the service's own player, loaded from its script; "audio" = the browser's, fed by our server. */
  readonly player: "device" | "audio";
  /** Name of the paid plan that playing takes; absent = every account plays. */
  readonly paidPlan?: string;
  /** The music belongs to the listener: no terms of a company's bind what is shown and heard. */
  readonly ownMusic: boolean;
  /** The service wants to be told what was played. */
  readonly reportsPlays: boolean;
  /** Likes can be marked at the service too, for those who ask for it. */
  readonly stars: boolean;
};
