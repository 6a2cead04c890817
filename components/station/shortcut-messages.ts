// Words of the sheet with the keys; loaded with it.

export const shortcutMessages = {
  title: "Keyboard",
  open: "Keyboard shortcuts",
  rows: [
    ["Space", "Play or pause"],
    ["n", "Next song"],
    ["p", "Previous song"],
    ["l", "More like this"],
    ["d", "Less like this"],
    ["← →", "Ten seconds back or on"],
    ["↑ ↓", "Louder or quieter"],
    ["↑ ↓", "On a handle under “Arrange”: move the song"],
    ["?", "This sheet"],
  ] as const,
} as const;
