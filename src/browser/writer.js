// Which of the tabs on one draft may write: a Web Lock, or a sign of life in local storage where there are no locks.

const ASK_MS = 1500;
const RENEW_MS = 2000;
const DEAD_MS = 7000;
/** Local storage of another process may be a moment behind; what the last writer wrote must be there to be read. */
const SETTLE_MS = 150;

const id = Math.random().toString(36).slice(2);
let held;

/**
 * Asks to write the draft `name`. `say` gets "writer", "reader", or "hand-over" when another tab wants to write: what
 * is unsaved is to be saved at once, in that call.
 */
export function hold(name, say) {
  release();
  held = {sign: `tucham/writer/${name}`, say, role: ''};
  (navigator.locks ? withLock : withSign)(held, name);
}

/** Stops writing and waiting. */
export function release() {
  held?.end?.();
  held = undefined;
}

/** Takes the draft over from the tab that writes it. */
export function takeOver() {
  held?.claim();
}

function be(tab, role) {
  if (tab === held && tab.role !== role) {
    tab.role = role;
    tab.say(role);
  }
}

function withLock(tab, name) {
  let free;
  let queued;
  const granted = () => new Promise((resolve) => {
    free = resolve;
    // The one that waited comes after another tab's last save.
    setTimeout(() => {
      if (free === resolve) be(tab, 'writer');
    }, tab.role ? SETTLE_MS : 0);
  });
  const request = (options, run) => navigator.locks.request(name, options, run).catch((error) => {
    // Stolen by another tab: wait in the queue again. Given up by this tab: nothing.
    if (tab === held && free && error?.name === 'AbortError') {
      free = undefined;
      be(tab, 'reader');
      queue();
    } else if (tab === held && error?.name !== 'AbortError') {
      // Locks that are refused here, as in some sandboxes.
      tab.end();
      withSign(tab);
    }
  });
  const queue = () => {
    queued = new AbortController();
    request({signal: queued.signal}, granted);
  };
  const onStorage = ({key, newValue}) => {
    if (key !== tab.sign || !newValue?.endsWith(' ask') || !free) return;
    tab.say('hand-over');
    be(tab, 'reader');
    free();
    free = undefined;
    queue();
  };
  addEventListener('storage', onStorage);
  tab.claim = () => {
    if (free) return;
    ask(tab);
    setTimeout(() => {
      if (tab !== held || free) return;
      // The other tab does not answer: frozen, or its disk is full.
      queued?.abort();
      request({steal: true}, granted);
    }, ASK_MS);
  };
  tab.end = () => {
    removeEventListener('storage', onStorage);
    queued?.abort();
    free?.();
  };
  request({ifAvailable: true}, (lock) => {
    if (lock) return granted();
    be(tab, 'reader');
    queue();
  });
}

function withSign(tab) {
  const read = () => {
    try {
      const [owner, time] = (localStorage.getItem(tab.sign) ?? '').split(' ');
      return {owner, isAlive: owner !== '' && Math.abs(Date.now() - time) < DEAD_MS};
    } catch {
      // Without storage there is nothing that two tabs could write.
      return {owner: id, isAlive: true};
    }
  };
  const renew = () => {
    const {owner, isAlive} = read();
    if (owner === id || !isAlive || (tab.isAsking && Date.now() > tab.isAsking)) {
      tab.isAsking = 0;
      put(tab.sign, `${id} ${Date.now()}`);
      const settle = tab.role === 'reader' ? SETTLE_MS : 0;
      setTimeout(() => be(tab, 'writer'), settle);
    } else {
      be(tab, 'reader');
    }
  };
  const onStorage = ({key, newValue}) => {
    if (key !== tab.sign || !newValue || newValue.startsWith(id)) return;
    if (newValue.endsWith(' ask')) {
      if (tab.role !== 'writer') return;
      tab.say('hand-over');
      put(tab.sign, ' 0');
      be(tab, 'reader');
    } else {
      renew();
    }
  };
  addEventListener('storage', onStorage);
  const timer = setInterval(renew, RENEW_MS);
  tab.claim = () => {
    tab.isAsking = Date.now() + ASK_MS;
    ask(tab);
    setTimeout(renew, ASK_MS + 50);
  };
  tab.end = () => {
    removeEventListener('storage', onStorage);
    clearInterval(timer);
    if (tab.role === 'writer') put(tab.sign, ' 0');
  };
  renew();
}

function ask(tab) {
  put(tab.sign, `${id} ask`);
}

function put(key, text) {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Full or off: a lock still works without, and the draft itself is not stored either.
  }
}
