/** Where a listener without a session is sent, and where to go on afterwards. */
export const signInPath = (returnTo: string): string => `/?${new URLSearchParams({ returnTo })}`;
