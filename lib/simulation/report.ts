// The figures of a simulation as one Markdown table, a column a policy.

import { type Estimate, stretchesOf } from "./metrics";
import type { PolicyFigures, Simulation } from "./simulate";

export function formatReport({ policies }: Simulation, songs: number): string {
  const stretches = (title: string, of: "liked" | "disliked" | "fresh") =>
    stretchesOf(songs).map(([first, last], at) =>
      row(`${title}, songs ${first}-${last}`, policies, (figures) => percent(figures[of][at])),
    );
  return [
    `| | ${policies.map(({ name }) => name).join(" | ")} |`,
    `|---|${policies.map(() => "---:|").join("")}`,
    ...stretches("liked", "liked"),
    ...stretches("liked and rested", "fresh"),
    ...stretches("disliked", "disliked"),
    row("songs by an artist not yet heard", policies, ({ different }) => percent(different)),
    row("different artists liked", policies, ({ likedArtists }) => number(likedArtists, 1)),
    row("disliked, of the different artists", policies, ({ dislikedArtists }) => percent(dislikedArtists)),
    row("repeats within the gaps", policies, ({ repeats }) => percent(repeats)),
    row("intra-list distance", policies, ({ distance }) => number(distance, 3)),
    row("catalogue played to anybody", policies, ({ coverage }) => `${(100 * coverage).toFixed(1)} %`),
    row("mean popularity rank", policies, ({ popularityRank }) => number(popularityRank, 0)),
    row("songs it had nothing for", policies, ({ silence }) => percent(silence)),
  ].join("\n");
}

function row(
  title: string,
  policies: readonly PolicyFigures[],
  format: (figures: PolicyFigures) => string,
): string {
  return `| ${title} | ${policies.map(format).join(" | ")} |`;
}

function percent(value: Estimate | undefined): string {
  if (!value) return "";
  return `${(100 * value.mean).toFixed(1)} ± ${(100 * value.error).toFixed(1)} %`;
}

function number({ mean, error }: Estimate, digits: number): string {
  return `${mean.toFixed(digits)} ± ${error.toFixed(digits)}`;
}
