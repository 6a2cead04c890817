// The page's colours and faces, as a canvas needs them: read from the style sheet, so that both themes hold.

export type MapTheme = {
  readonly ground: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly amber: string;
  readonly amberInk: string;
  readonly like: string;
  readonly dislike: string;
  /** Red, green, blue of the dots. */
  readonly dot: readonly [number, number, number];
  readonly sans: string;
  readonly display: string;
};

export function readTheme(element: HTMLElement): MapTheme {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: value("--sunk"),
    ink: value("--ink"),
    ink2: value("--ink-2"),
    ink3: value("--ink-3"),
    amber: value("--amber"),
    amberInk: value("--amber-ink"),
    like: value("--like"),
    dislike: value("--dislike"),
    dot: toRgb(value("--ink-3")),
    sans: style.fontFamily,
    display: `${value("--font-fraunces") || "Georgia"}, Georgia, serif`,
  };
}

function toRgb(hex: string): [number, number, number] {
  const number = Number.parseInt(hex.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

/** Calls when the page's theme changes. Returns the way to stop. */
export function onThemeChange(call: () => void): () => void {
  const observer = new MutationObserver(call);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
  return () => observer.disconnect();
}
