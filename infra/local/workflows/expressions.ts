import jsonata from 'jsonata';
import type { Clock, NewId } from '#usecases/ports.ts';
import { stateFailure } from './failure.ts';
import { createExtras } from './jsonata-extras.ts';

/** What an expression may see: $states and the variables of its own and the outer scopes. */
export type Scope = {
  states: { input: unknown; result?: unknown; errorOutput?: unknown; context: unknown };
  variables: Record<string, unknown>;
};
export type Evaluate = (template: unknown, field: string, scope: Scope) => Promise<unknown>;

const compiled = new Map<string, jsonata.Expression>();

/** The source between {% and %}, or undefined when the string is a literal. */
export const sourceOf = (text: string): string | undefined =>
  text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2) : undefined;

/** Compiles once per source; throws what jsonata throws on a syntax error. */
export function compile(source: string): jsonata.Expression {
  const known = compiled.get(source);
  if (known) return known;
  const fresh = jsonata(source);
  compiled.set(source, fresh);
  return fresh;
}

/** Every node of an expression's syntax tree. */
export function* nodesOf(node: unknown): Generator<{ type?: string; value?: unknown; [field: string]: unknown }> {
  if (typeof node !== 'object' || node === null) return;
  if (node instanceof RegExp) return;
  if ('type' in node) yield node as { type: string };
  for (const inner of Object.values(node)) yield* nodesOf(inner);
}

/** Every string value in a template, with its path ("Payload/step"). */
export function* stringsOf(template: unknown, path = ''): Generator<[string, string]> {
  if (typeof template === 'string') yield [path, template];
  if (typeof template !== 'object' || template === null) return;
  for (const [key, value] of Object.entries(template)) yield* stringsOf(value, path ? `${path}/${key}` : key);
}

/**
 * Evaluates every {% … %} string in a JSON template; the answer is plain JSON.
 * Undefined, a function or a thrown error becomes States.QueryEvaluationError ("Transforming data with JSONata in Step Functions").
 */
export function createEvaluator(clock: Clock, newId: NewId): Evaluate {
  const extras = createExtras(clock, newId);
  const one = async (text: string, field: string, scope: Scope): Promise<unknown> => {
    const source = sourceOf(text);
    if (source === undefined) return text;
    const where = `the JSONata expression '${source.trim()}' of the field '${field}'`;
    let json: string | undefined;
    try {
      const value: unknown = await compile(source).evaluate(undefined, { ...extras, ...scope.variables, states: scope.states });
      json = JSON.stringify(value, noFunction);
    } catch (error) {
      throw stateFailure('States.QueryEvaluationError', `${where} failed: ${(error as { message?: string }).message ?? String(error)}`);
    }
    if (json === undefined) throw stateFailure('States.QueryEvaluationError', `${where} returned nothing (undefined)`);
    return JSON.parse(json);
  };
  const evaluate: Evaluate = async (template, field, scope) => {
    if (typeof template === 'string') return one(template, field, scope);
    if (typeof template !== 'object' || template === null) return template;
    const entries: [string, unknown][] = [];
    for (const [key, value] of Object.entries(template)) entries.push([key, await evaluate(value, `${field}/${key}`, scope)]);
    return Array.isArray(template) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
  };
  return evaluate;
}

/** JSON cannot hold a function; jsonata's own are objects with a mark, a lambda's holds its whole environment. */
function noFunction(_key: string, value: unknown): unknown {
  const marked = typeof value === 'object' && value !== null && ('_jsonata_function' in value || '_jsonata_lambda' in value);
  if (marked || typeof value === 'function') throw new Error('the result holds a function');
  return value;
}
