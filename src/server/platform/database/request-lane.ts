import { AsyncLocalStorage } from 'node:async_hooks';

const lane = new AsyncLocalStorage<true>();

/**
 * What `work` asks of the database goes over the connections of requests. People who ask and deadlines that ring do not share
 * connections: whoever holds all of theirs, by mistake or on purpose, delays no alert.
 */
export const asRequest = <T>(work: () => T): T => lane.run(true, work);

export const isRequest = (): boolean => lane.getStore() === true;
