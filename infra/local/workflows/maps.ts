import { isDistributed, type MapState } from './definition.ts';
import { measured, stateFailure } from './failure.ts';
import { type Frame, newFrame, type Phase, type Place, stateOf } from './frames.ts';
import { note, noteSize, numberOf, type Run, scopeOf } from './run.ts';

// "Using Map state in Inline mode", and in Distributed mode: iterations at once, at most.
const widest = { inline: 40, distributed: 10_000 };

/** Where a Map begins: what its iterations are given, none of them begun. */
export async function splitOf(run: Run, place: Place, state: MapState): Promise<Phase> {
  const scope = scopeOf(run, place);
  const given = state.Items === undefined ? place.frame.input : await run.evaluate(state.Items, 'Items', scope);
  if (!Array.isArray(given)) throw stateFailure('States.QueryEvaluationError', "the field 'Items' is not an array");
  noteSize(run, measured(given, 'Items'));
  const asked = await numberOf(run, state.MaxConcurrency, 'MaxConcurrency', scope, 0);
  note(run, 'MapStateStarted', place);
  const distributed = isDistributed(state);
  if (distributed) note(run, 'MapRunStarted', place);
  const most = distributed ? widest.distributed : widest.inline;
  const items = distributed ? await childInputs(run, place, state, given) : given;
  return { kind: 'split', items, frames: items.map(() => null), concurrency: asked ? Math.min(asked, most) : most };
}

/** What each child execution is given: a selected item, or with an ItemBatcher so many of them ("ItemBatcher (Map)": Items, beside BatchInput). */
async function childInputs(run: Run, place: Place, state: MapState, items: readonly unknown[]): Promise<unknown[]> {
  const selected: unknown[] = [];
  for (const [Index, Value] of items.entries()) selected.push(await inputOf(run, place, state, { Index, Value }));
  const { ItemBatcher: batcher } = state;
  if (!batcher) return selected;
  const scope = scopeOf(run, place);
  const size = (await numberOf(run, batcher.MaxItemsPerBatch, 'ItemBatcher/MaxItemsPerBatch', scope, 1)) ?? 1;
  const given =
    batcher.BatchInput === undefined ? {} : { BatchInput: await run.evaluate(batcher.BatchInput, 'ItemBatcher/BatchInput', scope) };
  const batches = Array.from({ length: Math.ceil(selected.length / size) }, (_, n) => ({
    ...given,
    Items: selected.slice(n * size, (n + 1) * size),
  }));
  for (const batch of batches) noteSize(run, measured(batch, 'ItemBatcher'));
  return batches;
}

async function inputOf(run: Run, place: Place, state: MapState, item: NonNullable<Frame['item']>): Promise<unknown> {
  if (state.ItemSelector === undefined) return item.Value;
  const input = await run.evaluate(state.ItemSelector, 'ItemSelector', scopeOf(run, place, {}, { item }));
  noteSize(run, measured(input, 'ItemSelector'));
  return input;
}

/** Begins as many iterations as may run at once. */
export async function beginIterations(run: Run, place: Place): Promise<void> {
  const { phase } = place.frame;
  const state = stateOf(place);
  if (phase.kind !== 'split' || state.Type !== 'Map') return;
  let free = phase.concurrency - phase.frames.filter((frame) => frame && frame.phase.kind !== 'done').length;
  for (const [Index, Value] of (phase.items ?? []).entries()) {
    if (phase.frames[Index] || free-- <= 0) continue;
    phase.frames[Index] = isDistributed(state) ? childFrame(run, state, Value) : await iteration(run, place, state, { Index, Value });
  }
}

async function iteration(run: Run, place: Place, state: MapState, item: NonNullable<Frame['item']>): Promise<Frame> {
  const input = await inputOf(run, place, state, item);
  note(run, 'MapIterationStarted', place);
  return newFrame(state.ItemProcessor.StartAt, input, run.now, item);
}

function childFrame(run: Run, state: MapState, input: unknown): Frame {
  const name = Buffer.from(run.newId(16)).toString('hex');
  return { ...newFrame(state.ItemProcessor.StartAt, input, run.now), child: { name, input, startedAt: run.now } };
}
