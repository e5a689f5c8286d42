// Runs before the program, inline, in whatever browser opens the page, and is therefore written in the JavaScript of 2009: says so where
// the browser is too old or the program does not arrive, and begins to fetch the program where it can run.
// The build puts in SINGLE_FILE, FIRST_FILE and FIRST_INTEGRITY.
(function () {
  var REFRESH_MS = 15000;
  // Uses what rustc's Wasm uses: multivalue, reference types, mutable globals, bulk memory, sign extension, and
  // conversions that do not trap.
  var WASM = [0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 0, 2, 127, 127, 3, 2, 1, 0, 4, 4, 1, 111, 0, 1, 5, 3, 1, 0, 1,
    6, 6, 1, 127, 1, 65, 0, 11, 7, 5, 1, 1, 103, 3, 0, 10, 33, 1, 31, 0, 65, 0, 65, 0, 65, 0, 252, 11, 0, 65, 0, 65, 0,
    65, 0, 252, 10, 0, 0, 65, 0, 192, 67, 0, 0, 0, 0, 252, 0, 11];
  var isEnded = false;
  var loading = window.tuchamLoading = {isSupported: isSupported(), failed: failed};

  if (!loading.isSupported) {
    isEnded = true;
    whenParsed(function () {
      show('unsupported');
    });
    return;
  }
  window.addEventListener('error', function (event) {
    failed(event.message);
  });
  document.addEventListener('click', function (event) {
    if (!event.target.hasAttribute || !event.target.hasAttribute('data-retry')) return;
    event.preventDefault();
    retry(event.target);
  });
  whenParsed(function () {
    // The page came in part, or was changed on the way, which its policy sees.
    if (!loading.hasRun) failed(location.pathname.split('/').pop() || 'index.html');
  });
  if (!SINGLE_FILE) {
    loading.begun = fetch(FIRST_FILE, {integrity: FIRST_INTEGRITY});
    // Whoever waits for it hears of a failure.
    loading.begun['catch'](function () {});
  }

  function isSupported() {
    try {
      var bytes = new Uint8Array(WASM);
      // `Module` also finds out a browser that does not know this page's policy and would refuse every Wasm.
      return WebAssembly.validate(bytes) && new WebAssembly.Module(bytes) instanceof WebAssembly.Module &&
        'noModule' in document.createElement('script') && typeof Promise.allSettled === 'function' &&
        typeof crypto.getRandomValues === 'function' &&
        typeof TextDecoder === 'function' && (SINGLE_FILE || typeof fetch === 'function');
    } catch (error) {
      return false;
    }
  }

  /** Says that the program did not start, and because of which file or error. */
  function failed(cause) {
    if (isEnded || isStarted()) return;
    isEnded = true;
    loading.hasFailed = true;
    whenParsed(function () {
      show('failed');
      var place = document.querySelector('[data-loading="failed"] [data-cause]');
      if (place) place.textContent = String(cause);
    });
  }

  /** Shows the words for one state of loading in place of the others. */
  function show(state) {
    var page = document.getElementById('cho-tai') || loading.page;
    if (!page) page = document.body.appendChild(document.createElement('div'));
    // The app takes these words away before it puts itself in their place.
    if (!page.parentNode) document.body.appendChild(page);
    var parts = page.querySelectorAll('[data-loading]');
    var isSaid = false;
    for (var index = 0; index < parts.length; index += 1) {
      var isIt = parts[index].getAttribute('data-loading') === state;
      isSaid = isSaid || isIt;
      if (isIt) parts[index].removeAttribute('hidden');
      else parts[index].setAttribute('hidden', '');
    }
    // The page itself may have arrived only in part.
    if (!isSaid) {
      page.innerHTML = '<div data-loading="' + state + '" role="alert"><p>Trang tải về chưa đủ.</p>' +
        '<button type="button" data-retry>Thử lại</button></div>';
    }
  }

  function whenParsed(run) {
    if (document.readyState === 'complete' || document.readyState === 'interactive') ready();
    else if (document.addEventListener) document.addEventListener('DOMContentLoaded', ready);
    else window.onload = ready;

    function ready() {
      loading.page = loading.page || document.getElementById('cho-tai');
      run();
    }
  }

  function isStarted() {
    return document.documentElement.hasAttribute('data-started');
  }

  /** Loads again, around what a cache may hold that is broken or old. */
  function retry(button) {
    button.disabled = true;
    if (SINGLE_FILE) {
      location.reload();
      return;
    }
    var fresh = Promise.all([location.pathname + location.search, FIRST_FILE].map(function (file) {
      return fetch(file, {cache: 'reload'}).then(function (response) {
        return response.arrayBuffer();
      });
    }));
    var bound = new Promise(function (resolve) {
      setTimeout(resolve, REFRESH_MS);
    });
    Promise.race([Promise.all([fresh, takeUpdate()]), bound])['catch'](function () {}).then(function () {
      location.reload();
    });
  }

  /** A version that does not start is no version to keep: the one that waits takes over. */
  function takeUpdate() {
    if (!navigator.serviceWorker) return null;
    return navigator.serviceWorker.getRegistration().then(function (registration) {
      if (registration && registration.waiting) registration.waiting.postMessage({type: 'take-over'});
    });
  }
})();
