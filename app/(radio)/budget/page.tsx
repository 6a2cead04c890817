import type { Metadata } from "next";
import { budgetMessages } from "@/components/budget/budget-messages";
import { BudgetPage } from "@/components/budget/budget-page";

export const metadata: Metadata = { title: budgetMessages.title };

export default function Budget() {
  return <BudgetPage />;
}
