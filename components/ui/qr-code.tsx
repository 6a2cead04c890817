"use client";

import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "./skeleton";

type QrCodeProps = { readonly text: string; readonly label: string; readonly className?: string };

/** Dark on light in either theme: cameras expect it so. The encoder is loaded when a code is shown. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const { data } = useQuery({
    queryKey: ["qr", text],
    queryFn: async () => {
      const { encode } = await import("uqr");
      return toPath(encode(text, { ecc: "M", border: 3 }).data);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data) return <Skeleton className={`aspect-square ${className ?? ""}`} />;
  return (
    <svg
      viewBox={`0 0 ${data.size} ${data.size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className={`rounded-control bg-[#fffaf0] fill-[#221a11] ${className ?? ""}`}
    >
      <path d={data.path} />
    </svg>
  );
}

function toPath(rows: readonly (readonly boolean[])[]): { readonly size: number; readonly path: string } {
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size: rows.length, path: path.join("") };
}
