// Keeps the page for work without a network, and knows which of its versions stand ready: registers the service worker and
// asks each worker for its version, because one that arrived empty would be there and answer nothing.

const CHECK_EVERY_MS = 60 * 60 * 1000;
const ANSWER_MS = 5000;
const TAKE_OVER_MS = 10_000;
const REPLACE_MS = 10_000;

const own = document.documentElement.dataset.version;
let registration = null;
let say = () => {};
let said = '';
let isTaking = false;
let wasCurrent = false;
let checkedAt = 0;

/** Calls `onState` with "none", "ready", "update" or "replaced", now and whenever it changes. */
export function watch(onState) {
  say = (state) => {
    if (state === said) return;
    said = state;
    onState(state);
  };
  start().catch(() => say('none'));
}

/** Lets the version that waits take over; then this page, and no other, loads again. */
export function take_update() {
  const waiting = registration?.waiting;
  // Another tab may have been quicker.
  if (!waiting) {
    location.reload();
    return;
  }
  isTaking = true;
  waiting.postMessage({type: 'take-over'});
  setTimeout(() => {
    // It did not; the page may ask again.
    isTaking = false;
    said = '';
    look();
  }, TAKE_OVER_MS);
}

async function start() {
  // The single file has no version of its own, and keeps itself.
  if (!own || !/^https?:$/.test(location.protocol)) throw new Error('nothing to keep');
  const {serviceWorker} = navigator;
  serviceWorker.addEventListener('controllerchange', () => {
    if (isTaking) location.reload();
    else look();
  });
  registration = await serviceWorker.register('sw.js', {updateViaCache: 'none'});
  checkedAt = Date.now();
  registration.addEventListener('updatefound', () => follow(registration.installing));
  follow(registration.installing);
  document.addEventListener('visibilitychange', check);
  setInterval(check, CHECK_EVERY_MS);
  await look();
}

function follow(worker) {
  worker?.addEventListener('statechange', look);
}

/** Looks for a new version on the server, at most once an hour. */
function check() {
  if (document.visibilityState !== 'visible' || Date.now() - checkedAt < CHECK_EVERY_MS) return;
  checkedAt = Date.now();
  // Without a network there is nothing new.
  registration.update().catch(() => {});
}

/** Finds out how this page stands to the versions that are kept. */
async function look() {
  // A worker of another folder's page, or of a visit before, may take over while this one is still being registered.
  if (!registration) return;
  const {active, waiting} = registration;
  const [activeVersion, waitingVersion] = await Promise.all([versionOf(active), versionOf(waiting)]);
  // They changed meanwhile, and a later look sees them as they are now.
  if (registration.active !== active || registration.waiting !== waiting) return;
  wasCurrent ||= activeVersion === own;
  if (waiting && !waitingVersion) replaceSoon();
  // The same version once more is no news.
  if (waitingVersion && waitingVersion !== activeVersion) {
    // A later version takes this one's files away; what is fetched on demand must be here by then.
    globalThis.tuchamKeepParts?.();
    say('update');
  } else if (activeVersion === own) {
    say('ready');
  } else if (activeVersion && wasCurrent) {
    say('replaced');
  } else {
    say('none');
  }
}

/** An empty file is a worker to the browser, and would be in charge once no page is open: another one is to take its place. */
function replaceSoon() {
  setTimeout(() => registration.update().then(look, () => {}), REPLACE_MS);
}

/** The version of a worker; null if there is none, or none that answers. */
function versionOf(worker) {
  if (!worker) return null;
  const {port1, port2} = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({data}) => resolve(data);
    setTimeout(() => resolve(null), ANSWER_MS);
    worker.postMessage({type: 'version'}, [port2]);
  }).finally(() => port1.close());
}
