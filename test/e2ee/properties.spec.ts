import { Directory } from '../../src/e2ee/directory/directory.js';
import { eraseText, readEraseText } from '../../src/e2ee/circle/erase-text.js';
import { linkText, readLinkText } from '../../src/e2ee/circle/link-text.js';
import { openChannel } from '../../src/e2ee/channel/open-channel.js';
import { compare, hex } from '../../src/e2ee/shared/bytes.js';
import { base32, fromBase32 } from '../../src/e2ee/shared/base32.js';
import { FieldReader, FieldWriter } from '../../src/e2ee/shared/fields.js';
import { padme, padText, unpadText } from '../../src/e2ee/shared/padding.js';
import { aWrittenCircle } from './builders/circle.js';
import { aConversation } from './builders/inbox.js';
import { anOrganisation, rootFingerprint } from './builders/organisation.js';
import fc from '../builders/properties.js';

const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
/** What a hostile server may put in place of a row: noise, or a good row with some bytes changed, torn or prolonged. */
const hostile = (row: Uint8Array) =>
  fc.oneof(
    fc.uint8Array({ maxLength: 800 }),
    fc.tuple(fc.nat(row.length), fc.uint8Array({ maxLength: 40 })).map(([at, bytes]) => {
      const changed = row.slice();
      changed.set(bytes.subarray(0, Math.max(0, row.length - at)), at);
      return changed;
    }),
    fc.nat(row.length).map((length) => row.slice(0, length)),
  );

describe('reading what a hostile server returns', () => {
  const circle = aWrittenCircle();
  const conversation = aConversation();

  it('gives a verdict for every row of a case and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.nat(5).chain((index) => hostile(circle.rows[index] ?? new Uint8Array())),
          { maxLength: 6 },
        ),
        (rows) => {
          const { contents } = circle.open(rows);

          expect(contents.length).toBeLessThanOrEqual(rows.length + 6);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives a verdict for every row of a channel and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.nat(2).chain((index) => hostile(conversation.rows[index] ?? new Uint8Array())),
          { maxLength: 4 },
        ),
        (rows) => {
          const { standing } = openChannel(
            conversation.read(rows),
            conversation.inbox.secrets,
            conversation.wraps,
          );

          expect(['whole', 'damaged']).toContain(standing);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('refuses a directory with any row replaced, and throws nothing but a refusal', () => {
    const { rows } = anOrganisation();

    fc.assert(
      fc.property(
        fc
          .nat(7)
          .chain((index) => hostile(rows[index] ?? new Uint8Array()).map((row) => [index, row] as const)),
        ([index, row]) => {
          fc.pre(hex(row) !== hex(rows[index] ?? new Uint8Array()));
          const changed = rows.map((old, place) => (place === index ? row : old));

          expect(() => Directory.read(rootFingerprint, changed)).toThrow('Refused.');
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('padding', () => {
  it('grows with the length, by at most 12 %, and never below 256', () => {
    fc.assert(
      fc.property(fc.nat(50_000_000), (length) => {
        const padded = padme(length);

        expect(padded).toBeGreaterThanOrEqual(Math.max(256, length));
        expect(padded).toBeLessThanOrEqual(Math.max(256, length * 1.12));
        expect(padme(length + 1)).toBeGreaterThanOrEqual(padded);
        expect(padme(padded)).toBe(padded);
      }),
    );
  });

  it('gives every text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        expect(unpadText(padText(text))).toBe(text);
      }),
    );
  });
});

describe('fields and texts', () => {
  it('numbers come back as they were written', () => {
    fc.assert(
      fc.property(
        fc.maxSafeNat(),
        fc.nat(0xffff_ffff),
        fc.nat(0xffff),
        fc.nat(0xff),
        (eight, four, two, one) => {
          const bytes = new FieldWriter(15).u64(eight).u32(four).u16(two).u8(one).done();
          const reader = new FieldReader(bytes);

          expect([reader.u64(), reader.number(4), reader.number(2), reader.number(1)]).toEqual([
            eight,
            four,
            two,
            one,
          ]);
        },
      ),
    );
  });

  it('base 32 gives every byte back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
        expect(fromBase32(base32(bytes), bytes.length)).toEqual(bytes);
      }),
    );
  });

  it('links and erasures come back as they were written', () => {
    fc.assert(
      fc.property(
        bytesOf(16),
        bytesOf(32),
        fc.integer({ min: 1, max: 9_999 }),
        fc.nat(9_999),
        (id, hash, first, more) => {
          const link = {
            inbox: id,
            channel: id.slice().reverse(),
            first,
            last: first + more,
            lastHash: hash,
          };

          expect(readLinkText(linkText(link))).toEqual(link);
          expect(readEraseText(eraseText([hash, hash.slice().reverse()]))).toEqual([
            hex(hash),
            hex(hash.slice().reverse()),
          ]);
        },
      ),
    );
  });

  it('orders bytes as a server orders them: unsigned, from the first', () => {
    fc.assert(
      fc.property(bytesOf(16), bytesOf(16), (a, b) => {
        expect(Math.sign(compare(a, b))).toBe(Math.sign(hex(a) < hex(b) ? -1 : hex(a) > hex(b) ? 1 : 0));
      }),
    );
  });
});
