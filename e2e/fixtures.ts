// What every story needs: a listener signed in through the sandbox's consent, ears, and no error on the console.

import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";

/** The sandbox's control interface; what a story switched on is put back when it ends. */
export type SandboxControl = {
  /** Changes switches: see lib/sandbox/switches.ts. */
  readonly turn: (switches: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly putBack: () => Promise<void>;
  /** Does something at once: `devices`, `tokens` or `clock`. */
  readonly act: (what: string, body: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Calls of a route so far, e.g. "PUT /v1/me/player/play". */
  readonly calls: (route: string) => Promise<number>;
};

type Stories = {
  readonly sandbox: SandboxControl;
  /** Lines of the console that belong to the story. */
  readonly expectedFaults: RegExp;
  /** The stations follow their listener from story to story; otherwise each begins with fresh ones. */
  readonly isSynced: boolean;
  /** Signs a listener of the sandbox in and waits for their stations. */
  readonly signIn: (account: RegExp, page?: Page) => Promise<void>;
  /** Opens one of the listener's stations and waits for its first song. */
  readonly openStation: (name: string) => Promise<void>;
  /** Both: from the front page to a station of Ada's, or of somebody else's. */
  readonly tuneIn: (station: string, account?: RegExp) => Promise<void>;
  /** A page in a browser of its own, which knows nothing of the first. */
  readonly otherBrowser: () => Promise<Page>;
  /** Fails on any violation of WCAG A or AA. */
  readonly expectAccessible: () => Promise<void>;
};

declare global {
  interface Window {
    /** The sandbox's player shows its sound here; the real SDK does not. */
    __sandboxAudio?: AnalyserNode;
  }
}

export const test = base.extend<Stories>({
  expectedFaults: [/^$/, { option: true }],
  isSynced: [false, { option: true }],
  page: async ({ page, expectedFaults, isSynced }, use) => {
    if (!isSynced) await forgetMemories(page);
    const faults: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => faults.push(error.message));
    await use(page);
    expect(
      faults.filter((fault) => !expectedFaults.test(fault)),
      "errors on the console",
    ).toEqual([]);
  },
  signIn: async ({ page }, use) => {
    await use(async (account, on = page) => {
      await on.goto("/");
      await on
        .getByRole("button", { name: /sign in with/i })
        .first()
        .click();
      await on.getByRole("button", { name: account }).click();
    });
  },
  openStation: async ({ page }, use) => {
    await use(async (name) => {
      await stationLink(page, name).click();
      await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
      await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
    });
  },
  tuneIn: async ({ signIn, openStation }, use) => {
    await use(async (station, account = /Ada/) => {
      await signIn(account);
      await openStation(station);
    });
  },
  otherBrowser: async ({ browser, baseURL, viewport }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL, viewport });
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
  sandbox: async ({ request, baseURL }, use) => {
    const url = new URL(baseURL ?? "");
    url.port = String(Number(url.port) + 1_000);
    const at = (path: string) => new URL(`/sandbox/${path}`, url).href;
    const send = async (path: string, data: unknown) => {
      const answer = await request.post(at(path), { data });
      expect(answer.status(), await answer.text()).toBe(200);
    };
    const putBack = async () => void (await request.delete(at("switches")));
    await use({
      putBack,
      turn: (switches) => send("switches", switches),
      act: send,
      calls: async (route) => (await (await request.get(at("calls"))).json()).calls[route] ?? 0,
    });
    await putBack();
  },
  expectAccessible: async ({ page }, use) => {
    await use(async () => {
      // Colours on their way from one state to another are nobody's to read; what moves for ever is not waited for.
      await page.evaluate(() =>
        Promise.all(
          document
            .getAnimations()
            .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
            .map((animation) => animation.finished.catch(() => undefined)),
        ),
      );
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21aa"])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual(
        [],
      );
    });
  },
});

export { expect };

/** Answers for the server that it has taken everything in, and knows nothing else. */
async function forgetMemories(page: Page): Promise<void> {
  await page.route(/\/api\/stations\/[^/]+\/memory/, async (route) => {
    type Entries = Readonly<Record<string, object>>;
    const { lines = {}, knobs = {} }: { lines?: Entries; knobs?: Entries } =
      route.request().postDataJSON() ?? {};
    const taken = (entries: Entries) =>
      Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, { ...entry, rev: 1 }]));
    await route.fulfill({ json: { base: 1, revision: 1, lines: taken(lines), knobs: taken(knobs) } });
  });
}

/** The listener's station of this name; an evening that another story kept bears its station's name too, further down. */
export const stationLink = (page: Page, name: string) =>
  page.getByRole("link", { name, exact: true }).first();

/** The id of one of the listener's stations. */
export async function stationIdOf(page: Page, name: string): Promise<string> {
  const { stations } = await (await page.request.get("/api/stations")).json();
  return stations.find((station: { readonly name: string }) => station.name === name).id;
}

/** The address of a link to the station in sight, made in its dialog, which stays open. */
export async function makeLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  return page.getByRole("textbox", { name: "Link" }).inputValue();
}

/** Loudest sample of what the player sounds like now, 0 = silence. */
export function loudness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const analyser = window.__sandboxAudio;
    if (!analyser) return 0;
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  });
}

/** Names of the songs that come next, first to last. */
export async function nextSongs(page: Page): Promise<string[]> {
  const rows = page.getByRole("list", { name: "Next" }).getByRole("listitem");
  const found = await rows.evaluateAll((items) =>
    items
      .map((item) => ({ place: Number(item.getAttribute("aria-posinset")), text: item.textContent ?? "" }))
      .sort((a, b) => a.place - b.place)
      .map(({ text }) => text),
  );
  return found;
}
