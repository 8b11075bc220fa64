const name = 'zaklon';
const shelf = 'sealed';

/**
 * What this browser keeps between visits: encrypted pins, encrypted drafts and wrapped rows, nothing else. Erased at
 * sign-out. A browser that refuses storage (a private window) works without.
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

export const forget = (key: string): Promise<unknown> =>
  inStore('readwrite', (store) => store.delete(key)).catch(() => undefined);

/** @returns whether it could be kept */
export const keep = (key: string, value: unknown): Promise<boolean> =>
  inStore('readwrite', (store) => store.put(value, key)).then(
    () => true,
    () => false,
  );

/** Erases everything that this browser kept. */
export const forgetEverything = (): Promise<unknown> =>
  inStore('readwrite', (store) => store.clear()).catch(() => undefined);
