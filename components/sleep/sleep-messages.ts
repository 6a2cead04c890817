// Words of the sleep timer; loaded with it.

export const sleepMessages = {
  title: "Sleep timer",
  minutes: (count: number) => `${count} min`,
  song: "End of this song",
  off: "Cancel",
  leftMinutes: (clock: string) => `Stops in ${clock}`,
  leftSong: (clock: string) => `Stops after this song, in ${clock}`,
  atEnd: "Stops after this song",
} as const;
