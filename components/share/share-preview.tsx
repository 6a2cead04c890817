// The picture of a shared station for messengers. Drawn by the server's renderer: inline styles and flex boxes only.

import { messages } from "@/components/messages";
import { sharedMessages } from "@/components/share/shared-messages";

export const PREVIEW_SIZE = { width: 1200, height: 630 };

const GROUND = "#13100c";
const INK = "#f4eadb";
const INK_2 = "#bdae99";
const LINE = "#6b5d4b";
const AMBER = "#f3a536";
const TICKS = 61;
const NEEDLE = 0.36;
const SHOWN = 7;

/** Letters of scripts that the picture's font has; others would have to be fetched from elsewhere. */
const DRAWABLE = /^[\u0020-\u024f\u1e00-\u1eff\u2010-\u2027\u20ac]+$/;

export function SharePreview({
  name,
  artists,
}: {
  readonly name: string;
  readonly artists: readonly string[];
}) {
  const shown = artists.filter((artist) => DRAWABLE.test(artist)).slice(0, SHOWN);
  return (
    <div
      style={{
        width: "100%",
        height: "100%",
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        background: GROUND,
        color: INK,
        fontFamily: "Fraunces",
        padding: "56px 72px 60px",
      }}
    >
      <Scale />
      <div
        style={{
          display: "flex",
          fontSize: name.length > 28 ? 84 : 116,
          lineHeight: 1.04,
          letterSpacing: -2,
        }}
      >
        {DRAWABLE.test(name) ? name : sharedMessages.overline}
      </div>
      <div style={{ display: "flex", flexDirection: "column" }}>
        <div style={{ display: "flex", fontSize: 36, lineHeight: 1.35, color: INK_2 }}>
          {shown.join("   ·   ")}
        </div>
        <div style={{ display: "flex", marginTop: 36, fontSize: 30, color: AMBER }}>{messages.product}</div>
      </div>
    </div>
  );
}

function Scale() {
  return (
    <div style={{ display: "flex", position: "relative", height: 72, justifyContent: "space-between" }}>
      {Array.from({ length: TICKS }, (_, tick) => tick).map((tick) => (
        <div
          key={tick}
          style={{ width: 2, height: tick % 10 === 0 ? 44 : tick % 5 === 0 ? 32 : 20, background: LINE }}
        />
      ))}
      <div
        style={{
          position: "absolute",
          left: `${100 * NEEDLE}%`,
          top: -56,
          width: 4,
          height: 128,
          background: AMBER,
          boxShadow: "0 0 60px 24px rgba(243, 165, 54, 0.45)",
        }}
      />
    </div>
  );
}
