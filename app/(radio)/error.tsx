"use client";

import { FaultPage } from "@/components/chrome/fault-page";

export default function PageError({ reset }: { readonly reset: () => void }) {
  return <FaultPage onRetry={reset} />;
}
