// Why a sign-in did not work, in calm words with a way forward. The code stands in the front page's `?error=`.
// Codes of next-auth keep their names; the others are ours.

export const SIGN_IN_ERRORS = {
  NotAllowed:
    "Spotify does not let this account in yet. Ask whoever runs this installation to add your e-mail address under User Management in Spotify's developer dashboard.",
  OwnerPremium:
    "Spotify has paused this installation: its owner needs an active Premium subscription. It works again some hours after they renew it.",
  ServiceDown: "Spotify did not answer just now. Nothing is lost; try again in a moment.",
  ServiceLimited: "Spotify asks for a pause: it was asked too often. Try again a little later.",
  SignedOut: "Your sign-in with Spotify has run out. Sign in again; your stations are as you left them.",
  CredentialsSignin:
    "The music server does not accept this user name and password. Check both and try again.",
  ServerDown:
    "The music server does not answer. See that it runs and that SUBSONIC_URL on this installation is its address.",
  ServerRefused: "The music server does not let this account in. Its owner has to allow it.",
  BadCertificate:
    "The music server cannot be trusted: its certificate is wrong or has run out. Its owner has to renew it.",
  TooManyTries: "Too many tries. Wait a minute, then try again.",
  OAuthSignin: "The way to Spotify's sign-in could not be opened. Try again in a moment.",
  OAuthCallback:
    "The sign-in was not completed. Begin it again on this very address and within a quarter of an hour.",
  Callback:
    "The sign-in was stopped on Spotify's side, or cancelled. Nothing has changed; try again whenever you like.",
  AccessDenied: "The sign-in was declined. Nothing has changed; try again whenever you like.",
  SessionRequired: "Sign in to go on.",
  Configuration:
    "Sign-in is not set up correctly on this installation. Its owner finds the reason in the log.",
} as const satisfies Record<string, string>;

export type SignInErrorCode = keyof typeof SIGN_IN_ERRORS;

/** The words for a code from the address; unknown codes, which anybody can write there, get neutral words. */
export function toSignInMessage(code: string): string {
  if (Object.hasOwn(SIGN_IN_ERRORS, code)) return SIGN_IN_ERRORS[code as SignInErrorCode];
  return "The sign-in did not work. Try again in a moment.";
}
