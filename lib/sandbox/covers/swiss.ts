// Cover styles after Swiss concert posters and the Bauhaus: circles, arcs, grids and bars in flat colour.
// Each takes the album's random stream and palette and gives markup.
import { between, pick, shuffled } from "../random";
import {
  type Art,
  background,
  circle,
  type Drawing,
  range,
  readableOn,
  rectangle,
  round,
  SIDE,
  tone,
} from "./art";

/** Heavy concentric arcs around a point, each ring turned by a step, as on a Beethoven poster of 1955. */
export function arcs(art: Art): Drawing {
  const { random, palette } = art;
  const x = pick(random, [range(random, 150, 260), range(random, 380, 490)]);
  const y = range(random, 330, 430);
  const step = pick(random, [22.5, 45]);
  let radius = 34;
  let width = 10;
  const rings: string[] = [];
  while (radius < 620) {
    const turn = between(random, 0, 15) * step;
    const sweep = between(random, 3, 10) * 22.5;
    const length = (2 * Math.PI * radius * sweep) / 360;
    const colour = random() < 0.22 ? palette.tones[0] : palette.ink;
    rings.push(
      circle(
        x,
        y,
        radius,
        `fill="none" stroke="${colour}" stroke-width="${round(width)}" stroke-dasharray="${round(length)} 9999" transform="rotate(${turn} ${round(x)} ${round(y)})"`,
      ),
    );
    radius += width * 1.5 + 8;
    width *= 1.42;
  }
  // The outer rings reach into the corner of the lettering.
  const plate = `<rect width="${SIDE}" height="92" fill="${palette.paper}"/>`;
  return {
    markup: background(palette.paper) + rings.join("") + plate,
    corner: "top",
    lettering: palette.ink,
  };
}

/** A grid of quarter circles, half circles and rings. */
export function quarters(art: Art): Drawing {
  const { random, palette } = art;
  const count = pick(random, [3, 4, 4, 5]);
  const margin = 56;
  const top = 96;
  const cell = (SIDE - 2 * margin) / count;
  const colours = [...palette.tones, palette.ink];
  const cells: string[] = [];
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const [x, y] = [margin + column * cell, top + row * cell];
      const [first, second] = shuffled(random, colours);
      const turn = `transform="rotate(${90 * between(random, 0, 3)} ${round(x + cell / 2)} ${round(y + cell / 2)})"`;
      const roll = random();
      if (roll < 0.12) continue;
      if (roll < 0.5) {
        cells.push(
          `<path d="M${round(x)} ${round(y)}h${round(cell)}a${round(cell)} ${round(cell)} 0 0 1-${round(cell)} ${round(cell)}z" fill="${first}" ${turn}/>`,
        );
      } else if (roll < 0.75) {
        cells.push(
          `<path d="M${round(x)} ${round(y)}v${round(cell)}a${round(cell / 2)} ${round(cell / 2)} 0 0 0 0-${round(cell)}z" fill="${first}" ${turn}/>`,
        );
      } else {
        cells.push(rectangle([x, y, cell, cell], `fill="${second}"`));
        cells.push(circle(x + cell / 2, y + cell / 2, cell * 0.32, `fill="${first}"`));
      }
    }
  }
  return { markup: background(palette.paper) + cells.join(""), corner: "top", lettering: palette.ink };
}

/** Tall bars of uneven height on one ground, one of them in another colour. */
export function bars(art: Art): Drawing {
  const { random, palette } = art;
  const count = between(random, 6, 11);
  const width = SIDE / count;
  const lean = pick(random, [0, 0, -18, 18, 32]);
  const accent = between(random, 1, count - 2);
  const phase = random() * 6;
  const ground = random() < 0.5 ? palette.tones[0] : palette.paper;
  const plain = ground === palette.paper ? palette.tones[0] : palette.paper;
  const drawn = Array.from({ length: count + 4 }, (_, n) => {
    const height = 150 + 300 * Math.abs(Math.sin(phase + n * 0.63)) + 60 * random();
    const colour = n - 2 === accent ? palette.tones[1] : n % 3 === 1 ? palette.ink : plain;
    return rectangle(
      [(n - 2) * width + width * 0.1, SIDE - height, width * 0.8, height + 200],
      `fill="${colour}"`,
    );
  });
  const group = `<g transform="skewX(${-lean}) translate(${lean * 5.4} 0)">${drawn.join("")}</g>`;
  return {
    markup: background(ground) + group,
    corner: "top",
    lettering: readableOn(ground, palette),
  };
}

