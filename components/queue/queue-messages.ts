// Words of what comes, of its list to arrange and of what was heard; loaded with them.

export const queueMessages = {
  title: "Next",
  updating: "Choosing again…",
  heard: "Heard today",
  views: { arrange: "Arrange", heard: "Heard" },
  hint: "Drag a song by its handle, or use the arrow keys on it. What you have put in order stays.",
  handle: (title: string, place: number, count: number) => `Move ${title}, number ${place} of ${count}`,
  first: (title: string) => `Play ${title} next`,
  remove: (title: string) => `Take ${title} out`,
  moved: (title: string, place: number) => `${title} is number ${place}`,
  removed: (title: string) => `${title} is out. Its artist rests for a while.`,
  empty: "The next songs appear here.",
  undo: "Undo",
  nothingHeard: "Nothing yet today. What you hear is listed here, and can be rated later or played again.",
  elsewhere: "Heard in another browser",
  seconds: (played: string, length: string) => `${played} of ${length}`,
  again: (title: string) => `Play ${title} again`,
  like: (title: string) => `More like ${title}`,
  dislike: (title: string) => `Less like ${title}`,
  rated: {
    "1": (title: string) => `More like ${title} from now on`,
    "0": (title: string) => `Your word on ${title} is taken back`,
    "-1": (title: string) => `Less like ${title} from now on`,
  },
} as const;
