import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mailFormat } from '#adapters/mail-format.ts';
import { pdfLetters } from '#adapters/pdf-letters.ts';
import { breachSteps } from '#handlers/steps/breach-steps.ts';
import { claimSteps } from '#handlers/steps/claim-steps.ts';
import { counterClaimSteps } from '#handlers/steps/counter-claim-steps.ts';
import { deadlineSteps } from '#handlers/steps/deadline-steps.ts';
import { sweepJob } from '#handlers/steps/sweep-job.ts';
import { makeStores } from '#stores/stores.ts';
import type { Config, Deps } from '#usecases/deps.ts';
import { failurePlace } from '#usecases/failure-place.ts';
import { recordMailEvent } from '#usecases/mail-events.ts';
import type { Log } from '#usecases/ports.ts';
import { type FunctionName, machines, schedules } from '../blueprint.ts';
import { createClock } from './clock.ts';
import { type DatabaseOptions, openDatabase } from './database.ts';
import { fileBlobs, withinFolders } from './file-blobs.ts';
import { createMailbox } from './mailbox.ts';
import { localSecrets } from './secrets.ts';
import { deleteExpired, sqliteTable } from './sqlite-table.ts';
import type { TimedSource } from './timed-source.ts';
import { createTimers } from './timers.ts';
import { createInterpreter } from './workflows/interpreter.ts';

export type LocalOptions = {
  dataDir: string;
  config: Omit<Config, 'linkSecret'>;
  /** Where a fresh installation begins in time; real time when left out. */
  start?: number | undefined;
  frozen?: boolean | undefined;
  log?: Log | undefined;
  afterCommit?: DatabaseOptions['afterCommit'];
  letterAssets?: string | undefined;
  relay?: string | undefined;
};
export type Local = Awaited<ReturnType<typeof createLocal>>;

