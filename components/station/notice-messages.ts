// Words of what may be the matter with the player or the service; loaded after the page, before they are needed.

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const noticeMessages = {
  elsewhere: "The music plays on another device.",
  bringBack: "Bring it back",
  otherTab: "Longwave plays in another tab.",
  playHere: "Play here",
  offline: "The player lost its connection. It comes back by itself.",
  noLine: "There is no connection to the network. The music goes on when it is back; what is queued is kept.",
  no_premium: (service: string) =>
    `${service} plays for Premium accounts only. Everything else here works without it.`,
  signed_out: (service: string) => `${capital(service)} asks you to sign in again.`,
  unsupported: "This browser cannot play protected music. Chrome, Edge, Firefox and Safari can.",
  unreachable: (service: string) => `The player of ${service} does not answer.`,
  blocked: "The browser held the sound back. Press play once more.",
  track: "This song cannot be played here. On to the next one.",
  stopped: "Three songs in a row could not be played, so the radio stopped.",
  retry: "Try again",
  until: (time: string) => `Again from ${time}.`,
  keepsPlaying: "What is queued keeps playing.",
} as const;
