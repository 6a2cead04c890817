// Which song's reasons are in sight. Apart from the lists, whose rows come and go while the sheet is open.

import { createStore } from "zustand/vanilla";
import type { Pick } from "@/lib/api/schemas";

export const whySheet = createStore<{ readonly pick: Pick | undefined }>(() => ({ pick: undefined }));

export const showWhy = (pick: Pick): void => whySheet.setState({ pick });
export const hideWhy = (): void => whySheet.setState({ pick: undefined });
