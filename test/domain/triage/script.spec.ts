import { beginScript, markRepeatContact } from '../../../src/domain/triage/script.js';
import { atLastQuestion, begun, hit, noon, Talk } from './conversation-builder.js';

describe('the way through the script', () => {
  it('shows the limits after the first question and before age, then asks for whom', () => {
    const talk = new Talk().taps('safe');
    expect(talk.last.screen).toMatchObject({ kind: 'limits' });

    talk.taps('start');
    expect(talk.last.screen).toMatchObject({ kind: 'for-whom' });

    talk.taps('me');
    expect(talk.last.screen).toMatchObject({ kind: 'question', question: 'H2', position: 2, of: 8 });
  });

  it('ends after the last question with the level, the wish for consent and a close', () => {
    const talk = atLastQuestion().taps('info');

    expect(talk.last.screen).toMatchObject({ kind: 'consent' });
    expect(talk.triages()).toMatchObject([{ priority: 'BLUE', score: 0, asked: 8 }]);

    talk.taps('yes');

    expect(talk.last.screen).toMatchObject({ kind: 'closed', urgent: false });
    expect(talk.kinds()).toEqual(['triaged', 'keep-answers', 'finished']);
  });

  it('asks for channel, hours and a word when she wants to be contacted at a safe time', () => {
    const talk = atLastQuestion()
      .taps('safe_time', 'message', '+morning', '+evening', 'done')
      .writes('  maslačak\u200b ');

    expect(talk.outcomes.slice(1)).toEqual([
      { kind: 'safe-channel', channel: 'message' },
      { kind: 'safe-hours', hours: ['morning', 'evening'] },
      { kind: 'code-word', word: 'maslačak', key: 'maslacak' },
    ]);
    expect(talk.last).toMatchObject({ note: 'code-word-kept', screen: { kind: 'consent' } });
  });

  it('keeps the word out of the script', () => {
    const talk = atLastQuestion().taps('here_only').writes('maslačak');

    expect(JSON.stringify(talk.script)).not.toContain('maslačak');
  });

  it('does not take a whole message for a word', () => {
    const talk = atLastQuestion().taps('here_only').writes('x'.repeat(41));

    expect(talk.last).toMatchObject({ note: 'code-word-form', screen: null, outcomes: [] });
    expect(talk.script.stage).toBe('code_word');
  });

  it('can be skipped from the first to the last screen', () => {
    const talk = new Talk().taps(
      'skip',
      'start',
      'skip',
      'skip',
      'skip',
      'skip',
      'skip',
      'skip',
      'skip',
      'skip',
      'skip',
    );

    expect(talk.last.screen).toMatchObject({ kind: 'closed' });
    expect(talk.outcomes.at(-1)).toMatchObject({
      kind: 'finished',
      triage: { priority: 'ORANGE', score: 16, asked: 8 },
    });
  });

  it('hands over to a person when that is what would help most', () => {
    const talk = atLastQuestion().taps('human_now');

    expect(talk.kinds()).toEqual(['person-wanted', 'triaged']);
    expect(talk.triages()).toMatchObject([{ priority: 'YELLOW', personWanted: true }]);
    expect(talk.last.note).toBe('person-called');
  });

  it('forgets the answers when it ends', () => {
    const talk = atLastQuestion().taps('info', 'no');

    expect(talk.script).toMatchObject({ stage: 'closed', answers: {} });
    expect(talk.kinds()).toContain('finished');
  });
});

describe('several answers to one question', () => {
  const atMeans = () => begun().taps('no', 'adult', 'yes');

  it('ticks and unticks, and the same tap twice is the same as once', () => {
    expect(atMeans().taps('+papers', '+debt', '+debt', '-papers', '-papers').script.chosen).toEqual(['debt']);
  });

  it('"none of these" stands alone', () => {
    expect(atMeans().taps('+papers', '+none').script.chosen).toEqual(['none']);
    expect(atMeans().taps('+none', '+papers').script.chosen).toEqual(['papers']);
  });

  it('nothing ticked counts as skipped, never as none', () => {
    expect(atMeans().taps('done').script.answers.H5).toBe('skip');
  });
});

