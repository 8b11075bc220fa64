import { alarmVerdict } from '../../contracts/sealed/alarm-claims.js';
import type { Opened } from './opened.js';

/** What is wrong with the alarms of a file; undefined when no form of ours says what they should be. */
export const verdictOnAlarms = ({ file, published, last }: Pick<Opened, 'file' | 'published' | 'last'>) =>
  published && alarmVerdict(file, published.instrument, last?.text.level.assessed ?? null);
