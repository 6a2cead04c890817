import clsx from "clsx";
import { pageMessages } from "@/components/page-messages";

/** Artists around Low and Slowdive, from home to far. `x` is in percent; the needle of globals.css rests on four. */
const names = [
  { name: "Low", x: 2, row: 1 },
  { name: "Slowdive", x: 9, row: 2, lit: 0 },
  { name: "Mazzy Star", x: 16, row: 0 },
  { name: "Cocteau Twins", x: 22, row: 3 },
  { name: "Galaxie 500", x: 31, row: 1, lit: 1 },
  { name: "The Radio Dept.", x: 38, row: 2 },
  { name: "Sigur Rós", x: 44, row: 0 },
  { name: "Red House Painters", x: 49, row: 3 },
  { name: "Grouper", x: 57, row: 2, lit: 2 },
  { name: "Pale Saints", x: 63, row: 1 },
  { name: "Codeine", x: 70, row: 0 },
  { name: "This Mortal Coil", x: 73, row: 3 },
  { name: "Chapterhouse", x: 82, row: 1, lit: 3 },
  { name: "Bedhead", x: 91, row: 2 },
] as const;

const ticks = Array.from({ length: 121 }, (_, index) => index);

/** The tuning scale by itself: a needle that wanders from name to name. Decoration with one description. */
export function DemoScale() {
  return (
    <div
      role="img"
      aria-label={pageMessages.landing.demoLabel}
      className="overflow-hidden border-y border-line bg-sunk"
    >
      <div className="page relative h-60 min-w-[52rem]">
        <div className="relative h-full">
          <div className="absolute inset-y-0 left-[9%] w-0 animate-[sweep_24s_var(--ease-needle)_infinite]">
            <div
              className="absolute -inset-y-10 -left-56 w-[28rem]"
              style={{
                background:
                  "radial-gradient(ellipse 50% 62% at 50% 70%, rgb(var(--glow) / calc(var(--glow-strength) * 1.5)), transparent)",
              }}
            />
            <div className="absolute inset-y-4 -left-px w-[2px] bg-amber" />
          </div>
          {names.map((entry) => (
            <span
              key={entry.name}
              className={clsx(
                "absolute flex items-center gap-2 whitespace-nowrap",
                "lit" in entry ? "font-medium text-ink" : "text-ink-3",
              )}
              style={{ left: `${entry.x}%`, top: 36 + entry.row * 34 }}
            >
              <span
                className={clsx(
                  "-ml-[3px] size-1.5 rounded-full",
                  "lit" in entry ? "bg-amber" : "bg-line-strong",
                )}
              />
              {entry.name}
            </span>
          ))}
          <svg
            viewBox="0 0 1200 40"
            preserveAspectRatio="none"
            aria-hidden="true"
            className="absolute inset-x-0 bottom-6 h-10 w-full"
          >
            {ticks.map((tick) => (
              <line
                key={tick}
                x1={tick * 10}
                x2={tick * 10}
                y1={tick % 10 === 0 ? 12 : tick % 5 === 0 ? 22 : 30}
                y2="40"
                vectorEffect="non-scaling-stroke"
                className="stroke-line-strong"
              />
            ))}
          </svg>
        </div>
      </div>
    </div>
  );
}
