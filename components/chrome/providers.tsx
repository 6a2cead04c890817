"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { Toaster } from "sonner";
import { isAppError } from "@/lib/api/client";

const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        // The service's quotas are small: only a lost connection is worth a second try.
        retry: (count, error) => count < 2 && isAppError(error) && error.details?.network === true,
      },
    },
  });

export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
      <Toaster
        position="bottom-center"
        style={{ fontFamily: "inherit" }}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              "flex w-[min(26rem,calc(100vw-2rem))] items-center gap-4 rounded-control border border-line-strong bg-raised px-4 py-2 text-ink shadow-lg",
            title: "flex-1",
            content: "flex-1",
            actionButton: "inline-flex min-h-11 items-center px-2 font-semibold text-amber-ink",
          },
        }}
      />
    </ThemeProvider>
  );
}
