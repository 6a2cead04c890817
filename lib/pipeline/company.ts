// Tells whether two names keep the same company: a misspelling is played among the artists that the right name
// is played among, a namesake is not.

import type { Candidate, Usage } from "./usage";

/** Documents of a well-known name to look at; its company is clear long before all of them. */
const MAX_DOCUMENTS = 150;

/** Share (0..1) of the names heard with `rare` that are also heard with `known`; rare names say more. */
export type Company = (rare: Candidate, known: Candidate) => number;

export function createCompany(usage: Usage): Company {
  const members: string[][] = Array.from({ length: usage.documentCount }, () => []);
  for (const candidate of usage.candidates.values()) {
    if (candidate.documents.size < 2) continue;
    for (const document of candidate.documents) members[document]?.push(candidate.key);
  }
  const companyOf = new Map<string, Set<string>>();
  const getCompany = (candidate: Candidate): Set<string> => {
    const found = companyOf.get(candidate.key) ?? new Set<string>();
    if (found.size > 0) return found;
    for (const document of spread(candidate.documents)) {
      for (const key of members[document] ?? []) found.add(key);
    }
    companyOf.set(candidate.key, found);
    return found;
  };

  return (rare, known) => {
    const company = getCompany(known);
    let shared = 0;
    let all = 0;
    for (const document of rare.documents) {
      for (const key of members[document] ?? []) {
        if (key === rare.key) continue;
        const weight = 1 / Math.sqrt(usage.candidates.get(key)?.documents.size ?? 1);
        all += weight;
        if (company.has(key)) shared += weight;
      }
    }
    return all === 0 ? 0 : shared / all;
  };
}

function spread(documents: ReadonlySet<number>): number[] {
  const all = [...documents];
  const step = Math.max(1, all.length / MAX_DOCUMENTS);
  return Array.from(
    { length: Math.min(all.length, MAX_DOCUMENTS) },
    (_, i) => all[Math.floor(i * step)] ?? 0,
  );
}
