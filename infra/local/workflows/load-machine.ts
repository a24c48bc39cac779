import type * as z from 'zod';
import {
  type Block,
  blocksOf,
  type Catcher,
  isDistributed,
  type Machine,
  machineSchema,
  ownFieldsOf,
  type Retrier,
  type State,
  statesOf,
} from './definition.ts';
import { compile, nodesOf, sourceOf, stringsOf } from './expressions.ts';

/** A machine ready to run. Throws Error `InvalidDefinition` that names machine, state and field of everything that is not supported. */
export function loadMachine(name: string, definition: unknown): Machine {
  const problems = definitionProblems(name, definition);
  if (problems.length > 0) throw Object.assign(new Error(problems.join('\n')), { name: 'InvalidDefinition' });
  return machineSchema.parse(definition);
}

/** One sentence for each thing in a definition that the interpreter does not run; empty when it runs all of it. */
export function definitionProblems(name: string, definition: unknown): string[] {
  const parsed = machineSchema.safeParse(definition);
  if (!parsed.success)
    return parsed.error.issues.flatMap((issue) => schemaProblems(definition, issue)).map((text) => `machine ${name}${text}`);
  return [...structureProblems(parsed.data)].map(([state, text]) => `machine ${name}, state ${state}: ${text}`);
}

function schemaProblems(definition: unknown, issue: z.core.$ZodIssue): string[] {
  const at = issue.path.lastIndexOf('States');
  const state = at >= 0 && issue.path.length > at + 1 ? `, state ${String(issue.path[at + 1])}` : '';
  const field = issue.path.slice(state ? at + 2 : 0).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${state}: field ${field ? `${field}.` : ''}${key} is not supported`);
  const value = issue.path.reduce<unknown>((holder, key) => (holder as Record<PropertyKey, unknown> | undefined)?.[key], definition);
  const reason = value === undefined ? 'is missing' : `does not support ${JSON.stringify(value)?.slice(0, 80)}`;
  return [`${state}: field ${field || '(whole)'} ${reason}`];
}

type Problem = [state: string, text: string];

function* structureProblems(machine: Machine): Generator<Problem> {
  const seen = new Set<string>();
  for (const [name] of statesOf(machine)) {
    if (seen.has(name)) yield [name, 'field Name is used twice in the machine'];
    seen.add(name);
  }
  yield* blockProblems(machine, '(top)', new Set());
}

function* blockProblems(block: Block, owner: string, outer: ReadonlySet<string>): Generator<Problem> {
  if (!(block.StartAt in block.States)) yield [owner, `field StartAt leads to ${block.StartAt}, which is not there`];
  const here = new Set(Object.values(block.States).flatMap((state) => assignsOf(state).flatMap(Object.keys)));
  for (const [name, state] of Object.entries(block.States)) {
    for (const target of targetsOf(state)) if (!(target in block.States)) yield [name, `field Next leads to ${target}, which is not there`];
    for (const text of stateProblems(state)) yield [name, text];
    for (const variable of assignsOf(state).flatMap(Object.keys)) {
      if (!/^[\p{L}_][\p{L}\p{N}_]{0,79}$/u.test(variable) || variable === 'states')
        yield [name, `field Assign.${variable} is not a variable's name`];
      // An inner scope cannot reuse a name of an outer one ("Passing data between states with variables", scope).
      if (outer.has(variable)) yield [name, `field Assign.${variable} hides a variable of an outer scope`];
    }
    for (const inner of blocksOf(state)) yield* blockProblems(inner, name, isDistributed(state) ? new Set() : new Set([...outer, ...here]));
  }
}

const rulesOf = (state: State) => (state.Type === 'Choice' ? state.Choices : []);
const catchersOf = (state: State): Catcher[] => ('Catch' in state ? (state.Catch ?? []) : []);
const retriersOf = (state: State): Retrier[] => ('Retry' in state ? (state.Retry ?? []) : []);

function assignsOf(state: State): Record<string, unknown>[] {
  const own = 'Assign' in state ? [state.Assign] : [];
  return [...own, ...[...rulesOf(state), ...catchersOf(state)].map((part) => part.Assign)].filter((assign) => assign !== undefined);
}

function targetsOf(state: State): string[] {
  const own = 'Next' in state ? state.Next : state.Type === 'Choice' ? state.Default : undefined;
  return [...(own === undefined ? [] : [own]), ...rulesOf(state).map((rule) => rule.Next), ...catchersOf(state).map((part) => part.Next)];
}

function* stateProblems(state: State): Generator<string> {
  const ends = state.Type === 'Choice' || state.Type === 'Succeed' || state.Type === 'Fail';
  if (!ends && (state.Next === undefined) === (state.End === undefined)) yield 'field Next or End: exactly one is needed';
  if (state.Type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined))
    yield 'field Seconds or Timestamp: exactly one is needed';
  if (state.Type === 'Map' && !isDistributed(state))
    for (const field of ['ItemBatcher', 'Label'] as const)
      if (state[field] !== undefined) yield `field ${field} is of a distributed Map only`;
  if (
    state.Type === 'Task' &&
    typeof state.HeartbeatSeconds === 'number' &&
    state.HeartbeatSeconds >= Number(state.TimeoutSeconds ?? Infinity)
  )
    yield 'field HeartbeatSeconds must be less than TimeoutSeconds';
  for (const list of [retriersOf(state), catchersOf(state)])
    for (const [index, part] of list.entries())
      if (part.ErrorEquals.includes('States.ALL') && (part.ErrorEquals.length > 1 || index < list.length - 1))
        yield 'field ErrorEquals: States.ALL stands alone and last';
  const own = ownFieldsOf(state);
  for (const [path, text] of stringsOf(own)) yield* expressionProblems(path, text);
  for (const path of jsonPathKeys(own)) yield `field ${path} is JSONPath, which is not supported`;
}

function* expressionProblems(path: string, text: string): Generator<string> {
  const source = sourceOf(text);
  if (source === undefined) {
    if (text.startsWith('{%') || text.endsWith('%}')) yield `field ${path} opens or closes {% … %} wrongly`;
    return;
  }
  try {
    for (const node of nodesOf(compile(source).ast()))
      if (node.type === 'variable' && node.value === 'eval') yield `field ${path} uses $eval, which is not supported`;
  } catch (error) {
    yield `field ${path} is no JSONata: ${(error as { message?: string }).message}`;
  }
}

function* jsonPathKeys(template: unknown, path = ''): Generator<string> {
  if (typeof template !== 'object' || template === null) return;
  for (const [key, value] of Object.entries(template)) {
    if (key.endsWith('.$')) yield `${path}${key}`;
    yield* jsonPathKeys(value, `${path}${key}/`);
  }
}
