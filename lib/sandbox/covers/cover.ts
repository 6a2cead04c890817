// GET /images/{id}-{size}: the sleeve of an album, or a picture for an artist or an episode, as SVG.
// A function of the id alone; lettering is left off where it could not be read.
import { decodeId, type IdParts } from "../ids";
import { escapeHtml } from "../page";
import { createRandom, pick } from "../random";
import { Fault } from "../respond";
import type { World } from "../state";
import { type Art, type Drawing, PALETTES, SIDE } from "./art";
import { brush, cutouts, fan, overprint, strips } from "./jazz";
import { fields, horizon, ridges, rings, swell } from "./landscape";
import { arcs, bars, dots, eclipse, quarters, weave } from "./swiss";

const STYLES: readonly ((art: Art) => Drawing)[] = [
  arcs,
  quarters,
  bars,
  dots,
  weave,
  eclipse,
  horizon,
  fields,
  ridges,
  swell,
  rings,
  cutouts,
  overprint,
  strips,
  brush,
  fan,
];
const SMALLEST_WITH_LETTERING = 300;
/** Characters of a line of lettering before it is cut. */
const LINE = 38;

export function coverResponse(world: World, name: string): Response {
  const [, id = "", size = ""] = /^([0-9A-Za-z]{22})-(640|300|64)$/.exec(name) ?? [];
  const parts = decodeId(id);
  if (!parts) throw new Fault(404, "Image not found");
  const svg = drawCover({ seed: id, size: Number(size), ...lettersOf(world, parts) });
  return new Response(svg, {
    headers: {
      "content-type": "image/svg+xml; charset=utf-8",
      "cache-control": "public, max-age=86400, immutable",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
    },
  });
}

export function drawCover(input: {
  readonly seed: string;
  readonly size: number;
  readonly artist?: string;
  readonly title?: string;
}): string {
  const random = createRandom(`cover:${input.seed}`);
  const style = pick(random, STYLES);
  const { markup, corner, lettering } = style({ random, palette: pick(random, PALETTES), uid: "c" });
  const isLettered = input.size >= SMALLEST_WITH_LETTERING && input.artist !== undefined;
  const letters = isLettered ? drawLetters({ ...input, corner, colour: lettering }) : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${input.size}" height="${input.size}" viewBox="0 0 ${SIDE} ${SIDE}">${markup}${letters}</svg>`;
}

function drawLetters(input: {
  readonly artist?: string;
  readonly title?: string;
  readonly corner: Drawing["corner"];
  readonly colour: string;
}): string {
  const y = input.corner === "top" ? 44 : SIDE - 48;
  const line = (words: string | undefined, at: number, weight: number) =>
    `<text x="30" y="${at}" font-weight="${weight}">${escapeHtml(shorten(words ?? ""))}</text>`;
  return `<g fill="${input.colour}" font-family="'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif" font-size="21" letter-spacing="-.2">${line(input.artist, y, 700)}${line(input.title, y + 26, 400)}</g>`;
}

function shorten(words: string): string {
  return words.length <= LINE ? words : `${words.slice(0, LINE - 1).trimEnd()}…`;
}

function lettersOf(world: World, parts: IdParts): { artist?: string; title?: string } {
  const artist = parts.kind === "album" ? world.catalogue.findByKey(parts.owner) : undefined;
  if (!artist) return {};
  const title = world.discographyOf(artist).albums[parts.n]?.title;
  return { artist: artist.name, ...(title !== undefined && { title }) };
}
