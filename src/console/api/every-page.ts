interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Every item of a list that the server gives in pages. */
export async function everyPage<Item>(
  read: (cursor: string | undefined) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await read(cursor);
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
}