describe('an immediate answer', () => {
  it.each([
    ['danger', begun().taps('now')],
    ['child', begun().taps('no', 'child')],
    ['danger', begun().taps('no', 'adult', 'confined')],
    ['injured', begun().taps('no', 'adult', 'yes', 'skip', 'urgent')],
    ['suicide', begun().taps('no', 'adult', 'yes', 'skip', 'no', 'intent')],
  ])('stops the questions with the message "%s" and RED', (message, talk) => {
    expect(talk.last.screen).toMatchObject({ kind: 'stopped', message });
    expect(talk.kinds()).toEqual(['triaged', 'finished']);
    expect(talk.triages()).toMatchObject([{ priority: 'RED', replyLocked: false }]);
  });

  it('a child about herself is spoken to as a child; about another child the writer is not', () => {
    expect(begun().taps('no', 'child').last.screen).toMatchObject({ address: 'child' });
    expect(new Talk().taps('safe', 'start', 'someone_else', 'no', 'child').last.screen).toMatchObject({
      address: 'third-person',
    });
  });
});

describe('somebody can see the phone', () => {
  const watched = () => new Talk().taps('watched');

  it('falls silent, alerts, and locks the reply', () => {
    const talk = watched();

    expect(talk.last).toMatchObject({ screen: { kind: 'watched' }, note: null });
    expect(talk.kinds()).toEqual(['triaged', 'watched']);
    expect(talk.triages()).toMatchObject([{ priority: 'RED', replyLocked: true }]);
  });

  it('stays locked whatever is tapped, edited or waited for', () => {
    const talk = watched().taps('watched', 'safe', 'start').tapsData('t:*:en').tapsData('t:*:person');
    talk.act({ kind: 'sign-of-life', what: 'edit' }).act({ kind: 'silence' });

    expect(talk.script.replyLocked).toBe(true);
    expect(talk.last.note).toBeNull();
    expect(talk.kinds()).toEqual(['triaged', 'watched', 'person-wanted']);
  });

  it('grants a person without a word on the screen', () => {
    const talk = watched().tapsData('t:*:person');

    expect(talk.last).toMatchObject({ screen: null, note: null, outcomes: [{ kind: 'person-wanted' }] });
  });

  it('stays locked for a server that has erased the script, until she writes', () => {
    const talk = new Talk();
    talk.script = beginScript(noon, 'en', { notBelow: 'RED', replyLocked: true });

    expect(talk.tapsData('t:*:en').last.screen).toMatchObject({ kind: 'watched' });
    expect(talk.writes('hello').kinds()).toEqual(['writes-again', 'triaged', 'finished']);
    expect(talk.triages()).toMatchObject([{ priority: 'RED', replyLocked: false }]);
  });

  it('unlocks when she writes again', () => {
    const talk = watched().writes('i am alone now');

    expect(talk.kinds().slice(2)).toEqual(['writes-again', 'finished']);
    expect(talk.last.screen).toMatchObject({ kind: 'here' });
    expect(talk.script.replyLocked).toBe(false);
  });

  it('unlocks when she left first and writes later', () => {
    const talk = watched().tapsData('t:*:exit').writes('hello');

    expect(talk.kinds()).toEqual(['triaged', 'watched', 'left', 'writes-again']);
    expect(talk.last.screen).toMatchObject({ kind: 'first' });
  });

  it('unlocks and keeps RED when what she writes is dangerous', () => {
    const talk = watched().writes('he has a gun', true);

    expect(talk.last.screen).toMatchObject({ kind: 'stopped', message: 'danger' });
    expect(talk.kinds()).toContain('writes-again');
    expect(talk.script.replyLocked).toBe(false);
  });
});

describe('who is spoken to', () => {
  it.each(['maybe_child', 'skip', 'dont_know'])('after age "%s" the child wording begins', (age) => {
    const talk = begun().taps('no', age);

    expect(talk.last.screen).toMatchObject({ question: 'H4', address: 'child' });
  });

  it('an adult stays formal', () => {
    expect(begun().taps('no', 'adult').last.screen).toMatchObject({ question: 'H4', address: 'adult' });
  });

  it('about somebody else: seven questions, the last thoughts are not asked, wording in the third person', () => {
    const talk = new Talk().taps('safe', 'start', 'someone_else');
    expect(talk.last.screen).toMatchObject({ question: 'H2', position: 2, of: 7, address: 'third-person' });

    talk.taps('no', 'skip', 'yes', '+none', 'done', 'no');
    expect(talk.last.screen).toMatchObject({ question: 'H8', position: 7, address: 'third-person' });
  });

  it('who skips for whom is still asked every question', () => {
    const talk = new Talk().taps('safe', 'start', 'skip', 'no', 'adult', 'yes', 'skip', 'no');

    expect(talk.last.screen).toMatchObject({ question: 'H7' });
  });
});

