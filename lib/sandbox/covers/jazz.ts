// Cover styles after jazz sleeves of the fifties and sixties: paper cut-outs, overprinted discs, torn strips, a brushed ring.
// Loose shapes in few colours.
import { between, pick, shuffled } from "../random";
import {
  type Art,
  background,
  circle,
  type Drawing,
  luminance,
  range,
  readableOn,
  rectangle,
  round,
  SIDE,
  smoothClosed,
} from "./art";

/** Leaves and pebbles cut from paper, on two or three panels. */
export function cutouts(art: Art): Drawing {
  const { random, palette } = art;
  const panels = pick(random, [2, 3]);
  const width = SIDE / panels;
  const grounds = shuffled(random, [palette.paper, palette.tones[0], palette.tones[2], palette.tones[1]]);
  const shapes: string[] = [];
  for (let n = 0; n < panels; n++) {
    const ground = grounds[n] ?? palette.paper;
    shapes.push(rectangle([n * width, 0, width + 1, SIDE - 92], `fill="${ground}"`));
    const colours = [palette.ink, ...palette.tones, palette.paper].filter((colour) => colour !== ground);
    const count = between(random, 2, 3);
    for (let k = 0; k < count; k++) {
      const y = 60 + ((SIDE - 200) * (k + 0.5)) / count;
      const draw = random() < 0.55 ? leaf : pebble;
      shapes.push(
        draw(art, {
          x: (n + 0.5) * width,
          y,
          size: Math.min(width * 0.4, (SIDE - 200) / count / 1.9),
          colour: pick(random, colours),
        }),
      );
    }
  }
  const plate = rectangle([0, SIDE - 92, SIDE, 92], `fill="${palette.paper}"`);
  return {
    markup: background(palette.paper) + shapes.join("") + plate,
    corner: "bottom",
    lettering: palette.ink,
  };
}

type Shape = { readonly x: number; readonly y: number; readonly size: number; readonly colour: string };

/** A frond: rounded leaves in pairs along a stem, smaller towards the tip. */
function leaf(art: Art, { x, y, size, colour }: Shape): string {
  const { random } = art;
  const pairs = between(random, 3, 5);
  const spread = range(random, 38, 62);
  const leaves = Array.from({ length: pairs }, (_, n) => {
    const at = y + size * 0.62 - (n * size * 1.3) / pairs;
    const reach = size * (0.56 - (0.3 * n) / pairs);
    const wide = (size * 0.5) / pairs + size * 0.05;
    const blade = (turn: number) =>
      `<ellipse cx="${round(x)}" cy="${round(at - reach * 0.8)}" rx="${round(wide)}" ry="${round(reach)}" transform="rotate(${round(turn)} ${round(x)} ${round(at)})"/>`;
    return blade(spread) + blade(-spread);
  });
  const stem = rectangle(
    [x - size * 0.045, y - size * 0.8, size * 0.09, size * 1.75],
    `rx="${round(size * 0.045)}"`,
  );
  const turn = range(random, -40, 40);
  return `<g fill="${colour}" transform="rotate(${round(turn)} ${round(x)} ${round(y)})">${leaves.join("")}${stem}</g>`;
}

function pebble(art: Art, { x, y, size, colour }: Shape): string {
  const { random } = art;
  const count = between(random, 6, 8);
  const points = Array.from({ length: count }, (_, n): [number, number] => {
    const angle = (2 * Math.PI * n) / count;
    const reach = size * range(random, 0.55, 0.95);
    return [x + reach * Math.cos(angle), y + reach * 0.85 * Math.sin(angle)];
  });
  return `<path d="${smoothClosed(points)}" fill="${colour}"/>`;
}

/** Discs of transparent ink printed over each other. */
export function overprint(art: Art): Drawing {
  const { random, palette } = art;
  const isDark = luminance(palette.paper) < 0.4;
  const count = between(random, 3, 5);
  const turn = random() * Math.PI * 2;
  const discs = Array.from({ length: count }, (_, n) => {
    const angle = turn + (n * 2 * Math.PI) / count;
    const away = range(random, 70, 130);
    const colour = palette.tones[n % 3] ?? palette.ink;
    return circle(
      320 + away * Math.cos(angle),
      345 + away * Math.sin(angle),
      range(random, 110, 190),
      `fill="${colour}"`,
    );
  });
  const blend = isDark ? "screen" : "multiply";
  return {
    markup: `${background(palette.paper)}<g style="mix-blend-mode:${blend}">${discs.map((disc) => disc.replace("/>", ` style="mix-blend-mode:${blend}"/>`)).join("")}</g>`,
    corner: "top",
    lettering: palette.ink,
  };
}

