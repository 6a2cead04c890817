// Reads what was spent of the music service's daily allowances.

import { queryOptions } from "@tanstack/react-query";
import type { BudgetResponse } from "./budget-schemas";
import { call } from "./client";

export const budgetOptions = () =>
  queryOptions({
    queryKey: ["budget"],
    queryFn: ({ signal }) => call<BudgetResponse>("/api/budget", { signal, fields: ["buckets"] }),
    staleTime: 0,
  });
