// Firefox, driven over WebDriver BiDi by its own remote agent.
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import WebSocket from 'ws';
import {EnginePage} from './engine_page.mjs';
import {makeFolder, startProcess} from './engine_process.mjs';

const FIREFOX = process.env.TUCHAM_FIREFOX ?? '/usr/bin/firefox-esr';
const READY = /WebDriver BiDi listening on (ws:\/\/\S+)/;

/** Starts Firefox with a profile of its own; returns its page, what it complained about, and how to end it. */
export async function startFirefox() {
  const folder = await makeFolder('firefox');
  let firefox;
  try {
    await writeFile(join(folder.profile, 'user.js'), preferences(folder.downloads));
    const args = ['--headless', '--no-remote', '--profile', folder.profile, '--remote-debugging-port', '0', 'about:blank'];
    // A home of its own: Firefox refuses one that belongs to somebody else.
    const env = {HOME: folder.home, TZ: 'Asia/Ho_Chi_Minh', MOZ_CRASHREPORTER_DISABLE: '1'};
    firefox = await startProcess(FIREFOX, args, {env, ready: READY});
    const engine = await Bidi.connect(`${firefox.match[1]}/session`, folder.downloads);
    return {page: new EnginePage(engine), trouble: engine.trouble, stop};
  } catch (error) {
    await stop();
    throw error;
  }

  async function stop() {
    await firefox?.stop();
    await folder.remove();
  }
}

/** Files are saved without a question, and nothing is asked of Mozilla's servers. */
function preferences(downloads) {
  const values = {
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'browser.helperApps.neverAsk.saveToDisk': 'application/json,text/plain,application/octet-stream',
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.homepage_override.mstone': 'ignore',
    'app.normandy.enabled': false,
    'app.update.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,none',
    'intl.accept_languages': 'vi-VN, vi',
  };
  return Object.entries(values).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`).join('');
}

/** The protocol: numbered commands over a WebSocket. */
class Bidi {
  static async connect(address, downloads) {
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const bidi = new Bidi(socket, downloads);
    await bidi.send('session.new', {capabilities: {}});
    const {contexts} = await bidi.send('browsingContext.getTree', {});
    bidi.context = contexts[0].context;
    await bidi.send('browsingContext.setViewport', {context: bidi.context, viewport: {width: 1366, height: 768}});
    await bidi.send('session.subscribe', {events: ['log.entryAdded']});
    return bidi;
  }

  constructor(socket, downloads) {
    Object.assign(this, {socket, downloads, trouble: [], count: 0, waiting: new Map()});
    socket.on('message', (text) => this.take(JSON.parse(text)));
    socket.on('close', () => this.waiting.forEach(({reject}) => reject(new Error('Firefox went away'))));
  }

  navigate(url) {
    return this.send('browsingContext.navigate', {context: this.context, url, wait: 'complete'});
  }

  reload() {
    return this.send('browsingContext.reload', {context: this.context, wait: 'complete'});
  }

  perform(actions) {
    return this.send('input.performActions', {context: this.context, actions});
  }

  async evaluate(script, ...args) {
    const {result, exceptionDetails} = await this.send('script.callFunction', {
      functionDeclaration: `(args) => JSON.stringify((${script})(...JSON.parse(args)))`,
      arguments: [{type: 'string', value: JSON.stringify(args)}],
      awaitPromise: false,
      target: {context: this.context},
    });
    if (exceptionDetails) throw new Error(`in the page: ${exceptionDetails.text}`);
    return result.type === 'string' ? JSON.parse(result.value) : undefined;
  }

  send(method, params) {
    this.count += 1;
    const id = this.count;
    this.socket.send(JSON.stringify({id, method, params}));
    return new Promise((resolve, reject) => this.waiting.set(id, {method, resolve, reject}));
  }

  take({id, result, error, message, method, params}) {
    if (method === 'log.entryAdded' && ['error', 'warn'].includes(params.level)) {
      this.trouble.push(`${params.level}: ${params.text}`);
    }
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    this.waiting.delete(id);
    if (error) waiting.reject(new Error(`${waiting.method}: ${error}: ${message}`));
    else waiting.resolve(result);
  }
}
