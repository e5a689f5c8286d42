// Who may write a draft, of all tabs and of all forms of one page: a Web Lock, or a sign of life in local storage where there
// are no locks.

const ASK_MS = 1500;
const RENEW_MS = 2000;
const DEAD_MS = 7000;
/** Local storage of another process may be a moment behind; what the last writer wrote must be there to be read. */
const SETTLE_MS = 150;

/** Everyone in this page: storage tells only the other pages of what is written here. */
const here = new Set();

/**
 * Asks to write the draft `name`. `say` gets "writer", "reader", or "hand-over" when somebody else wants to write: what
 * is unsaved is to be saved at once, in that call. Returns what `release`s the draft and `claim`s it from another.
 */
export function hold(name, say) {
  const tab = {id: Math.random().toString(36).slice(2), sign: `tucham/writer/${name}`, say, role: ''};
  tab.release = () => {
    here.delete(tab);
    removeEventListener('storage', tab.hear);
    tab.end();
  };
  here.add(tab);
  (navigator.locks ? withLock : withSign)(tab, name);
  return tab;
}

function be(tab, role) {
  if (here.has(tab) && tab.role !== role) {
    tab.role = role;
    tab.say(role);
  }
}

function withLock(tab, name) {
  let free;
  let queued;
  const granted = () => new Promise((resolve) => {
    free = resolve;
    if (!tab.role) return be(tab, 'writer');
    // The one that waited comes after another tab's last save.
    setTimeout(() => {
      if (free === resolve) be(tab, 'writer');
    }, SETTLE_MS);
  });
  const request = (options, run) => navigator.locks.request(name, options, run).catch((error) => {
    // Stolen by another tab: wait in the queue again. Given up by this tab: nothing.
    if (here.has(tab) && free && error?.name === 'AbortError') {
      free = undefined;
      be(tab, 'reader');
      queue();
    } else if (here.has(tab) && error?.name !== 'AbortError') {
      // Locks that are refused here, as in some sandboxes.
      tab.end();
      removeEventListener('storage', tab.hear);
      withSign(tab);
    }
  });
  const queue = () => {
    queued = new AbortController();
    request({signal: queued.signal}, granted);
  };
  listen(tab, ({newValue}) => {
    if (!newValue?.endsWith(' ask') || !free) return;
    tab.say('hand-over');
    be(tab, 'reader');
    free();
    free = undefined;
    queue();
  });
  tab.claim = () => {
    if (free) return;
    ask(tab);
    setTimeout(() => {
      if (!here.has(tab) || free) return;
      // The other tab does not answer: frozen, or its disk is full.
      queued?.abort();
      request({steal: true}, granted);
    }, ASK_MS);
  };
  tab.end = () => {
    queued?.abort();
    free?.();
  };
  request({ifAvailable: true}, (lock) => {
    // Released before the answer came.
    if (!here.has(tab)) return;
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
      return {owner: tab.id, isAlive: true};
    }
  };
  const renew = () => {
    const {owner, isAlive} = read();
    if (owner === tab.id || !isAlive || (tab.isAsking && Date.now() > tab.isAsking)) {
      tab.isAsking = 0;
      put(tab.sign, `${tab.id} ${Date.now()}`);
      const settle = tab.role === 'reader' ? SETTLE_MS : 0;
      setTimeout(() => be(tab, 'writer'), settle);
    } else {
      be(tab, 'reader');
    }
  };
  listen(tab, ({newValue}) => {
    if (!newValue || newValue.startsWith(tab.id)) return;
    if (newValue.endsWith(' ask')) {
      if (tab.role !== 'writer') return;
      tab.say('hand-over');
      put(tab.sign, ' 0');
      be(tab, 'reader');
    } else {
      renew();
    }
  });
  const timer = setInterval(renew, RENEW_MS);
  tab.claim = () => {
    tab.isAsking = Date.now() + ASK_MS;
    ask(tab);
    setTimeout(renew, ASK_MS + 50);
  };
  tab.end = () => {
    clearInterval(timer);
    if (tab.role === 'writer') put(tab.sign, ' 0');
  };
  renew();
}

function listen(tab, hear) {
  tab.hear = (event) => {
    if (event.key === tab.sign) hear(event);
  };
  addEventListener('storage', tab.hear);
}

function ask(tab) {
  const newValue = `${tab.id} ask`;
  put(tab.sign, newValue);
  for (const other of here) {
    if (other !== tab) other.hear({key: tab.sign, newValue});
  }
}

function put(key, text) {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Full or off: a lock still works without, and the draft itself is not stored either.
  }
}
