import { openAttachment, sealAttachment } from '../../../src/e2ee/attachment/attachment.js';
import { manifestText, readManifest, type Manifest } from '../../../src/e2ee/attachment/manifest.js';
import { hash256 } from '../../../src/e2ee/hazmat/hash.js';
import { StreamSealer } from '../../../src/e2ee/hazmat/stream.js';
import { concat, equal, zeros } from '../../../src/e2ee/shared/bytes.js';
import { FieldWriter } from '../../../src/e2ee/shared/fields.js';
import { idOf } from '../builders/organisation.js';
import type { Case } from './case.js';
import { holds, refuses, same } from './expect.js';
import { flipped } from './tamper.js';

const object = idOf('attachment');
const chunk = 65_536;
const stored = chunk + 17;
const content = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
const file = sealAttachment(object, content(200_000), 'photo.jpg');

/** The server's bytes with a manifest that vouches for them: what an insider can do, and what the hash alone would catch. */
const vouched = (bytes: Uint8Array, change: Partial<Manifest> = {}): readonly [Uint8Array, Manifest] => [
  bytes,
  { ...file.manifest, hash: hash256(bytes), ...change },
];

const refusedFile = (name: string, reason: string, make: () => readonly [Uint8Array, Manifest]): Case => ({
  name,
  run: () => {
    const [bytes, manifest] = make();
    refuses(reason, () => openAttachment(object, bytes, manifest));
  },
});

const pieces = (bytes: Uint8Array) => ({
  header: bytes.slice(0, 24),
  chunks: Array.from({ length: Math.ceil((bytes.length - 24) / stored) }, (_, index) =>
    bytes.slice(24 + index * stored, 24 + (index + 1) * stored),
  ),
});

const { header, chunks } = pieces(file.stored);
const [first = zeros(0), second = zeros(0), third = zeros(0), last = zeros(0)] = chunks;

/** A stream that an insider makes chunk by chunk. */
function handmade(
  parts: readonly { plain: Uint8Array; index?: number; last: boolean; of?: Uint8Array }[],
  length: number,
) {
  const key = hash256(idOf('key'));
  const sealer = new StreamSealer(key);
  const sealed = parts.map(({ plain, index, last: isLast, of }, place) =>
    sealer.push(
      plain,
      new FieldWriter(20)
        .put(of ?? object)
        .u32(index ?? place)
        .done(),
      isLast,
    ),
  );
  const bytes = concat(sealer.header, ...sealed);
  return [bytes, { key, chunks: parts.length, length, hash: hash256(bytes), name: '' }] as const;
}

