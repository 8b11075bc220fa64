import { session } from './session.js';

/** What one tab asks of all tabs of this browser. It tells nothing but itself, and leaves no trace. */
type TabCall = 'hide' | 'lock';

const line = new BroadcastChannel('zaklon-tabs');

/** Asks all other tabs. */
export const tellTabs = (order: TabCall): void => line.postMessage(order);

/** @returns a function that stops listening */
export function hearTabs(hear: (order: TabCall) => void): () => void {
  const listen = ({ data }: MessageEvent<TabCall>): void => hear(data);
  line.addEventListener('message', listen);
  return () => line.removeEventListener('message', listen);
}

/** Somebody who locks means the computer, not one of its tabs. */
export function lockEverywhere(): void {
  tellTabs('lock');
  void session.lock();
}
