import { openEnvelope } from '../circle/open-record.js';
import { judgeContents, type OpenedCircle } from '../circle/open-circle.js';
import { openContents, type Wraps } from '../circle/open-contents.js';
import { openDek, type DekOpener } from '../circle/rewrap.js';
import type { Channel } from './channel.js';

/**
 * Opens a conversation with the inbox's epoch in force. Inbound records open under the edge's sealed wrap or an ordinary
 * one; replies and erasures under an ordinary one only, because anybody can make a sealed one.
 */
export function openChannel(channel: Channel, opener: DekOpener, wraps: Wraps): OpenedCircle {
  const opened = openContents(channel.places, (envelope) =>
    openEnvelope(envelope, openDek(envelope, wraps, opener)),
  );
  return { ...opened, standing: judgeContents(channel.standing, opened) };
}
