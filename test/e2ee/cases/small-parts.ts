import { makePassphrase } from '../../../src/e2ee/shared/words.js';
import { chunkOverhead, StreamOpener, StreamSealer } from '../../../src/e2ee/hazmat/stream.js';
import { aeadOpen, aeadSeal } from '../../../src/e2ee/hazmat/aead.js';
import { hash256, keyedHash256 } from '../../../src/e2ee/hazmat/hash.js';
import { compare, concat, equal, fromHex, hex, zeros } from '../../../src/e2ee/shared/bytes.js';
import { FieldReader, FieldWriter } from '../../../src/e2ee/shared/fields.js';
import { padText, unpadText } from '../../../src/e2ee/shared/padding.js';
import { idOf } from '../builders/organisation.js';
import type { Case } from './case.js';
import { holds, refuses, same, throwsRange } from './expect.js';

/** What everything else is made of, at its edges. */
export const smallParts: Case[] = [
  {
    name: 'bytes of another length are never equal, in neither order',
    run: () => {
      const [short, long] = [Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0)];
      same([equal(short, long), equal(long, short), equal(short, short.slice())], [false, false, true]);
      same([compare(short, long) < 0, compare(long, short) > 0, compare(short, short)], [true, true, 0]);
      same(compare(Uint8Array.of(1, 255), Uint8Array.of(2, 0)) < 0, true);
    },
  },
  {
    name: 'hex is lower-case and of exactly the length that is asked for',
    run: () => {
      for (const wrong of ['0A', '0', '0g', 'g0', '0a0b', '']) same(fromHex(wrong, 1), undefined);
      same(fromHex('0aff', 2), Uint8Array.of(10, 255));
      same(hex(Uint8Array.of(10, 255, 0)), '0aff00');
    },
  },
  {
    name: 'a number that does not fit its field is never written',
    run: () => {
      for (const wrong of [-1, 2 ** 53, 0.5, Number.NaN])
        holds(
          throwsRange(() => new FieldWriter(8).u64(wrong)),
          `${wrong} was written.`,
        );
      const over = [
        () => new FieldWriter(1).u8(256),
        () => new FieldWriter(2).u16(65_536),
        () => new FieldWriter(4).u32(2 ** 32),
        () => new FieldWriter(1).u8(-1),
      ];
      for (const attempt of over) holds(throwsRange(attempt), 'A number was cut.');
      same(
        new FieldWriter(7)
          .u8(255)
          .u16(65_535)
          .u32(2 ** 32 - 1)
          .done(),
        new Uint8Array(7).fill(255),
      );
      same(new FieldReader(new FieldWriter(8).u64(2 ** 53 - 1).done()).u64(), 2 ** 53 - 1);
    },
  },
  {
    name: 'a number that cannot be counted exactly is refused, and so is one that is not all there',
    run: () => {
      same(new FieldReader(Uint8Array.of(0, 31, 255, 255, 255, 255, 255, 255)).u64(), 2 ** 53 - 1);
      refuses('number', () => new FieldReader(Uint8Array.of(0, 32, 0, 0, 0, 0, 0, 0)).u64());
      refuses('too-short', () => new FieldReader(zeros(3)).number(4));
      refuses('too-short', () => new FieldReader(zeros(3)).take(4));
      same(new FieldReader(Uint8Array.of(1, 2, 3, 4)).number(4), 0x01020304);
    },
  },
  {
    name: 'a structure is neither left unfinished nor given a field of another length',
    run: () => {
      holds(
        throwsRange(() => new FieldWriter(2).u8(1).done()),
        'It was left unfinished.',
      );
      holds(
        throwsRange(() => new FieldWriter(16).put(zeros(15), 16)),
        'A short field was taken.',
      );
      holds(
        throwsRange(() => new FieldWriter(16).put(zeros(17), 16)),
        'A long field was taken.',
      );
      holds(
        throwsRange(() => new FieldWriter(1).u8(1).u8(2).done()),
        'A field was put after the end.',
      );
    },
  },
  {
    name: 'parts are hashed and authenticated as if they were one, as many as a header needs and no more',
    run: () => {
      const parts = [Uint8Array.of(1, 2), new Uint8Array(300).fill(3), Uint8Array.of(4)];
      const whole = concat(...parts);
      const key = new Uint8Array(32).fill(5);
      same(hash256(parts), hash256(whole));
      same(keyedHash256(key, parts), keyedHash256(key, whole));
      same(hash256([Uint8Array.of(9)]), hash256(Uint8Array.of(9)));
      same(hash256([zeros(500), zeros(12)]), hash256(zeros(512)));
      holds(
        throwsRange(() => hash256([zeros(500), zeros(13)])),
        'More was taken than there is room for.',
      );
      const sealed = aeadSeal(key, zeros(24), parts[0]!, parts);
      same(aeadOpen(key, zeros(24), sealed, whole), parts[0]);
      same(aeadOpen(key, zeros(24), sealed, parts.slice(1)), undefined);
    },
  },
  {
    name: 'a text has one padding: not a longer one, no other filling, no half a character',
    run: () => {
      const padded = padText('sklonište');
      same(unpadText(padded), 'sklonište');
      const filled = padded.slice();
      filled[255] = 1;
      same(unpadText(filled), undefined);
      same(unpadText(new Uint8Array([...padded, 0])), undefined);
      const cut = padText('ž');
      cut[3] = 1;
      cut[5] = 0;
      same(unpadText(cut), undefined);
    },
  },
  {
    name: 'a chunk shorter than what sealing adds is no chunk',
    run: () => {
      const key = new Uint8Array([...idOf('key'), ...idOf('key')]);
      const sealer = new StreamSealer(key);
      const chunk = sealer.push(zeros(0), zeros(0), true);
      const opener = new StreamOpener(key, sealer.header);
      same(opener.pull(chunk.slice(0, chunkOverhead - 1), zeros(0)), undefined);
      same(opener.pull(zeros(0), zeros(0)), undefined);
      same(opener.pull(chunk, zeros(0)), { plain: zeros(0), last: true });
    },
  },
  {
    name: 'every word of a passphrase is equally likely: a draw above the last whole round is thrown away',
    run: () => {
      const list = Array.from({ length: 7_776 }, (_, index) => `w${index}`);
      const draws = [62_208, 65_535, 62_207, 7_776, 7_775, 256, 1, 0];
      const draw = () => new FieldWriter(2).u16(draws.shift() ?? -1).done();
      same(makePassphrase(list, draw), 'w7775 w0 w7775 w256 w1 w0');
    },
  },
];
