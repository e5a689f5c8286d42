// The custom element `<tucham-form>`: attributes, property and events around the sheet, which a Wasm draws into the shadow root.
// All elements of a page share one Wasm. The build puts in WASM, the name of its file.
import init, {Criteria, Kept, Sheet, Wanted} from 'tucham-widget';
import css from 'tucham-style';

const NAME = 'tucham-form';
const ATTRIBUTES = ['unit', 'period', 'criteria-src', 'readonly'];
/** Events after which something in the sheet may look for its own elements. */
const HAPPENINGS = ['click', 'input', 'change', 'keydown', 'toggle', 'focusin', 'focusout'];
/** The largest criteria set that is read. */
const LIMIT_BYTES = 8 * 1024 * 1024;

/** Why something was refused: `code` for programs, `place`, and a `message` in Vietnamese. */
export class TuchamFormError extends Error {
  constructor({code, place, message}) {
    super(message);
    this.name = 'TuchamFormError';
    this.code = code;
    this.place = place;
  }
}

let starting;
let memory;
/** Criteria sets by their address; those that did not come are asked for again. */
const sets = new Map();
/** The style sheet of each document that has elements. */
const styles = new WeakMap();

export class TuchamForm extends HTMLElement {
  static formAssociated = true;
  static observedAttributes = [...ATTRIBUTES, 'required'];

  /** What the Wasm has taken of the machine's memory, for all elements together. */
  static get memoryBytes() { return memory?.buffer.byteLength ?? 0; }

  #root = this.attachShadow({mode: 'open'});
  #place = document.createElement('div');
  #internals = this.attachInternals?.();
  #sheet = null;
  /** What is shown, as the attributes said when it was opened; none while nothing is. */
  #shown = null;
  /** A value that waits for a sheet to take it, or that a sheet shows and nobody can change. */
  #waiting = null;
  /** The value that the page gave last, which a reset goes back to. */
  #given = null;
  /** What the sheets that were here have left: the Wasm's own. */
  #kept = null;
  /** Whose sheet it was and of which year, where only the value said so. */
  #last = {};
  /** What the sheet tells while it is being opened. */
  #early = null;
  /** Counts openings, so that a late one knows that it is. */
  #turn = 0;
  /** Whether an opening is under way; until it ends the sheet before stands. */
  #isOpening = false;
  #isWaiting = false;
  #isDisabled = false;
  #hasEdits = false;
  #score = null;
  #ready = later();
  /** Why no sheet stands, after an opening that failed. */
  #failed = null;
  #set = null;
  #unfolded = [];

