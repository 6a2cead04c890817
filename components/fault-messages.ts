// Words of the error pages. Every route loads them in advance, so they travel alone.

export const faultMessages = {
  title: "Something slipped off the dial.",
  text: "This page could not be shown. Trying again often helps.",
  retry: "Try again",
  home: "To the start",
  notFoundTitle: "Nothing on this frequency.",
  notFoundText: "The page you asked for is not here.",
} as const;
