// Reads a list that comes in pages: the first tells how many there are, the rest are asked for at once.

export type Page<Item> = {
  readonly items: readonly Item[];
  readonly total: number;
  /** Entries to a page as the service counts, which may be fewer than were asked for. */
  readonly limit: number;
};

export type PagesOptions = {
  /** Entries to ask for in one page. */
  readonly limit: number;
  /** Entries read at most: the service refuses higher offsets. */
  readonly most: number;
};

export async function readAllPages<Item>(
  readPage: (offset: number, limit: number) => Promise<Page<Item>>,
  { limit, most }: PagesOptions,
): Promise<Item[]> {
  const first = await readPage(0, limit);
  const step = first.limit > 0 ? Math.min(first.limit, limit) : limit;
  const offsets: number[] = [];
  for (let offset = step; offset < Math.min(first.total, most); offset += step) offsets.push(offset);
  const rest = await Promise.all(offsets.map((offset) => readPage(offset, step)));
  return [first, ...rest].flatMap((page) => page.items);
}
