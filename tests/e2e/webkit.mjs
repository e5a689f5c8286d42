// WebKit, as Debian's GTK port of it: driven over WebDriver, on a screen of its own, for it has no headless mode.
import {mkdir, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {EnginePage} from './engine_page.mjs';
import {makeFolder, startProcess} from './engine_process.mjs';

const DRIVER = process.env.TUCHAM_WEBKIT_DRIVER ?? '/usr/bin/WebKitWebDriver';
const SCREEN = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
const WINDOW = {x: 0, y: 0, width: 1366, height: 900};
const PATIENCE_MS = 60_000;
const POLL_MS = 100;

/** Starts WebKit in a home of its own; returns its page, what it complained about, and how to end it. */
export async function startWebkit() {
  const folder = await makeFolder('webkit');
  const programs = [];
  try {
    const screen = await startProcess('Xvfb', SCREEN, {stdio: ['ignore', 'ignore', 'pipe', 'pipe'], ready: /^(\d+)\n/m});
    programs.push(screen);
    const env = await settle(folder);
    const port = await freePort();
    programs.push(await startProcess(DRIVER, [`--port=${port}`], {env: {...env, DISPLAY: `:${screen.match[1]}`}}));
    const engine = await WebDriver.connect(`http://127.0.0.1:${port}`, folder.downloads);
    return {page: new EnginePage(engine), trouble: engine.trouble, stop};
  } catch (error) {
    await stop();
    throw error;
  }

  async function stop() {
    for (const program of programs.toReversed()) await program.stop();
    await folder.remove();
  }
}

/** Makes the home known to GTK, with the folder where downloads go. */
async function settle({home, downloads}) {
  const config = join(home, '.config');
  await mkdir(config);
  await writeFile(join(config, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  return {
    HOME: home, XDG_CONFIG_HOME: config, XDG_CACHE_HOME: join(home, '.cache'), XDG_DATA_HOME: join(home, '.local/share'),
    GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1', TZ: 'Asia/Ho_Chi_Minh',
    // The sandbox needs rights that neither root nor a container has.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The protocol: one request for each command. */
class WebDriver {
  static async connect(address, downloads) {
    await answering(`${address}/status`);
    const {sessionId} = await command(`${address}/session`, {capabilities: {alwaysMatch: {}}});
    const driver = new WebDriver(`${address}/session/${sessionId}`, downloads);
    await driver.send('window/rect', WINDOW);
    return driver;
  }

  constructor(session, downloads) {
    Object.assign(this, {session, downloads, trouble: []});
  }

  async navigate(url) {
    await this.send('url', {url});
    await this.evaluate(watch);
  }

  async reload() {
    await this.send('refresh', {});
    await this.evaluate(watch);
  }

  perform(actions) {
    return this.send('actions', {actions});
  }

  async evaluate(script, ...args) {
    const answer = await this.send('execute/sync', {
      script: `return JSON.stringify([(${script})(...JSON.parse(arguments[0])), window.tuchamTrouble?.splice(0)])`,
      args: [JSON.stringify(args)],
    });
    const [value, trouble] = JSON.parse(answer);
    this.trouble.push(...trouble ?? []);
    return value;
  }

  send(path, body) {
    return command(`${this.session}/${path}`, body);
  }
}

/** Runs in the page: WebDriver tells nothing of the console, so the page keeps what is said from now on. */
function watch() {
  const kept = [];
  window.tuchamTrouble = kept;
  for (const level of ['error', 'warn']) {
    const say = console[level];
    console[level] = (...words) => {
      kept.push(`${level}: ${words.join(' ')}`);
      say.apply(console, words);
    };
  }
  window.addEventListener('error', ({message}) => kept.push(`uncaught: ${message}`));
  window.addEventListener('unhandledrejection', ({reason}) => kept.push(`uncaught: ${reason}`));
  document.addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) =>
    kept.push(`policy: ${violatedDirective} ${blockedURI}`));
}

async function command(address, body) {
  const response = await fetch(address, {method: 'POST', body: JSON.stringify(body)});
  const {value} = await response.json();
  if (!response.ok) throw new Error(`${address}: ${value.error}: ${value.message}`);
  return value;
}

/** Waits until something answers. */
async function answering(address) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await fetch(address);
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(POLL_MS);
    }
  }
}
