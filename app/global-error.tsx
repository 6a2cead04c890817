"use client";

import "./globals.css";
import { FaultPage } from "@/components/chrome/fault-page";

export default function GlobalError({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en" className="dark">
      <body>
        <FaultPage onRetry={reset} />
      </body>
    </html>
  );
}