/** Everything of one machine behind the ports: the same use cases and the same machines as on AWS, on SQLite, files and the virtual clock. */
export async function createLocal(options: LocalOptions) {
  mkdirSync(options.dataDir, { recursive: true });
  const database = openDatabase(join(options.dataDir, 'redress.sqlite'), { afterCommit: options.afterCommit });
  const secrets = localSecrets(options.dataDir);
  const clock = createClock({ database, start: options.start, frozen: options.frozen, realNow: () => Date.now() });
  const log: Log = options.log ?? (() => undefined);
  const newId = (bytes: number): Uint8Array => randomBytes(bytes);
  const blobs = fileBlobs({ directory: join(options.dataDir, 'blobs'), secret: secrets.blobs, clock, publicUrl: options.config.publicUrl });
  const work = backgroundWork(log);

  const mailbox = createMailbox({
    database,
    clock,
    relay: options.relay,
    onDelivered: (messageId) => recordMailEvent(deps, { messageId, kind: 'delivered' }),
    onBounced: (messageId, because) => recordMailEvent(deps, { messageId, kind: 'bounced', because }),
    onFailed: (_messageId, error) => log('mail-event-failed', { error: error instanceof Error ? error.name : 'unknown' }),
  });
  const timers = createTimers({
    database,
    clock,
    recurring: [
      // What DynamoDB does by itself: rows whose time is over go.
      { name: 'expire-rows', every: 'PT1H', run: () => deleteExpired(database, Math.floor(clock.now() / 1000)) },
      ...schedules.map((schedule) => {
        const run = () => call(schedule.function, schedule.input);
        return 'every' in schedule
          ? { name: schedule.name, every: schedule.every, run }
          : { name: schedule.name, daily: schedule.daily, run };
      }),
    ],
    onStep: async (step, input) => void (await call('sweep', { step, input })),
    onFailed: (name, error) => log('timer-failed', { name, error: error instanceof Error ? error.name : 'unknown' }),
  });
  const interpreter = createInterpreter({
    database,
    machines: loadMachines(),
    invoke: (name, payload) => call(name as FunctionName, payload),
    clock,
    newId,
  });
  const deps: Deps = {
    stores: makeStores(sqliteTable(database)),
    workflows: interpreter,
    blobs: withinFolders(blobs),
    mail: mailbox,
    schedule: timers,
    letters: pdfLetters({ assets: options.letterAssets }),
    mailFormat: mailFormat(),
    clock,
    newId,
    log,
    config: { ...options.config, linkSecret: secrets.links },
    later: async (job) => work.run(job),
  };

  const functions: Partial<Record<FunctionName, (payload: unknown) => Promise<unknown>>> = {
    'claim-steps': claimSteps(deps),
    'deadline-steps': deadlineSteps(deps),
    'counter-claim-steps': counterClaimSteps(deps),
    'breach-steps': breachSteps(deps),
    sweep: sweepJob(deps),
  };
  async function call(name: FunctionName, payload: unknown): Promise<unknown> {
    const fn = functions[name];
    if (!fn) throw new Error(`no function ${name} is called on this machine`);
    try {
      return await fn(payload);
    } catch (error) {
      log('function-failed', { function: name, error: error instanceof Error ? error.name : 'unknown', at: failurePlace(error) });
      throw error;
    }
  }

  const sources: TimedSource[] = [interpreter, timers];
  /** Until neither workflows nor what was put off have anything to do at this moment. */
  const idle = async (): Promise<void> => {
    do {
      await work.settled();
      await mailbox.idle();
      await interpreter.idle();
    } while (work.busy());
  };
  return {
    deps,
    database,
    clock,
    interpreter,
    mailbox,
    timers,
    blobs,
    functions,
    idle,
    /** Moves the clock to `instant`, running in order all that falls due on the way; how many did. */
    runTo: (instant: number): Promise<number> => clock.advanceTo(instant, sources, idle),
    drive: () => clock.drive(sources, (error) => log('driver-failed', { error: error instanceof Error ? error.name : 'unknown' })),
    /** After a restart: what was under way goes on, what was not told is told. */
    resume: async () => {
      await mailbox.tellAgain();
      await interpreter.resume();
    },
    close: async () => {
      await idle();
      await database.close();
    },
  };
}

/** The machines of workflows/, with the functions' names in place of their ARNs. */
export function loadMachines(folder = machineFolder()): Record<string, { definition: object }> {
  return Object.fromEntries(
    machines.map(({ name, placeholder, steps }) => {
      const text = readFileSync(join(folder, `${name}.asl.json`), 'utf8').replaceAll(`\${${placeholder}}`, steps);
      return [name, { definition: JSON.parse(text) as object }];
    }),
  );
}
// Beside the sources, or beside the bundle (dist/local) two levels down.
const machineFolder = (): string => join(import.meta.dirname, '../../workflows');

/** So many at once: what can wait leaves the processor to what somebody waits for. */
const mostInBackground = 2;

/** Work that nobody waits for in front of a page; what fails is logged and taken up by the sweep. */
function backgroundWork(log: Log) {
  const waiting: (() => Promise<void>)[] = [];
  const running = new Set<Promise<void>>();
  const next = (): void => {
    const job = running.size < mostInBackground ? waiting.shift() : undefined;
    if (!job) return;
    const mine = job()
      .catch((error: unknown) => log('later-failed', { error: error instanceof Error ? error.name : 'unknown' }))
      .finally(() => {
        running.delete(mine);
        // After the requests that have come in meanwhile.
        setImmediate(next);
      });
    running.add(mine);
  };
  const busy = (): boolean => running.size > 0 || waiting.length > 0;
  return {
    run(job: () => Promise<void>): void {
      waiting.push(job);
      next();
    },
    busy,
    async settled(): Promise<void> {
      while (busy()) await (running.size > 0 ? Promise.all(running) : new Promise((resolve) => setImmediate(resolve)));
    },
  };
}
