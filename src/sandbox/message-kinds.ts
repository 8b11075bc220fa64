/** What a person can send besides plain text. `unknown_message` is a message of a kind that does not exist yet. */
export const messageKinds = [
  'photo',
  'voice',
  'video',
  'video_note',
  'audio',
  'animation',
  'document',
  'sticker',
  'location',
  'live_location',
  'venue',
  'contact',
  'poll',
  'dice',
  'story',
  'unknown_message',
] as const;

/** What is no message: `unknown` is an update of a kind that does not exist yet. */
export const otherKinds = [
  'edited_text',
  'message_reaction',
  'inline_query',
  'poll_answer',
  'unknown',
] as const;

export type MessageKind = (typeof messageKinds)[number];
export type UpdateKind = MessageKind | (typeof otherKinds)[number];

const file = (name: string): Record<string, unknown> => ({
  file_id: `sandbox-${name}`,
  file_unique_id: `sandbox-${name}-1`,
  file_size: 1_024,
});

const place = { latitude: 44.8125, longitude: 20.4612 };

/** The content of such a message with the fields that Telegram promises; nothing in it names a real person or place. */
export const contentOf: { readonly [Kind in MessageKind]: Readonly<Record<string, unknown>> } = {
  photo: { photo: [{ ...file('photo'), width: 90, height: 67 }] },
  voice: { voice: { ...file('voice'), duration: 3, mime_type: 'audio/ogg' } },
  video: { video: { ...file('video'), width: 320, height: 240, duration: 3 } },
  video_note: { video_note: { ...file('video-note'), length: 240, duration: 3 } },
  audio: { audio: { ...file('audio'), duration: 3 } },
  animation: { animation: { ...file('animation'), width: 320, height: 240, duration: 3 } },
  document: { document: { ...file('document'), file_name: 'document.pdf', mime_type: 'application/pdf' } },
  sticker: {
    sticker: {
      ...file('sticker'),
      type: 'regular',
      width: 512,
      height: 512,
      is_animated: false,
      is_video: false,
      emoji: '🙂',
    },
  },
  location: { location: place },
  live_location: { location: { ...place, live_period: 900 } },
  venue: { location: place, venue: { location: place, title: 'Square', address: 'Main street' } },
  contact: { contact: { phone_number: '+381600000000', first_name: 'Somebody' } },
  poll: {
    poll: {
      id: '1',
      question: 'Which?',
      options: [
        { text: 'This', voter_count: 0 },
        { text: 'That', voter_count: 0 },
      ],
      total_voter_count: 0,
      is_closed: false,
      is_anonymous: true,
      type: 'regular',
      allows_multiple_answers: false,
    },
  },
  dice: { dice: { emoji: '🎲', value: 4 } },
  story: { story: { chat: { id: 1, type: 'private', first_name: 'Somebody' }, id: 1 } },
  unknown_message: { content_of_the_future: { value: 1 } },
};

export function isMessageKind(kind: UpdateKind): kind is MessageKind {
  return (messageKinds as readonly string[]).includes(kind);
}
