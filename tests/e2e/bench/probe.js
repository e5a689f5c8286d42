// Runs in the measured page before its own scripts: sees when it can be read and answered, and times keystrokes. All that it
// knows of a page is `window.__items` and `window.__adapter`; ours and the peers' pages are timed by the same lines.
(() => {
  const adapter = () => window.__adapter;
  const items = window.__items;
  const first = items.findIndex(({kind}) => kind === 'ratio');
  const marks = {question: null, whole: null, interactive: null};
  const probe = window.__probe = {marks, first, wasmBytes: 0};

  /** The control that an item is answered with. */
  const control = (index) => {
    const {kind} = items[index];
    if (kind === 'ratio' || kind === 'bands') return adapter().ratio(index)?.[0];
    return kind === 'count' ? adapter().count(index) : adapter().choice(index, 1);
  };
  const found = (look) => {
    try {
      return look();
    } catch {
      // The page's library is not there yet.
      return null;
    }
  };
  const afterPaint = (run) => requestAnimationFrame(() => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = run;
    port2.postMessage(null);
  });
  const text = () => {
    const total = adapter().total();
    return total instanceof HTMLInputElement ? total.value : total?.textContent;
  };
  const say = (what) => window.__say?.(what);

  // The frame in which the first question stands is over when the message comes.
  (function look() {
    if (marks.question === null && found(() => control(0))) afterPaint(() => { marks.question ??= performance.now(); });
    if (found(() => adapter().total() && !adapter().ratio(first)[1].matches(':disabled'))) {
      probe.focus(first, 1);
      // A library may take keys without an input event, and none of them needs this one.
      addEventListener('keyup', () => probe.focus(first, 0), {once: true, capture: true});
      watchTotal();
      watchRest();
      say('ready');
    } else {
      requestAnimationFrame(look);
    }
  })();

  /** All of the form stands there. Looked for rarely: a page may make the rest when the browser is idle. */
  function watchRest() {
    if (!found(() => control(items.length - 1))) return setTimeout(watchRest, 20);
    marks.whole = performance.now();
    say('whole');
  }

  function watchTotal() {
    const before = text();
    (function look() {
      if (text() === before) return setTimeout(look);
      marks.interactive = performance.now();
      say('interactive');
    })();
  }

  /** Puts the cursor into a number of a ratio, all of it selected. */
  probe.focus = (index, which) => {
    const field = adapter().ratio(index)[which];
    field.scrollIntoView({block: 'center'});
    field.focus();
    field.select?.();
  };

  probe.text = text;
  probe.total = () => Number(/-?\d+(?:[.,]\d+)?/.exec(text())?.[0].replace(',', '.'));
  probe.sum = () => adapter().sum?.() ?? null;

  /** Times the next keystroke; `probe.stroke` is when it was taken, when the total moved, and when that was painted. */
  probe.arm = (patienceMs) => {
    const before = text();
    const total = adapter().total();
    const stroke = {};
    const undo = [];
    let resolve;
    probe.stroke = new Promise((done) => { resolve = done; });
    const end = (result) => {
      for (const step of undo.splice(0)) step();
      resolve(result);
    };
    const changed = () => {
      if (stroke.total || stroke.key === undefined || text() === before) return;
      stroke.total = performance.now();
      afterPaint(() => end({
        total: stroke.total - (stroke.input ?? stroke.handled),
        paint: performance.now() - stroke.key,
      }));
    };
    const listen = (name, take) => {
      addEventListener(name, take, {capture: true});
      undo.push(() => removeEventListener(name, take, {capture: true}));
    };
    listen('keydown', (event) => {
      stroke.key ??= event.timeStamp;
      stroke.handled ??= performance.now();
    });
    // A library may take keys without an input event.
    listen('input', () => { stroke.input ??= performance.now(); });
    const observer = new MutationObserver(changed);
    observer.observe(adapter().scope?.() ?? total.parentElement, {subtree: true, childList: true, characterData: true});
    undo.push(() => observer.disconnect());
    if (total instanceof HTMLInputElement) undo.push(onValue(total, changed));
    // Where a library puts another element in the total's place.
    const timer = setInterval(changed, 50);
    const patience = setTimeout(() => end(null), patienceMs);
    undo.push(() => clearInterval(timer), () => clearTimeout(patience));
  };

  /** Calls `changed` after each value that a program sets; no observer sees these. */
  function onValue(field, changed) {
    const own = Object.getOwnPropertyDescriptor(field, 'value');
    const {get, set} = own ?? Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    Object.defineProperty(field, 'value', {
      configurable: true,
      get() { return get.call(this); },
      set(value) {
        set.call(this, value);
        changed();
      },
    });
    return () => {
      delete field.value;
      if (own) Object.defineProperty(field, 'value', own);
    };
  }

  /** Gives an item an answer as input events do, and lets the page work. */
  probe.answer = (index, answer) => {
    const put = (field, value) => {
      field.focus();
      field.select();
      document.execCommand('insertText', false, value);
    };
    if (answer.denominator) {
      put(adapter().ratio(index)[1], answer.denominator);
      put(adapter().ratio(index)[0], answer.numerator);
    } else if (answer.count) {
      put(adapter().count(index), answer.count);
    } else {
      adapter().choice(index, answer.choice).click();
    }
    return new Promise((resolve) => setTimeout(resolve));
  };

  /** When the page has nothing left to do, or after a while. */
  probe.idle = () => new Promise((resolve) => afterPaint(() => requestIdleCallback(() => resolve(), {timeout: 500})));

  // Memory of Wasm counts neither as JavaScript's heap nor apart in the process.
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...words) => {
      const made = await original.apply(WebAssembly, words);
      const {memory} = (made.instance ?? made).exports;
      if (memory) probe.wasmMemory = memory;
      return made;
    };
  }
})();
