// Chooses the spelling of an artist that is shown: the best-attested one in proper case.

/** The spelling with the largest trust; capitals throughout, or none, count for little beside another way. */
export function chooseSpelling(spellings: ReadonlyMap<string, number>): string {
  let best = "";
  let bestTrust = -1;
  for (const [spelling, trust] of spellings) {
    const weighed = trust * caseFactor(spelling);
    if (weighed > bestTrust || (weighed === bestTrust && spelling < best)) {
      best = spelling;
      bestTrust = weighed;
    }
  }
  return best;
}

function caseFactor(spelling: string): number {
  const letters = spelling.match(/\p{L}/gu)?.length ?? 0;
  const capitals = spelling.match(/\p{Lu}/gu)?.length ?? 0;
  const small = spelling.match(/\p{Ll}/gu)?.length ?? 0;
  if (capitals + small < letters) return 1;
  if (letters >= 5 && small === 0) return 0.3;
  if (capitals === 0) return 0.3;
  // A capital after an accented letter is a machine's mistake ("AngÈle").
  if (/[\p{Ll}][À-Ý]/u.test(spelling)) return 0.05;
  // Title case by a machine stops at the hyphen ("Newton-john").
  if (/\p{Lu}\p{Ll}+-\p{Ll}{3,}/u.test(spelling)) return 0.2;
  return /[^\p{ASCII}]/u.test(spelling) ? 2 : 1;
}
