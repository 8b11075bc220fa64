const name = 'zaklon';
const shelf = 'sealed';

/**
 * What this browser keeps between visits: encrypted pins, encrypted drafts and wrapped rows, nothing else. Erased, for whoever
 * signs out, at sign-out. A browser that refuses storage (a private window) works without.
 */
function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(shelf);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('storage'));
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(shelf, mode);
      const asked = act(transaction.objectStore(shelf));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('storage'));
    });
  } finally {
    database.close();
  }
}

/** @returns undefined for what is not there, and where nothing can be kept */
export const keptUnder = (key: string): Promise<unknown> =>
  inStore<unknown>('readonly', (store) => store.get(key) as IDBRequest<unknown>).catch(() => undefined);

/** The keys of everything that is kept and begins like this; none where nothing can be kept. */
export const keysFrom = (beginning: string): Promise<readonly string[]> =>
  inStore('readonly', (store) => store.getAllKeys(IDBKeyRange.bound(beginning, `${beginning}\uffff`))).then(
    (keys) => keys.map(String),
    () => [],
  );

/** @returns whether it could be erased */
export const forget = (key: string): Promise<boolean> =>
  inStore('readwrite', (store) => store.delete(key)).then(
    () => true,
    () => false,
  );

/** @returns whether it could be kept */
export const keep = (key: string, value: unknown): Promise<boolean> =>
  inStore('readwrite', (store) => store.put(value, key)).then(
    () => true,
    () => false,
  );

/** The keys of everything that this browser keeps for somebody: each says what it is, whose it is, and of what. */
export const keysOf = async (user: string): Promise<readonly string[]> =>
  (await keysFrom('')).filter((key) => key.split(' ')[1] === user);

/** Erases everything that this browser kept for somebody. What it keeps for her colleagues stays. */
export async function forgetAllOf(user: string): Promise<void> {
  for (const key of await keysOf(user)) await forget(key);
}
