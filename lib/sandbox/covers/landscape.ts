// Cover styles after the quiet photographs of ECM sleeves: horizons, fields of colour, fog, water and lines.
// Soft edges and grain instead of flat shapes.
import { between, pick } from "../random";
import { type Art, background, circle, type Drawing, grain, range, rectangle, round, SIDE } from "./art";

/** Sky over water with a thin line between, sometimes a pale sun. */
export function horizon(art: Art): Drawing {
  const { random, palette, uid } = art;
  const [low, middle, high] = palette.tones;
  const line = range(random, 340, 470);
  const sun = random() < 0.6;
  const sky = gradient(`${uid}s`, [palette.paper, middle, low]);
  const sea = gradient(`${uid}w`, [low, palette.ink]);
  const ripples = Array.from({ length: 14 }, (_, n) => {
    const y = line + 6 + n * n * 1.1;
    const width = range(random, 40, 260);
    return rectangle(
      [range(random, -40, 600), y, width, 1 + n * 0.22],
      `fill="${palette.paper}" opacity="${round(0.1 + random() * 0.3)}"`,
    );
  });
  const markup = [
    `<defs>${sky}${sea}</defs>`,
    rectangle([0, 0, SIDE, line], `fill="url(#${uid}s)"`),
    sun
      ? circle(
          range(random, 140, 500),
          line - range(random, 30, 200),
          range(random, 22, 64),
          `fill="${high}" opacity=".85"`,
        )
      : "",
    rectangle([0, line, SIDE, SIDE - line], `fill="url(#${uid}w)"`),
    ripples.join(""),
    grain(art, 0.5),
  ];
  return { markup: markup.join(""), corner: "top", lettering: palette.ink };
}

/** Two or three fields of colour with soft, breathing edges. */
export function fields(art: Art): Drawing {
  const { random, palette, uid } = art;
  const count = between(random, 2, 3);
  const seed = between(random, 1, 999);
  const filter = `<filter id="${uid}e" x="-10%" y="-10%" width="120%" height="120%"><feTurbulence type="fractalNoise" baseFrequency=".012 .03" numOctaves="3" seed="${seed}"/><feDisplacementMap in="SourceGraphic" scale="34"/><feGaussianBlur stdDeviation="5"/></filter>`;
  const gap = 18;
  let y = 104;
  const shares = Array.from({ length: count }, () => range(random, 0.6, 1.7));
  const total = shares.reduce((sum, value) => sum + value, 0);
  const drawn = shares.map((share, n) => {
    const height = ((SIDE - 168 - gap * (count - 1)) * share) / total;
    const box = rectangle(
      [58, y, SIDE - 116, height],
      `fill="${palette.tones[n] ?? palette.ink}" filter="url(#${uid}e)" opacity=".93"`,
    );
    y += height + gap;
    return box;
  });
  return {
    markup: `<defs>${filter}</defs>${background(palette.paper)}${drawn.join("")}${grain(art, 0.45)}`,
    corner: "top",
    lettering: palette.ink,
  };
}

/** Ridge behind ridge, the farther the paler, under a low sun. */
export function ridges(art: Art): Drawing {
  const { random, palette } = art;
  const count = between(random, 5, 7);
  const [near, middle, far] = palette.tones;
  const layers = Array.from({ length: count }, (_, n) => {
    const base = 270 + (n * 330) / count;
    const [height, wave, phase] = [range(random, 24, 74), range(random, 0.006, 0.017), random() * 7];
    const points = Array.from({ length: 33 }, (_, step) => {
      const x = step * 20;
      const y =
        base - height * Math.sin(x * wave + phase) - height * 0.4 * Math.sin(x * wave * 2.7 + phase * 2);
      return `${x} ${round(y)}`;
    });
    const colour = mixColours(
      n < count / 2 ? far : middle,
      n < count / 2 ? middle : near,
      ((n / count) % 0.5) / 0.5,
    );
    return `<path d="M0 ${SIDE}L${points.join("L")}L${SIDE} ${SIDE}Z" fill="${colour}"/>`;
  });
  const sun = circle(
    range(random, 120, 520),
    range(random, 190, 290),
    range(random, 46, 92),
    `fill="${pick(random, [palette.ink, near])}"`,
  );
  return {
    markup: background(palette.paper) + sun + layers.join("") + grain(art, 0.3),
    corner: "top",
    lettering: palette.ink,
  };
}

/** Lines across the sleeve, lifted where something passes beneath them. */
export function swell(art: Art): Drawing {
  const { random, palette } = art;
  const isDark = random() < 0.6;
  const ground = isDark ? palette.ink : palette.paper;
  const stroke = isDark ? palette.paper : palette.ink;
  const bumps = Array.from({ length: between(random, 2, 4) }, () => ({
    x: range(random, 160, 480),
    row: range(random, 8, 40),
    width: range(random, 40, 110),
    lift: range(random, 30, 90),
  }));
  const rows = Array.from({ length: 46 }, (_, row) => {
    const y = 130 + row * 10.4;
    const points = Array.from({ length: 65 }, (_, step) => {
      const x = step * 10;
      const lift = bumps.reduce((sum, bump) => {
        const distance = ((x - bump.x) / bump.width) ** 2 + ((row - bump.row) / 9) ** 2;
        return sum + bump.lift * Math.exp(-distance);
      }, 0);
      return `${x} ${round(y - lift + 2.2 * Math.sin(x * 0.05 + row))}`;
    });
    return `<path d="M${points.join("L")}" fill="${ground}"/>`;
  });
  const accent = circle(bumps[0]?.x ?? 320, 108, 15, `fill="${palette.tones[0]}"`);
  return {
    markup: `${background(ground)}${accent}<g stroke="${stroke}" stroke-width="1.5" stroke-linejoin="round">${rows.join("")}</g>`,
    corner: "top",
    lettering: stroke,
  };
}

/** Two sets of fine rings that cross: the pattern between them is the picture. */
export function rings(art: Art): Drawing {
  const { random, palette } = art;
  const [x, y] = [range(random, 220, 420), range(random, 260, 400)];
  const [dx, dy] = [range(random, 60, 150) * pick(random, [-1, 1]), range(random, -70, 70)];
  const step = pick(random, [9, 11, 13]);
  const set = (cx: number, cy: number, colour: string) =>
    Array.from({ length: 30 }, (_, n) => circle(cx, cy, 12 + n * step, `stroke="${colour}"`)).join("");
  const markup = `${background(palette.paper)}<g fill="none" stroke-width="3">${set(x, y, palette.tones[0])}${set(x + dx, y + dy, palette.ink)}</g>${circle(x + dx, y + dy, 26, `fill="${palette.tones[1]}"`)}`;
  const plate = rectangle([0, 0, SIDE, 78], `fill="${palette.paper}"`);
  return { markup: markup + plate, corner: "top", lettering: palette.ink };
}

function gradient(id: string, colours: readonly string[]): string {
  const stops = colours.map(
    (colour, n) => `<stop offset="${round(n / Math.max(1, colours.length - 1))}" stop-color="${colour}"/>`,
  );
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops.join("")}</linearGradient>`;
}

/** Between two `#rrggbb` colours; share 0 = the first, 1 = the second. */
export function mixColours(first: string, second: string, share: number): string {
  const channels = (colour: string) =>
    [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));
  const other = channels(second);
  const mixed = channels(first).map((value, n) => Math.round(value + ((other[n] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