/** Dots on a grid whose size follows a slow wave. */
export function dots(art: Art): Drawing {
  const { random, palette } = art;
  const count = pick(random, [11, 14, 17]);
  const cell = SIDE / count;
  const [fx, fy, phase] = [range(random, 0.25, 0.75), range(random, 0.2, 0.7), random() * 6];
  const [cx, cy] = [range(random, 0, count), range(random, 0, count)];
  const isDark = random() < 0.4;
  const ground = isDark ? palette.ink : palette.paper;
  const colour = isDark ? palette.paper : palette.tones[0];
  const marks: string[] = [];
  for (let row = 2; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const wave =
        Math.sin(column * fx + phase) +
        Math.cos(row * fy - phase) +
        Math.sin(Math.hypot(column - cx, row - cy) * 0.55);
      const radius = cell * 0.5 * Math.max(0.08, Math.min(1, 0.5 + wave * 0.24));
      marks.push(circle((column + 0.5) * cell, (row + 0.5) * cell, radius, ""));
    }
  }
  const special = circle(
    (Math.round(cx * 0.6) + 2.5) * cell,
    (Math.round(cy * 0.5) + 3.5) * cell,
    cell * 0.5,
    `fill="${palette.tones[1]}"`,
  );
  return {
    markup: `${background(ground)}<g fill="${colour}">${marks.join("")}</g>${special}`,
    corner: "top",
    lettering: readableOn(ground, palette),
  };
}

/** Woven stripes: blocks of vertical and horizontal lines in turn, as in a wall hanging. */
export function weave(art: Art): Drawing {
  const { random, palette } = art;
  const count = pick(random, [4, 5, 6]);
  const cell = SIDE / count;
  const blocks: string[] = [];
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const [x, y] = [column * cell, row * cell];
      const ground =
        (row + column) % 2
          ? palette.paper
          : pick(random, [palette.paper, palette.tones[2], palette.tones[1]]);
      const thread = pick(random, [palette.ink, palette.tones[0], palette.tones[0], palette.tones[2]]);
      blocks.push(rectangle([x, y, cell + 0.5, cell + 0.5], `fill="${ground}"`));
      if (thread === ground) continue;
      const lines = between(random, 3, 7);
      const gap = cell / lines;
      const isUpright = (row + column + between(random, 0, 3)) % 2 === 0;
      for (let n = 0; n < lines; n++) {
        const box: [number, number, number, number] = isUpright
          ? [x + n * gap + gap * 0.25, y, gap * 0.5, cell]
          : [x, y + n * gap + gap * 0.25, cell, gap * 0.5];
        blocks.push(rectangle(box, `fill="${thread}"`));
      }
    }
  }
  const plate = rectangle([0, SIDE - 84, SIDE, 84], `fill="${palette.paper}"`);
  return { markup: blocks.join("") + plate, corner: "bottom", lettering: palette.ink };
}

/** One very large disc cut by bands, and a small one in answer. */
export function eclipse(art: Art): Drawing {
  const { random, palette } = art;
  const [x, y, radius] = [range(random, 250, 400), range(random, 300, 370), range(random, 190, 240)];
  const bands = between(random, 4, 9);
  const angle = pick(random, [0, 0, 45, -45, 90]);
  const cuts = Array.from({ length: bands }, (_, n) => {
    const at = y - radius + ((n + 0.5) * 2 * radius) / bands;
    const thick = ((radius * 2) / bands) * 0.16 * (0.4 + n * (3 / bands));
    return rectangle([x - radius - 10, at, 2 * radius + 20, thick], `fill="${palette.paper}"`);
  });
  const small = circle(
    x + radius * pick(random, [-0.95, 0.95]),
    y - radius * range(random, 0.7, 0.95),
    range(random, 26, 58),
    `fill="${palette.tones[1]}"`,
  );
  const disc = circle(x, y, radius, `fill="${tone(art)}"`);
  const turned = `<g transform="rotate(${angle} ${round(x)} ${round(y)})">${cuts.join("")}</g>`;
  return {
    markup: background(palette.paper) + disc + turned + small,
    corner: "bottom",
    lettering: palette.ink,
  };
}
