// The second visit without a network: the browser is started anew with the profile of the first.
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {launchProfile} from '../browser.mjs';
import {takeSet} from './criteria.mjs';
import {visitIn} from './visit.mjs';

/** The draft is there again at each visit, so that another answer moves the total. */
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8'];
/** A browser that was just started is busy with windows of its own, on the same processor; an officer comes to the page later. */
const BROWSER_START_MS = 3000;

/** Visits once, stops the server's answers, and visits again as often as asked under each processor. */
export async function secondVisits(target, site, processors, runs) {
  const {fault} = site;
  const profile = await mkdtemp(join(tmpdir(), 'tucham-bench-'));
  const withProfile = async (body) => {
    const context = await launchProfile(profile);
    try {
      return await body(context);
    } finally {
      await context.close();
    }
  };
  try {
    await withProfile(async (context) => {
      const page = await context.newPage();
      if (target.file) await takeSet(page, site.address, target.file);
      await page.goto(target.address);
      await page.locator('[data-test="offline"][data-state="ready"]').waitFor({state: 'attached', timeout: 60_000});
    });
    site.fault = (name, response) => {
      response.destroy();
      return true;
    };
    const samples = Object.fromEntries(processors.map((cpu) => [cpu, []]));
    let turn = 0;
    for (let run = 0; run < runs; run += 1) {
      for (const cpu of processors) {
        // Each in a browser that was started anew: what it kept in memory is gone, what it kept on the disk is there.
        const digit = DIGITS[turn % DIGITS.length];
        turn += 1;
        const {sample} = await withProfile(async (context) => {
          await setTimeout(BROWSER_START_MS);
          return visitIn(context, target, {line: 'unthrottled', cpu}, {digit});
        });
        samples[cpu].push(sample);
      }
    }
    return samples;
  } finally {
    site.fault = fault;
    await rm(profile, {recursive: true, force: true, maxRetries: 5});
  }
}
