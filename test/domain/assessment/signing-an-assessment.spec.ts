import { orderOf, textOf } from '../../../src/console/assessing/form.js';
import { aForm, at, published, signedWith } from './forms.js';
import { calm, vsra } from './instruments.js';

describe('signing an assessment', () => {
  it('follows the one that its author had before her, not the one that a colleague signed since', () => {
    const seen = signedWith({ answers: calm(vsra), record: 'a' });
    const form = aForm(seen);

    expect(orderOf(form, textOf(published('VSRA'), form, at))).toMatchObject({
      object: form.object,
      after: seen.record,
    });
  });
});