  /** What paper needs and the screen does not: closed explanations and documents, long texts whole. */
  #unfold = () => {
    // Where a browser does not know "until-found", what is closed has no height to be measured.
    for (const room of this.#root.querySelectorAll('[hidden="until-found"]')) {
      room.removeAttribute('hidden');
      this.#unfolded.push(() => room.setAttribute('hidden', 'until-found'));
    }
    for (const area of this.#root.querySelectorAll('textarea')) {
      area.style.blockSize = `${area.scrollHeight + 4}px`;
      this.#unfolded.push(() => area.style.removeProperty('block-size'));
    }
  };

  #fold = () => {
    for (const back of this.#unfolded.splice(0)) back();
  };

  constructor() {
    super();
    this.#place.className = 'widget';
    this.#place.lang = 'vi';
    this.#root.append(this.#place);
    for (const type of HAPPENINGS) this.#root.addEventListener(type, () => this.#sheet?.enter(), true);
  }

  connectedCallback() {
    for (const name of ['value', 'readOnly', 'unit', 'period', 'criteriaSrc', 'required', 'name']) upgrade(this, name);
    const style = styleOf(this.ownerDocument);
    if (this.#root.adoptedStyleSheets[0] !== style) this.#root.adoptedStyleSheets = [style];
    addEventListener('beforeprint', this.#unfold);
    addEventListener('afterprint', this.#fold);
    this.#refreshSoon();
  }

  disconnectedCallback() {
    removeEventListener('beforeprint', this.#unfold);
    removeEventListener('afterprint', this.#fold);
    // An element that is moved is back before the turn is over, and its sheet never knew.
    this.#refreshSoon();
  }

  attributeChangedCallback(name) {
    if (name === 'required') this.#judge();
    else this.#refreshSoon();
  }

  formDisabledCallback(isDisabled) {
    this.#isDisabled = isDisabled;
    this.#sheet?.disable(isDisabled);
  }

  /** Back to the value that the page gave last, or to an empty sheet; what was typed can be had back in the form. */
  formResetCallback() {
    if (this.#given !== null) this.#offer(this.#given);
    else this.#empty();
  }

  get unit() { return this.getAttribute('unit') ?? ''; }
  set unit(id) { reflect(this, 'unit', id); }
  get period() { return this.getAttribute('period') ?? ''; }
  set period(year) { reflect(this, 'period', year); }
  get criteriaSrc() { return this.getAttribute('criteria-src') ?? ''; }
  set criteriaSrc(address) { reflect(this, 'criteria-src', address); }
  get readOnly() { return this.hasAttribute('readonly'); }
  set readOnly(isSet) { this.toggleAttribute('readonly', Boolean(isSet)); }
  get required() { return this.hasAttribute('required'); }
  set required(isSet) { this.toggleAttribute('required', Boolean(isSet)); }
  get name() { return this.getAttribute('name') ?? ''; }
  set name(name) { reflect(this, 'name', name); }

  get form() { return this.#internals?.form ?? null; }
  get type() { return NAME; }
  get validity() { return this.#internals?.validity; }
  get validationMessage() { return this.#internals?.validationMessage ?? ''; }
  get willValidate() { return this.#internals?.willValidate ?? false; }
  checkValidity() { return this.#internals?.checkValidity() ?? true; }
  reportValidity() { return this.#internals?.reportValidity() ?? true; }

  /** Kept once the sheet stands; refused if it cannot be opened. Another one takes its place when an attribute changes. */
  get ready() { return this.#ready.promise; }

  /** Whose key signed the criteria set of `criteria-src`, as a multikey; null for the built-in one. */
  get criteriaSigner() { return this.#set?.criteria.signer ?? null; }

  /** The points as the last `score-change` had them. */
  get score() { return this.#score; }

  /** The unsigned submission as far as it goes; null before the sheet stands. */
  get value() {
    return this.#sheet ? JSON.parse(this.#sheet.value()) : null;
  }

  /** Takes a submission, signed or not, as an object or a text. One that is refused makes a `value-error`, and changes nothing. */
  set value(submission) {
    if (submission === null || submission === undefined || submission === '') {
      this.#given = null;
      this.#waiting = null;
      this.#empty();
      return;
    }
    let text = submission;
    if (typeof submission !== 'string') {
      try {
        text = JSON.stringify(submission) ?? '';
      } catch (error) {
        this.#refuse({code: 'wrong-call', place: 'value', message: `Giá trị không ghi được thành JSON: ${error?.message ?? error}`});
        return;
      }
    }
    this.#offer(text);
  }

  /** What is wrong and what is open: `{valid, problems, unanswered}`. From now on the sheet shows it too. */
  validate() {
    return JSON.parse(this.#open().validate());
  }

  /** The unsigned submission, which `export-ready` has too. Throws while something is to be mended. */
  exportUnsigned() {
    return JSON.parse(asked(() => this.#open().export()));
  }

  #open() {
    if (this.#sheet) return this.#sheet;
    throw new TuchamFormError({code: 'not-open', place: 'value', message: 'Phiếu chưa mở xong. Chờ form.ready rồi gọi lại.'});
  }

  /** Nothing is given any more. Where nothing can be changed, the draft is shown instead. */
  #empty() {
    this.#kept?.forget_waiting();
    if (this.#sheet && !this.#sheet.clear()) this.#reopen();
  }

  #offer(text) {
    if (!this.#sheet) {
      this.#given = text;
      this.#waiting = text;
      this.#reopen();
      return;
    }
    const wanted = this.#wanted({});
    try {
      const isTaken = this.#sheet.take(text, wanted);
      this.#given = text;
      if (isTaken) return;
      this.#waiting = text;
      this.#reopen();
    } catch (fault) {
      this.#refuse(faultOf(fault));
    } finally {
      wanted.free();
    }
  }

  #wanted({unit, period}) {
    return new Wanted(this.getAttribute('unit') ?? unit, this.getAttribute('period') ?? period, this.readOnly);
  }

  #reopen() {
    this.#shown = null;
    this.#refreshSoon();
  }

  #refreshSoon() {
    // Whoever asks for it in this turn waits for what comes of the change.
    if (this.#ready.isSettled) this.#ready = later();
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    queueMicrotask(() => {
      this.#isWaiting = false;
      this.#refresh();
    });
  }

  /** Opens, ends, or leaves alone, as attributes and the element's place say. */
  #refresh() {
    if (!this.isConnected) {
      this.#turn += 1;
      this.#isOpening = false;
      this.#end();
      this.#shown = null;
      this.#place.replaceChildren();
      return;
    }
    const asked = JSON.stringify(ATTRIBUTES.map((name) => this.getAttribute(name)));
    if (asked === this.#shown) {
      if (this.#isOpening) return;
      if (this.#sheet) this.#settle(null);
      else if (this.#failed) this.#settle(this.#failed);
      return;
    }
    this.#shown = asked;
    this.#begin(asked);
  }

  async #begin(asked) {
    const turn = this.#turn += 1;
    const isOld = () => {
      if (turn !== this.#turn) return true;
      // Something was changed in this turn: what was asked for is old, and is asked for anew whatever it was changed to.
      if (this.#isWaiting) this.#shown = null;
      return this.#isWaiting;
    };
    this.#isOpening = true;
    this.#failed = null;
    if (!this.#sheet) this.#say('working', 'Đang mở phiếu…');
    try {
      await started();
      const set = await setOf(this.getAttribute('criteria-src'), this.ownerDocument);
      if (isOld()) return;
      this.#end();
      this.#show(set);
      this.#isOpening = false;
      // Whoever hears of the sheet may have changed something already.
      if (!this.#isWaiting) this.#settle(null);
    } catch (error) {
      if (isOld()) return;
      const fault = faultOf(error);
      this.#end();
      this.#shown = asked;
      this.#say('notice error', fault.message, () => this.#reopen());
      this.#judge();
      this.#refuse(fault);
      this.#failed = fault;
      this.#settle(fault);
    }
  }

  #settle(fault) {
    this.#isOpening = false;
    this.#ready.isSettled = true;
    if (fault) this.#ready.refuse(fault);
    else this.#ready.keep(this);
  }

  #show(set) {
    // Without a unit of its own, and without a new value, it stays with the sheet that it had.
    const stays = this.#waiting === null && !this.hasAttribute('unit');
    const wanted = this.#wanted(stays ? this.#last : {});
    if (this.#waiting !== null) wanted.with_value(this.#waiting);
    this.#place.replaceChildren();
    this.#early = [];
    try {
      const tell = (name, detail) => this.#tell(name, JSON.parse(detail));
      this.#kept ??= new Kept();
      this.#sheet = Sheet.open(this.#place, set.criteria, wanted, this.#kept, tell);
    } finally {
      wanted.free();
    }
    this.#set = set;
    this.#last = {unit: this.#sheet.unit, period: this.#sheet.period};
    // It is in the draft now.
    if (!this.readOnly) this.#waiting = null;
    this.#sheet.disable(this.#isDisabled);
    this.#judge();
    const early = this.#early;
    this.#early = null;
    early.forEach((event) => this.dispatchEvent(event));
  }

  #end() {
    const sheet = this.#sheet;
    this.#sheet = null;
    sheet?.end(this.#kept);
    this.#set = null;
    this.#score = null;
    this.#internals?.setFormValue?.(null);
    this.#judge();
  }

  /** Sends an event on; says whether nobody prevented what comes of it. */
  #tell(name, detail) {
    // A value that came before its sheet, and that the sheet has refused.
    if (name === 'value-error' && this.#early) this.#given = null;
    if (name === 'edit') {
      this.#judgeSoon();
      return true;
    }
    if (name === 'score-change') {
      this.#score = detail;
      this.#judgeSoon();
    }
    if (name === 'export-ready') detail.submission = JSON.parse(detail.text);
    const event = new CustomEvent(name, {detail, bubbles: true, composed: true, cancelable: name === 'export-ready'});
    // Whoever hears of it may ask for the value, which is there once the sheet is.
    if (this.#early) return this.#early.push(event) > 0;
    return this.dispatchEvent(event);
  }

  #judgeSoon() {
    if (this.#hasEdits) return;
    this.#hasEdits = true;
    queueMicrotask(() => {
      this.#hasEdits = false;
      this.#judge();
    });
  }

  /** Tells the form around what is to be sent, and whether it may be. */
  #judge() {
    if (!this.#internals?.setFormValue) return;
    if (!this.#sheet) {
      // A browser shows what is missing at something that can have the focus.
      const again = this.#place.querySelector('button') ?? undefined;
      if (this.required) this.#internals.setValidity({valueMissing: true}, 'Phiếu chưa mở.', again);
      else this.#internals.setValidity({});
      return;
    }
    if (this.#internals.form) this.#internals.setFormValue(this.#sheet.value());
    const {problems, answered, assigned} = this.#score ?? {problems: 0, answered: 0, assigned: 0};
    const anchor = this.#place.querySelector('.score-actions button:last-of-type') ?? undefined;
    if (problems > 0) {
      this.#internals.setValidity({customError: true}, `Phiếu còn ${problems} tiêu chí cần sửa.`, anchor);
    } else if (this.required && answered < assigned) {
      this.#internals.setValidity({valueMissing: true}, `Phiếu còn ${assigned - answered} tiêu chí chưa trả lời.`, anchor);
    } else {
      this.#internals.setValidity({});
    }
  }

  formAssociatedCallback() {
    this.#judge();
  }

  #refuse({code, place, message}) {
    this.dispatchEvent(new CustomEvent('value-error', {detail: {code, place, message}, bubbles: true, composed: true}));
  }

  /** Words in the place of a sheet. */
  #say(className, words, again) {
    const said = document.createElement('div');
    said.className = className;
    said.setAttribute('role', again ? 'alert' : 'status');
    said.append(words);
    if (again) {
      const button = document.createElement('button');
      Object.assign(button, {type: 'button', className: 'secondary', textContent: 'Thử lại', onclick: again});
      said.append(' ', button);
    }
    this.#place.replaceChildren(said);
  }
}

if (!customElements.get(NAME)) customElements.define(NAME, TuchamForm);

/** Starts the Wasm, once for all elements; a fetch that failed is tried again. */
function started() {
  starting ??= (async () => {
    const bytes = await fetched(new URL(WASM, import.meta.url), 'chương trình');
    ({memory} = await init({module_or_path: bytes}));
  })();
  starting.catch(() => {
    starting = undefined;
  });
  return starting;
}

/** The criteria set at an address, or the one in the program. */
async function setOf(address, {baseURI}) {
  const url = address ? new URL(address, baseURI).href : '';
  if (!sets.has(url)) {
    const coming = url === '' ? Promise.resolve({criteria: Criteria.builtin()}) : fetched(url, 'bộ tiêu chí', LIMIT_BYTES).then((bytes) => {
      if (!bytes) {
        throw new TuchamFormError({code: 'too-large', place: 'criteria-src', message: 'Bộ tiêu chí lớn hơn 8 MB nên không mở.'});
      }
      try {
        return {criteria: Criteria.open(new Uint8Array(bytes))};
      } catch (sentence) {
        throw new TuchamFormError({code: 'criteria-set', place: 'criteria-src', message: `Không mở được bộ tiêu chí: ${sentence}`});
      }
    });
    sets.set(url, coming);
    coming.catch(() => sets.delete(url));
  }
  return sets.get(url);
}

/** What lies at an address; null if that is longer than the limit, and no more of it is read then. */
async function fetched(url, what, limit = Infinity) {
  let cause;
  try {
    const response = await fetch(url);
    if (response.ok) return await bytesOf(response, limit);
    cause = `HTTP ${response.status}`;
  } catch (error) {
    cause = error.message;
  }
  throw new TuchamFormError({code: 'not-loaded', place: String(url), message: `Chưa tải được ${what} (${cause}). Kiểm tra mạng rồi bấm “Thử lại”.`});
}

async function bytesOf({body}, limit) {
  const parts = [];
  let length = 0;
  for (const reader = body.getReader(); ;) {
    const {done, value} = await reader.read();
    if (done) return new Blob(parts).arrayBuffer();
    length += value.length;
    parts.push(value);
    if (length > limit) {
      reader.cancel();
      return null;
    }
  }
}

function styleOf(page) {
  if (!styles.has(page)) {
    // A sheet belongs to the document whose window made it.
    const sheet = new (page.defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(css);
    styles.set(page, sheet);
  }
  return styles.get(page);
}

/** Calls the Wasm; what it throws becomes an error. */
function asked(call) {
  try {
    return call();
  } catch (thrown) {
    throw faultOf(thrown);
  }
}

/** What the Wasm throws is the text of a fault; anything else is an error of its own. */
function faultOf(thrown) {
  if (thrown instanceof TuchamFormError) return thrown;
  if (typeof thrown === 'string') return new TuchamFormError(JSON.parse(thrown));
  return new TuchamFormError({code: 'failed', place: '', message: `Không mở được phiếu: ${thrown?.message ?? thrown}`});
}

/** A property that a page has set before the element was defined hides the class's own. */
function upgrade(element, name) {
  if (!Object.hasOwn(element, name)) return;
  const value = element[name];
  delete element[name];
  element[name] = value;
}

function reflect(element, name, value) {
  if (value === null || value === undefined || value === '') element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function later() {
  const waited = {isSettled: false};
  waited.promise = new Promise((keep, refuse) => Object.assign(waited, {keep, refuse}));
  // Nobody need wait for it.
  waited.promise.catch(() => {});
  return waited;
}