const streams: Case[] = [
  {
    name: 'files of every size around a chunk come back as they were',
    run: () => {
      for (const length of [0, 1, 255, 256, 257, chunk - 1, chunk, chunk + 1, 3 * chunk]) {
        const sealed = sealAttachment(object, content(length), 'x');
        holds(
          equal(openAttachment(object, sealed.stored, sealed.manifest), content(length)),
          `${length} bytes were changed.`,
        );
        same(sealed.manifest.length, length);
      }
    },
  },
  {
    name: 'only the rounded length is visible',
    run: () => {
      const sizes = [1, 100, 256].map((length) => sealAttachment(object, content(length), 'x').stored.length);
      same(sizes, [297, 297, 297]);
      same([chunks.length, file.manifest.chunks], [4, 4]);
    },
  },
  refusedFile("any change against the manifest's hash", 'hash', () => [
    flipped(file.stored, 9_999),
    file.manifest,
  ]),
  refusedFile('truncation at a chunk', 'length', () => vouched(concat(header, first, second, third))),
  refusedFile('truncation at a chunk, with a manifest that agrees', 'final', () =>
    vouched(concat(header, first, second, third), { chunks: 3 }),
  ),
  refusedFile('truncation inside a chunk', 'chunk', () => vouched(file.stored.slice(0, -1))),
  refusedFile('nothing but a header', 'length', () => vouched(header)),
  refusedFile('nothing but a header, with a manifest that agrees', 'length', () =>
    vouched(header, { chunks: 0 }),
  ),
  refusedFile('less than a header, with a manifest that agrees', 'length', () =>
    vouched(header.slice(1), { chunks: 0 }),
  ),
  refusedFile('a last chunk of a few bytes', 'chunk', () =>
    vouched(concat(header, first, second, third, last.slice(0, 16))),
  ),
  refusedFile('two chunks swapped', 'chunk', () => vouched(concat(header, second, first, third, last))),
  refusedFile('a chunk doubled', 'length', () => vouched(concat(header, first, first, second, third, last))),
  refusedFile('a chunk of another file spliced in', 'chunk', () => {
    const other = pieces(sealAttachment(object, content(200_000), 'x').stored);
    return vouched(concat(header, first, other.chunks[1] ?? zeros(0), third, last));
  }),
  refusedFile("another file's header", 'chunk', () =>
    vouched(concat(pieces(sealAttachment(object, content(9), 'x').stored).header, ...chunks)),
  ),
  refusedFile('trailing data in the last chunk', 'chunk', () => vouched(concat(file.stored, zeros(1)))),
  refusedFile('trailing data after the last chunk', 'length', () =>
    vouched(concat(file.stored, zeros(stored))),
  ),
  refusedFile('another key', 'chunk', () => [file.stored, { ...file.manifest, key: zeros(32) }]),
  refusedFile('a missing end mark', 'final', () => handmade([{ plain: zeros(256), last: false }], 3)),
  refusedFile('an end mark before the end', 'final', () =>
    handmade(
      [
        { plain: zeros(chunk), last: true },
        { plain: zeros(2_048), last: true },
      ],
      chunk + 1,
    ),
  ),
  refusedFile('a chunk with another number', 'chunk', () =>
    handmade([{ plain: zeros(256), index: 1, last: true }], 3),
  ),
  refusedFile('a chunk of another object', 'chunk', () =>
    handmade([{ plain: zeros(256), last: true, of: idOf('other') }], 3),
  ),
  refusedFile('filling that is not zero', 'filling', () =>
    handmade([{ plain: flipped(zeros(256), 2_047), last: true }], 3),
  ),
  refusedFile('filling that is not zero right after the content', 'filling', () =>
    handmade([{ plain: flipped(zeros(256), 24), last: true }], 3),
  ),
  refusedFile('a length that the filling does not fit', 'length', () =>
    handmade([{ plain: zeros(256), last: true }], 257),
  ),
  refusedFile('more filling than there must be', 'length', () =>
    handmade([{ plain: zeros(512), last: true }], 3),
  ),
  {
    name: 'a file does not open as another object',
    run: () => {
      refuses('chunk', () => openAttachment(idOf('another'), file.stored, file.manifest));
    },
  },
];

const manifests: Case[] = [
  {
    name: 'a manifest is read back as it was written',
    run: () => {
      same(readManifest(manifestText(file.manifest)), file.manifest);
      same(file.manifest.name, 'photo.jpg');
    },
  },
  ...[
    '',
    'null',
    '7',
    '{}',
    '{"key":1}',
    manifestText(file.manifest).replace('"chunks":4', '"chunks":"4"'),
    manifestText(file.manifest).replace('"length":200000', '"length":2e5'),
    manifestText(file.manifest).replace('{', '{"more":1,'),
    ` ${manifestText(file.manifest)}`,
    manifestText({ ...file.manifest, key: zeros(31) }),
    manifestText({ ...file.manifest, hash: zeros(31) }),
    manifestText({ ...file.manifest, length: 1.5 }),
    manifestText({ ...file.manifest, chunks: Number.NaN }),
  ].map((text, index) => ({
    name: `a text that is no manifest (${index + 1})`,
    run: () => {
      refuses('manifest', () => readManifest(text));
    },
  })),
];

export const attachmentAttacks = { streams, manifests };
