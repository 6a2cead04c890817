// What every cover style is given and gives back, with the palettes and the small drawing helpers they share.
// A cover is 640 units square; its style, palette and every stroke follow from the id of the album.
import { pick, type Random } from "../random";

export const SIDE = 640;

export type Palette = {
  readonly paper: string;
  readonly ink: string;
  /** Three colours that stand on the paper and beside each other. */
  readonly tones: readonly [string, string, string];
};

export type Art = {
  readonly random: Random;
  readonly palette: Palette /** Prefix of element ids. */;
  readonly uid: string;
};

/** Drawn markup, and where the lettering may stand: a corner and a colour that reads there. */
export type Drawing = {
  readonly markup: string;
  readonly corner: "top" | "bottom";
  readonly lettering: string;
};

export const PALETTES: readonly Palette[] = [
  { paper: "#f2ead8", ink: "#1d1b19", tones: ["#d8432e", "#f0b429", "#2b5d8a"] },
  { paper: "#0f1a24", ink: "#e8e2d4", tones: ["#2f5d73", "#7aa5a8", "#d9b26f"] },
  { paper: "#e9e4da", ink: "#23201d", tones: ["#3f5a63", "#b7aa98", "#7d7468"] },
  { paper: "#1b1411", ink: "#f4e7d0", tones: ["#c2502d", "#e9a23b", "#6b3527"] },
  { paper: "#d9e2dc", ink: "#14251f", tones: ["#2f6b57", "#8db596", "#e2b75e"] },
  { paper: "#f6d9c8", ink: "#2a1a2e", tones: ["#b3446c", "#ef8354", "#5b3a78"] },
  { paper: "#10141f", ink: "#eef0ea", tones: ["#3555a0", "#6f93d6", "#f2cf63"] },
  { paper: "#f3efe4", ink: "#101010", tones: ["#e8452c", "#1c1c1c", "#c9c2b2"] },
  { paper: "#ece3f0", ink: "#241b3a", tones: ["#6c5aa7", "#f0a868", "#a99ad4"] },
  { paper: "#f7e7b4", ink: "#20303a", tones: ["#e07a3f", "#2e7f86", "#b8402a"] },
  { paper: "#cfd8e0", ink: "#1b2a38", tones: ["#4b6c8b", "#f4f1ea", "#8ea8bd"] },
  { paper: "#26190f", ink: "#f2dfb9", tones: ["#d99a3e", "#8a5a2b", "#3f6b5c"] },
  { paper: "#fbf3ec", ink: "#3b1f1b", tones: ["#e26d5c", "#723d46", "#f4b6a0"] },
  { paper: "#141416", ink: "#f5f5f0", tones: ["#e4572e", "#8a8d91", "#3b3d42"] },
  { paper: "#e0d6c3", ink: "#22323d", tones: ["#33658a", "#f26419", "#86bbd8"] },
  { paper: "#12211d", ink: "#e9efe1", tones: ["#58a886", "#f4d58d", "#1f5c4c"] },
];

export function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A number in [low, high). */
export function range(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

export function tone(art: Art): string {
  return pick(art.random, art.palette.tones);
}

export function background(colour: string): string {
  return `<rect width="${SIDE}" height="${SIDE}" fill="${colour}"/>`;
}

export function circle(x: number, y: number, radius: number, attributes: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${attributes}/>`;
}

export function rectangle(box: readonly [number, number, number, number], attributes: string): string {
  const [x, y, width, height] = box;
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${attributes}/>`;
}

/** A closed smooth curve through the points (Catmull-Rom as Béziers). */
export function smoothClosed(points: readonly (readonly [number, number])[]): string {
  const at = (n: number): readonly [number, number] => points[(n + points.length) % points.length] ?? [0, 0];
  const start = at(0);
  const curves = points.map((_, n) => {
    const [before, from, to, after] = [at(n - 1), at(n), at(n + 1), at(n + 2)];
    const c1 = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6];
    const c2 = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6];
    return `C${[...c1, ...c2, ...to].map(round).join(" ")}`;
  });
  return `M${round(start[0])} ${round(start[1])}${curves.join("")}Z`;
}

/** Film grain over the whole cover; soft enough to be felt rather than seen. */
export function grain(art: Art, strength: number): string {
  const seed = Math.floor(art.random() * 1_000);
  return `<filter id="${art.uid}g"><feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="${seed}"/><feColorMatrix values="0 0 0 0 .5 0 0 0 0 .5 0 0 0 0 .5 0 0 0 1.4 -.35"/></filter><rect width="${SIDE}" height="${SIDE}" filter="url(#${art.uid}g)" opacity="${strength}" style="mix-blend-mode:overlay"/>`;
}

/** 0 = black, 1 = white. */
export function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (from) => Number.parseInt(colour.slice(from, from + 2), 16) / 255,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Whichever of paper and ink stands out from the ground. */
export function readableOn(ground: string, { paper, ink }: Palette): string {
  const away = (colour: string) => Math.abs(luminance(colour) - luminance(ground));
  return away(ink) >= away(paper) ? ink : paper;
}
