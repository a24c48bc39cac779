import type { ExecutionStatus } from '#usecases/ports.ts';
import { type Block, blocksOf, type Machine, type State } from './definition.ts';

/**
 * An execution as it is kept: one tree of frames, plain JSON. Each frame stands in one state; the branches of a Parallel and the
 * iterations of a Map are frames below it. Instants are milliseconds since the epoch on the interpreter's clock.
 */
export type Execution = {
  machine: string;
  name: string;
  input: unknown;
  status: ExecutionStatus;
  startedAt: number;
  updatedAt: number;
  deadline?: number | undefined;
  /** Absent once ended. */
  root?: Frame | undefined;
  output?: unknown;
  error?: string | undefined;
  cause?: string | undefined;
  /** Counts attempts; the number of an attempt tells a late answer from a current one. */
  visits: number;
  transitions: number;
  historyEvents: number;
  /** How many of them belong to child executions of distributed Maps. */
  childEvents?: number | undefined;
  largestState: number;
};

export type Frame = {
  state: string;
  input: unknown;
  variables: Record<string, unknown>;
  visit: number;
  enteredAt: number;
  /** Retries done in this stay, by position of the retrier. */
  retries: number[];
  item?: { Index: number; Value: unknown } | undefined;
  /** Of the outermost frame of a distributed Map's iteration: the child execution that it stands for. */
  child?: { name: string; input: unknown; startedAt: number } | undefined;
  phase: Phase;
};

type Limits = { due?: number | undefined; heartbeatDue?: number | undefined; heartbeat?: number | undefined };
export type Phase =
  | { kind: 'ready' } // in the state, nothing of it done yet
  | ({ kind: 'calling'; functionName: string; payload: unknown; token?: string | undefined } & Limits)
  | ({ kind: 'held'; token: string } & Limits) // the function was told, its token not yet answered
  | { kind: 'waiting'; due: number }
  | { kind: 'retrying'; due: number }
  | { kind: 'split'; frames: (Frame | null)[]; concurrency: number; items?: unknown[] | undefined } // null: iteration not begun
  | { kind: 'done'; output: unknown };

/** A frame with the block of states that it runs in and the frame above it. */
export type Place = { frame: Frame; block: Block; above?: Place | undefined };

/** Every live frame of an execution, outer before inner, in the order of branches. Throws as stateOf does. */
export function* placesOf(execution: Execution, machine: Machine): Generator<Place> {
  if (execution.root) yield* placesBelow({ frame: execution.root, block: machine });
}

function* placesBelow(place: Place): Generator<Place> {
  const blocks = blocksOf(stateOf(place));
  yield place;
  const phase = place.frame.phase;
  if (phase.kind !== 'split') return;
  for (const [index, frame] of phase.frames.entries()) {
    const block = blocks[index] ?? blocks[0];
    if (frame && frame.phase.kind !== 'done' && block) yield* placesBelow({ frame, block, above: place });
  }
}

/** Throws when a newer definition no longer has the state. */
export function stateOf(place: Place): State {
  const state = place.block.States[place.frame.state];
  if (!state) throw new Error(`the machine has no state ${place.frame.state} any more`);
  return state;
}

/** When something happens to this frame by itself. */
export function dueOf(frame: Frame): number | undefined {
  const phase = frame.phase;
  if (phase.kind === 'waiting' || phase.kind === 'retrying') return phase.due;
  if (phase.kind !== 'calling' && phase.kind !== 'held') return undefined;
  const instants = [phase.due, phase.heartbeatDue].filter((instant) => instant !== undefined);
  return instants.length > 0 ? Math.min(...instants) : undefined;
}

/** Whether the frame can go on at once: it is ready, or its wait is over. */
export function isRunnable(frame: Frame, now: number): boolean {
  const phase = frame.phase;
  return phase.kind === 'ready' || ((phase.kind === 'waiting' || phase.kind === 'retrying') && phase.due <= now);
}

/** A frame about to enter `state`. */
export const newFrame = (state: string, input: unknown, now: number, item?: Frame['item']): Frame => ({
  state,
  input,
  variables: {},
  visit: 0,
  enteredAt: now,
  retries: [],
  item,
  phase: { kind: 'ready' },
});

/** Variables that the frame sees: its own and those of the frames above, in the same execution ("Passing data between states with variables", scope). */
export const variablesOf = (place: Place): Record<string, unknown> => ({
  ...(place.above && !place.frame.child ? variablesOf(place.above) : {}),
  ...place.frame.variables,
});

/** The iteration that the frame runs in, the nearest one when Maps are nested; an execution of its own has none above it. */
export const itemOf = (place: Place): Frame['item'] =>
  place.frame.item ?? (place.above && !place.frame.child ? itemOf(place.above) : undefined);

/** The child execution that the frame belongs to, with the place of its Map; undefined in the execution itself. */
export function childOf(place: Place): { child: NonNullable<Frame['child']>; map: Place } | undefined {
  if (!place.above) return undefined;
  return place.frame.child ? { child: place.frame.child, map: place.above } : childOf(place.above);
}
