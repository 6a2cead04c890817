// Finds artists of the sheet by what is typed, without asking anybody: works offline and answers within a frame.

const fold = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/^the /, "").trim();

export type NameSearch = (text: string, limit: number) => number[];

/** Those whose name starts so first, then those with a word that does, then the rest; the best known first in each. */
export function createNameSearch(names: readonly string[]): NameSearch {
  const folded = names.map(fold);
  return (text, limit) => {
    const wanted = fold(text);
    if (wanted === "") return [];
    const tiers: [number[], number[], number[], number[]] = [[], [], [], []];
    folded.forEach((name, at) => {
      const found = name.indexOf(wanted);
      if (found < 0) return;
      const isWord = found === 0 || !/[\p{L}\p{N}]/u.test(name.charAt(found - 1));
      tiers[name === wanted ? 0 : found === 0 ? 1 : isWord ? 2 : 3].push(at);
    });
    return tiers.flat().slice(0, limit);
  };
}