describe('a wish for a person', () => {
  it('is granted on the first screen, and the script may go on', () => {
    const talk = new Talk().tapsData('t:*:person');

    expect(talk.kinds()).toEqual(['person-wanted', 'triaged']);
    expect(talk.triages()).toMatchObject([{ priority: 'YELLOW', personWanted: true }]);
    expect(talk.last).toMatchObject({ note: 'person-called', screen: null });
    expect(talk.taps('safe').last.screen).toMatchObject({ kind: 'limits' });
  });

  it('is granted after the end, and lifts BLUE to YELLOW', () => {
    const talk = atLastQuestion().taps('info', 'skip').act({ kind: 'command', name: 'person' });

    expect(talk.kinds().slice(-2)).toEqual(['person-wanted', 'triaged']);
    expect(talk.triages().at(-1)).toMatchObject({ priority: 'YELLOW' });
  });

  it('wakes a conversation that she had left', () => {
    const talk = begun().act({ kind: 'command', name: 'exit' }).act({ kind: 'command', name: 'person' });

    expect(talk.kinds().slice(-2)).toEqual(['person-wanted', 'triaged']);
    expect(talk.last.screen).toMatchObject({ kind: 'first' });
  });
});

describe('urgency does not wait for the last question', () => {
  it('ORANGE is told as soon as it is known, and once', () => {
    const talk = begun().taps('soon', 'adult', 'yes');

    expect(talk.triages()).toMatchObject([{ priority: 'ORANGE' }]);
  });

  it('RED by score is told with the emergency numbers, and the questions go on', () => {
    const talk = new Talk().taps(
      'unsure',
      'start',
      'me',
      'soon',
      'maybe_child',
      'limited',
      '+threats',
      'done',
    );

    expect(talk.triages().at(-1)).toMatchObject({ priority: 'RED', score: 21 });
    expect(talk.last).toMatchObject({ note: 'emergency', screen: { question: 'H6' } });
  });

  it('tells again when the person may be a child after all', () => {
    const talk = begun().taps('soon', 'skip');

    expect(talk.triages()).toMatchObject([
      { needsChildWorker: false },
      { priority: 'ORANGE', needsChildWorker: true },
    ]);
  });
});

describe('silence', () => {
  const silence = { kind: 'silence' } as const;

  it('scores what is known, at least ORANGE when the first question is open', () => {
    expect(new Talk().act(silence).triages()).toMatchObject([{ priority: 'ORANGE', asked: 0 }]);
    expect(new Talk().taps('unsure').act(silence).triages()).toMatchObject([
      { priority: 'ORANGE', asked: 1 },
    ]);
    expect(begun().act(silence).triages()).toMatchObject([{ priority: 'BLUE', asked: 1 }]);
  });

  it('hides the question, and she can go on where she was', () => {
    const talk = begun().taps('no').act(silence);
    expect(talk.last.screen).toMatchObject({ kind: 'paused' });

    expect(talk.taps('resume').last.screen).toMatchObject({ question: 'H3' });
  });

  it('clears the chat when she chose so', () => {
    const talk = new Talk().taps('safe', 'clear-on', 'start').act(silence);

    expect(talk.kinds()).toEqual(['left', 'triaged', 'finished']);
    expect(talk.last.screen).toMatchObject({ kind: 'left' });
  });

  it('after the last question it is an end like any other', () => {
    const talk = atLastQuestion().taps('safe_time').act(silence);

    expect(talk.kinds()).toEqual(['triaged', 'finished']);
  });

  it('says nothing twice', () => {
    expect(begun().act(silence).act(silence).last).toMatchObject({ screen: null, note: null, outcomes: [] });
  });
});

describe('leaving', () => {
  it('works at any time, scores what is known and says what remains', () => {
    const talk = begun().taps('soon').act({ kind: 'command', name: 'exit' });

    expect(talk.kinds()).toEqual(['triaged', 'left', 'finished']);
    expect(talk.last.screen).toMatchObject({ kind: 'left' });
  });

  it('twice is once', () => {
    const talk = begun().tapsData('t:*:exit').tapsData('t:*:exit');

    expect(talk.kinds().filter((kind) => kind === 'left')).toHaveLength(1);
    expect(talk.last.screen).toBeNull();
  });

  it('who comes back sees the first screen, as anybody does', () => {
    const talk = begun().tapsData('t:*:exit').act({ kind: 'command', name: 'start' });

    expect(talk.last.screen).toMatchObject({ kind: 'first' });
  });

  it('what was reached before is not lowered by a new run, and is told again', () => {
    const talk = begun().taps('now').act({ kind: 'command', name: 'start' });
    talk.taps('safe', 'start', 'me', 'no', 'adult', 'yes', '+none', 'done', 'no', 'no', 'info');

    expect(talk.triages().map(({ priority }) => priority)).toEqual(['RED', 'RED']);
  });
});

