// The wire shape of what was spent of the music service's daily allowances. Figures only: nobody is named.

import { z } from "zod";

export const budgetResponseSchema = z.object({
  window_hours: z.number().describe("Calls count for so long after they were sent"),
  buckets: z.array(
    z.object({
      bucket: z.string().describe("A kind of call with an allowance of its own, e.g. search"),
      spent: z.number().int().describe("Calls sent within the window"),
      quota: z.number().int().optional().describe("Calls that the window has; absent = no known limit"),
      left: z.number().int().optional().describe("Calls that may be sent now"),
      reopens_at: z.number().optional().describe("Unix milliseconds; absent = open"),
    }),
  ),
});
export type BudgetResponse = z.infer<typeof budgetResponseSchema>;
