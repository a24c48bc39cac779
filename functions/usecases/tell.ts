import type { OutboxRow, Tell } from '#stores/outbox-store.ts';
import type { Deps } from './deps.ts';

type StepTell = Extract<Tell, { tell: 'step' }>;
/** Our own steps by name; whoever tells rows that hold steps brings them, since they record and tell themselves. */
export type Steps = {
  [name in StepTell['step']]?: (deps: Deps, input: Extract<StepTell, { step: name }>['input']) => Promise<unknown>;
};

/** Tells the workflows what was decided, after it is on record. What fails stays in the outbox, and the sweep tells it again. */
export async function tellLater(deps: Deps, rows: readonly OutboxRow[], steps?: Steps): Promise<void> {
  if (rows.length > 0) await deps.later(async () => void (await tellAll(deps, rows, steps)));
}

/** How many could be told. Telling is safe to repeat: starts and stops are by name, a wait ends once. */
export async function tellAll(deps: Deps, rows: readonly OutboxRow[], steps?: Steps): Promise<number> {
  let told = 0;
  for (const row of rows) {
    try {
      await tell(deps, row, steps);
      await deps.stores.outbox.done(row.id);
      told++;
    } catch (error) {
      deps.log('tell-failed', { tell: row.tell.tell, id: row.id, error: error instanceof Error ? error.name : 'unknown' });
    }
  }
  return told;
}

async function tell(deps: Deps, { tell }: OutboxRow, steps?: Steps): Promise<void> {
  switch (tell.tell) {
    case 'start':
      await deps.workflows.start(tell.machine, tell.name, tell.input);
      return;
    case 'stop':
      return deps.workflows.stop(tell.machine, tell.name);
    case 'step':
      return runStep(deps, tell, steps);
    case 'complete': {
      // No token yet: the wait has not begun, and when it begins it reads the record and goes straight on.
      const token = await deps.stores.outbox.token(tell.owner, tell.wait);
      if (token) await deps.workflows.complete(token, tell.output);
    }
  }
}

async function runStep(deps: Deps, { step, input }: StepTell, steps: Steps = {}): Promise<void> {
  const run = steps[step] as ((deps: Deps, input: StepTell['input']) => Promise<unknown>) | undefined;
  if (!run) throw new Error(`nobody here runs the step ${step}`);
  await run(deps, input);
}
