"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ToastHost } from "@/components/ui/toast";
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
    <>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
      <ToastHost />
    </>
  );
}
