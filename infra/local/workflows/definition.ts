import * as z from 'zod';

/**
 * The part of Amazon States Language (https://states-language.net/spec.html) that this house uses, with QueryLanguage JSONata only.
 * Objects are strict, so that every other field is refused by name.
 */
const expression = z.string().regex(/^\{%[\s\S]*%\}$/, 'must be a number or a {% … %} expression');
const count = (min: number, max: number) => z.union([z.int().min(min).max(max), expression]);
const names = z.array(z.string()).min(1);
const variables = z.record(z.string(), z.unknown());
const longest = 99_999_999; // seconds, the longest time AWS accepts

const named = { Comment: z.string().optional(), QueryLanguage: z.literal('JSONata').optional() };
const flow = { Next: z.string().optional(), End: z.literal(true).optional() };
const yields = { Assign: variables.optional(), Output: z.unknown().optional() };

const retrier = z.strictObject({
  ErrorEquals: names,
  Comment: z.string().optional(),
  IntervalSeconds: z.int().min(1).max(longest).optional(),
  MaxAttempts: z.int().min(0).max(longest).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['NONE', 'FULL']).optional(),
});
const catcher = z.strictObject({ ErrorEquals: names, Comment: z.string().optional(), Next: z.string(), ...yields });
const handlers = { Retry: z.array(retrier).optional(), Catch: z.array(catcher).optional() };

const invoke = 'arn:aws:states:::lambda:invoke';
const task = z.strictObject({
  Type: z.literal('Task'),
  Resource: z.enum([invoke, `${invoke}.waitForTaskToken`]),
  Arguments: z.strictObject({ FunctionName: z.string().min(1), Payload: z.unknown().optional() }),
  TimeoutSeconds: count(1, longest).optional(),
  HeartbeatSeconds: count(1, longest).optional(),
  ...named,
  ...flow,
  ...yields,
  ...handlers,
});
const rule = z.strictObject({ Condition: z.union([z.boolean(), expression]), Next: z.string(), Comment: z.string().optional(), ...yields });
const choice = z.strictObject({
  Type: z.literal('Choice'),
  Choices: z.array(rule).min(1),
  Default: z.string().optional(),
  ...named,
  ...yields,
});
const wait = z.strictObject({
  Type: z.literal('Wait'),
  Seconds: count(0, longest).optional(),
  Timestamp: z.string().optional(),
  ...named,
  ...flow,
  ...yields,
});
const pass = z.strictObject({ Type: z.literal('Pass'), ...named, ...flow, ...yields });
const succeed = z.strictObject({ Type: z.literal('Succeed'), Output: yields.Output, ...named });
const fail = z.strictObject({ Type: z.literal('Fail'), Error: z.string().optional(), Cause: z.string().optional(), ...named });
const parallelFields = { Type: z.literal('Parallel'), Arguments: z.unknown().optional(), ...named, ...flow, ...yields, ...handlers };
const mapFields = {
  Type: z.literal('Map'),
  Items: z.union([z.array(z.unknown()), expression]).optional(),
  ItemSelector: z.unknown().optional(),
  MaxConcurrency: count(0, 10_000).optional(),
  /** Of a distributed Map only: so many items in one child execution, and what each of them is given beside its items. */
  ItemBatcher: z.strictObject({ MaxItemsPerBatch: count(1, 10_000), BatchInput: z.unknown().optional() }).optional(),
  Label: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/)
    .optional(),
  ...named,
  ...flow,
  ...yields,
  ...handlers,
};

// Express children may run twice and end after five minutes: this house has none.
const processorConfig = z.discriminatedUnion('Mode', [
  z.strictObject({ Mode: z.literal('INLINE') }),
  z.strictObject({ Mode: z.literal('DISTRIBUTED'), ExecutionType: z.literal('STANDARD') }),
]);

export type Retrier = z.infer<typeof retrier>;
export type Catcher = z.infer<typeof catcher>;
export type TaskState = z.infer<typeof task>;
export type ChoiceState = z.infer<typeof choice>;
export type WaitState = z.infer<typeof wait>;
const parallelHead = z.strictObject(parallelFields);
const mapHead = z.strictObject(mapFields);
export type ParallelState = z.infer<typeof parallelHead> & { Branches: Block[] };
export type MapState = z.infer<typeof mapHead> & { ItemProcessor: Processor };
type Processor = Block & { ProcessorConfig?: z.infer<typeof processorConfig> | undefined };
export type State =
  | TaskState
  | ChoiceState
  | WaitState
  | z.infer<typeof pass>
  | z.infer<typeof succeed>
  | z.infer<typeof fail>
  | ParallelState
  | MapState;
export type Block = { StartAt: string; Comment?: string | undefined; States: Record<string, State> };

// TypeScript cannot infer a discriminated union that contains itself, so the inner blocks are lazy and typed by hand.
const blockFields = { StartAt: z.string(), Comment: z.string().optional(), States: z.lazy(() => z.record(z.string(), state)) };
const block: z.ZodType<Block> = z.strictObject(blockFields);
const processor: z.ZodType<Processor> = z.strictObject({ ...blockFields, ProcessorConfig: processorConfig.optional() });
const parallel = z.strictObject({ ...parallelFields, Branches: z.array(z.lazy(() => block)).min(1) });
const map = z.strictObject({ ...mapFields, ItemProcessor: z.lazy(() => processor) });
const state: z.ZodType<State> = z.discriminatedUnion('Type', [task, choice, wait, pass, succeed, fail, parallel, map]);

export const machineSchema = z.strictObject({
  ...blockFields,
  QueryLanguage: z.literal('JSONata'),
  TimeoutSeconds: z.int().min(1).max(longest).optional(),
  Version: z.literal('1.0').optional(),
});
export type Machine = z.infer<typeof machineSchema>;

/** Whether each iteration is an execution of its own ("Using Map state in Distributed mode"). */
export const isDistributed = (state: State): state is MapState =>
  state.Type === 'Map' && state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED';

/** The blocks inside a state: the branches of a Parallel, the one processor of a Map. */
export function blocksOf(inner: State): Block[] {
  if (inner.Type === 'Parallel') return inner.Branches;
  return inner.Type === 'Map' ? [inner.ItemProcessor] : [];
}

/** Every state of a block with its name, those of inner blocks included. */
export function* statesOf(outer: Block): Generator<[string, State]> {
  for (const [name, inner] of Object.entries(outer.States)) {
    yield [name, inner];
    for (const deeper of blocksOf(inner)) yield* statesOf(deeper);
  }
}

/** The fields of a state itself: without its inner blocks and its comment. */
export const ownFieldsOf = (state: State): Record<string, unknown> =>
  Object.fromEntries(Object.entries(state).filter(([field]) => !['Branches', 'ItemProcessor', 'Comment'].includes(field)));