describe('free text', () => {
  it('gets one short answer a screen, and changes nothing', () => {
    const talk = begun().writes('hello');
    expect(talk.last).toMatchObject({ note: 'text-kept', screen: null, outcomes: [] });

    expect(talk.writes('still here').last).toMatchObject({ note: null, screen: null, outcomes: [] });
    expect(talk.taps('no').writes('and now').last).toMatchObject({ note: 'text-kept' });
  });

  it('with words of danger is RED, before the first answer and after the end', () => {
    expect(new Talk().writes('help', true).triages()).toMatchObject([{ priority: 'RED' }]);
    expect(atLastQuestion().taps('info', 'skip').writes('help', true).triages().at(-1)).toMatchObject({
      priority: 'RED',
    });
  });

  it('with words of danger is not taken for a code word', () => {
    const talk = atLastQuestion().taps('here_only').writes('he is coming', true);

    expect(talk.kinds()).not.toContain('code-word');
    expect(talk.triages().at(-1)).toMatchObject({ priority: 'RED' });
  });

  it.each(['voice', 'photo', 'sticker', 'location', 'contact-card', 'document', 'video'] as const)(
    'a %s is a sign of life',
    (what) => {
      expect(begun().act({ kind: 'sign-of-life', what }).last).toMatchObject({
        note: 'sign-of-life',
        outcomes: [],
      });
    },
  );
});

describe('language', () => {
  it('changes with one tap on any screen and keeps the place', () => {
    const talk = begun().taps('no').tapsData('t:*:sr-Cyrl');

    expect(talk.script.language).toBe('sr-Cyrl');
    expect(talk.last.screen).toMatchObject({ question: 'H3' });
  });

  it('goes round with the command', () => {
    const talk = new Talk('sr-Latn');
    const seen = [1, 2, 3].map(() => talk.act({ kind: 'command', name: 'language' }).script.language);

    expect(seen).toEqual(['sr-Cyrl', 'en', 'sr-Latn']);
  });
});

describe('a repeat contact found by the code word', () => {
  it('raises what was told, once', () => {
    const talk = atLastQuestion().taps('info', 'skip');
    talk.take(markRepeatContact(hit, talk.script)).take(markRepeatContact(hit, talk.script));

    expect(talk.triages().map(({ priority }) => priority)).toEqual(['BLUE', 'YELLOW']);
    expect(talk.triages().at(-1)?.reasons).toEqual([{ rule: 'repeat-contact', from: 'BLUE' }]);
  });

  it('found before anything was told, comes with the first level', () => {
    const talk = begun();
    talk
      .take(markRepeatContact(hit, talk.script))
      .taps('no', 'adult', 'yes', '+none', 'done', 'no', 'no', 'info');

    expect(talk.triages()).toMatchObject([{ priority: 'YELLOW' }]);
  });

  it('stays RED when it was RED', () => {
    const talk = begun().taps('now');
    talk.take(markRepeatContact(hit, talk.script));

    expect(talk.triages()).toHaveLength(1);
  });
});

describe('taps that are not from the screen that is shown', () => {
  it.each([
    '',
    ':',
    't:',
    't::',
    't:x:y',
    't:*:',
    't:*:de',
    't:*:person:again',
    'hello',
    '💥',
    't:__proto__.H1:safe',
    '\u0000',
    'x'.repeat(5_000),
  ])('%j changes nothing and shows the screen again', (data) => {
    const talk = begun();
    const before = talk.script;

    talk.tapsData(data);

    expect(talk.script).toEqual(before);
    expect(talk.last).toMatchObject({ screen: { question: 'H2' }, note: null, outcomes: [] });
  });

  it('a tap of an earlier question or an earlier run is stale', () => {
    const first = `t:${noon.toString(36)}.H1:watched`;
    const talk = begun().tapsData(first);
    expect(talk.kinds()).not.toContain('watched');

    talk.act({ kind: 'command', name: 'exit' }).act({ kind: 'command', name: 'start' }).tapsData(first);
    expect(talk.kinds()).not.toContain('watched');
  });
});