/** Torn strips of paper laid across each other. */
export function strips(art: Art): Drawing {
  const { random, palette } = art;
  const count = between(random, 4, 6);
  const colours = shuffled(random, [
    palette.tones[0],
    palette.tones[1],
    palette.tones[2],
    palette.ink,
    palette.tones[0],
    palette.tones[1],
  ]);
  const tilt = range(random, -24, 24);
  const drawn = Array.from({ length: count }, (_, n) => {
    const top = 120 + (n * 430) / count;
    const height = range(random, 44, 112);
    const edge = (y: number) =>
      Array.from({ length: 19 }, (_, step) => `${-60 + step * 44} ${round(y + range(random, -5, 5))}`);
    const path = `M${edge(top).join("L")}L${edge(top + height)
      .reverse()
      .join("L")}Z`;
    const angle = tilt * (n % 2 ? -0.5 : 1) + range(random, -5, 5);
    return `<path d="${path}" fill="${colours[n] ?? palette.ink}" opacity=".94" transform="rotate(${round(angle)} 320 ${round(top)})"/>`;
  });
  const plate = rectangle([0, 0, SIDE, 84], `fill="${palette.paper}"`);
  return {
    markup: background(palette.paper) + drawn.join("") + plate,
    corner: "top",
    lettering: palette.ink,
  };
}

/** One ring drawn with a wet brush. */
export function brush(art: Art): Drawing {
  const { random, palette, uid } = art;
  const isInverse = random() < 0.45;
  const ground = isInverse ? palette.tones[0] : palette.paper;
  const stroke = isInverse ? palette.paper : palette.ink;
  const radius = range(random, 140, 185);
  const length = 2 * Math.PI * radius;
  const filter = `<filter id="${uid}b" x="-20%" y="-20%" width="140%" height="140%"><feTurbulence type="fractalNoise" baseFrequency=".02 .05" numOctaves="4" seed="${between(random, 1, 999)}"/><feDisplacementMap in="SourceGraphic" scale="30"/></filter>`;
  const turn = range(random, 0, 360);
  const sweeps = Array.from({ length: 9 }, (_, n) => {
    const share = range(random, 0.72, 0.95);
    const wide = range(random, 4, 17);
    return circle(
      320,
      340,
      radius - 34 + n * 8.5,
      `stroke="${stroke}" stroke-width="${round(wide)}" stroke-dasharray="${round(length * share)} 9999" stroke-linecap="round" transform="rotate(${round(turn + n * 3)} 320 340)"`,
    );
  });
  const seal = rectangle([SIDE - 104, SIDE - 104, 40, 40], `fill="${palette.tones[1]}"`);
  return {
    markup: `<defs>${filter}</defs>${background(ground)}<g fill="none" filter="url(#${uid}b)">${sweeps.join("")}</g>${seal}`,
    corner: "top",
    lettering: readableOn(ground, palette),
  };
}

/** A fan of keys or feathers opening from one corner. */
export function fan(art: Art): Drawing {
  const { random, palette } = art;
  const count = between(random, 9, 15);
  const [x, y] = pick(random, [
    [-20, 660],
    [660, 660],
    [320, 690],
  ] as const);
  const middle = Math.atan2(300 - y, 320 - x);
  const spread = x === 320 ? 2.5 : 1.5;
  const colours = [palette.tones[0], palette.ink, palette.tones[1], palette.tones[2]];
  const blades = Array.from({ length: count }, (_, n) => {
    const from = middle - spread / 2 + (spread * n) / count;
    const to = from + (spread / count) * 0.78;
    const reach = range(random, 330, 560);
    const corner = (angle: number, length: number) =>
      `${round(x + length * Math.cos(angle))} ${round(y + length * Math.sin(angle))}`;
    return `<path d="M${corner(from, 70)}L${corner(from, reach)}L${corner(to, reach)}L${corner(to, 70)}Z" fill="${colours[n % colours.length]}"/>`;
  });
  return { markup: background(palette.paper) + blades.join(""), corner: "top", lettering: palette.ink };
}
