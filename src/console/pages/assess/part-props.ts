import type { Form } from '../../assessing/form.js';

/** What every part of the form takes. */
export interface PartProps {
  readonly form: Form;
  readonly change: (change: (form: Form) => Form) => void;
}
