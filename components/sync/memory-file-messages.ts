// Words of exporting and importing what stations remember; loaded with the account menu.

export const memoryFileMessages = {
  exportAll: "Export my stations",
  exportOne: "Export its history and knobs",
  importFile: "Import stations",
  hint: "History, ratings and knobs as a file. Importing adds to what is here.",
  fileName: (what: string, date: string) => `longwave ${what} ${date}.json`,
  all: "stations",
  imported: (count: number) => (count === 1 ? "1 station is imported" : `${count} stations are imported`),
  skipped: (count: number) =>
    count === 1 ? ", 1 is none of yours and was left out" : `, ${count} are none of yours and were left out`,
  undo: "Undo",
  undone: "Your stations are as they were",
} as const;
