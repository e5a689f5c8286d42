/** Points and counts; decimals are texts, exact as on the wire. */
export interface ScoreDetail {
  points: string;
  maximum: string;
  excluded: string;
  converted: string;
  answered: number;
  assigned: number;
  /** Criteria with an answer in error. */
  problems: number;
}

/** A draft of this form was written and read back. */
export interface DraftSavedDetail {
  unit: string;
  period: number;
  /** RFC 3339, by the machine's clock. */
  saved_at: string | null;
}

/** An unsigned submission is ready; `preventDefault()` keeps the form's button from downloading it. */
export interface ExportReadyDetail {
  file_name: string;
  text: string;
  submission: UnsignedSubmission;
}

/** Why a value or an attribute was refused; nothing that is typed was touched. */
export interface FormFault {
  code: string;
  place: string;
  /** For people, in Vietnamese. */
  message: string;
}

/** Something to mend. */
export interface FormProblem {
  criterion: string | null;
  /** A control's `data-field`, or `prepared_by.name`, `approved_by.name`. */
  field: string;
  message: string;
}

export interface Validation {
  valid: boolean;
  problems: FormProblem[];
  /** Codes of criteria without an answer: no fault. */
  unanswered: string[];
}

export interface TuchamFormEventMap {
  'score-change': CustomEvent<ScoreDetail>;
  'draft-saved': CustomEvent<DraftSavedDetail>;
  'export-ready': CustomEvent<ExportReadyDetail>;
  'value-error': CustomEvent<FormFault>;
}

export declare class TuchamFormError extends Error implements FormFault {
  code: string;
  place: string;
}

/** A submission without its proof. While the form is being filled in, names may be empty in it, which no file may have. */
export type UnsignedSubmission = Omit<Submission, 'proof'>;

/** `<tucham-form unit="xa-huong-phu" period="2018">` */
export declare class TuchamForm extends HTMLElement {
  /** What the Wasm has taken of the machine's memory, for all elements together. */
  static readonly memoryBytes: number;
  unit: string;
  period: string;
  criteriaSrc: string;
  readOnly: boolean;
  required: boolean;
  name: string;
  /** Takes a submission, signed or not, as an object or as its text; gives an unsigned one, null before the sheet stands. */
  get value(): UnsignedSubmission | null;
  set value(submission: Submission | UnsignedSubmission | string | null);
  /** Kept once the sheet stands. */
  readonly ready: Promise<TuchamForm>;
  /** Whose key signed the criteria set of `criteria-src`, as a multikey; null for the built-in one. */
  readonly criteriaSigner: string | null;
  readonly score: ScoreDetail | null;
  readonly form: HTMLFormElement | null;
  readonly type: 'tucham-form';
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;
  /** What is wrong and what is open; from now on the form shows it. */
  validate(): Validation;
  /** The unsigned submission, told as `export-ready` too; throws `TuchamFormError` while something is to be mended. */
  exportUnsigned(): UnsignedSubmission;
  addEventListener<K extends keyof TuchamFormEventMap>(
    type: K, listener: (this: TuchamForm, event: TuchamFormEventMap[K]) => void, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'tucham-form': TuchamForm;
  }
}

