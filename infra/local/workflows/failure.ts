/** Why a state failed, as ASL names it. `error` is undefined only for a Fail state without Error. */
export type Failure = { error?: string | undefined; cause?: string | undefined };

type FailureError = Error & { failure: Failure };

/** An exception that carries an ASL error name through evaluation. */
export const stateFailure = (error: string, cause: string): FailureError => Object.assign(new Error(cause), { failure: { error, cause } });

/** The failure in an exception; what carries none is the interpreter's own fault and ends the execution as States.Runtime. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Error && 'failure' in thrown) return (thrown as FailureError).failure;
  return { error: 'States.Runtime', cause: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** What AWS answers for a Lambda function that threw: its error's name, and errorMessage in a JSON cause. The stack stays out of the record. */
export function failureOfFunction(thrown: unknown): Failure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { error: error.name, cause: JSON.stringify({ errorType: error.name, errorMessage: error.message }) };
}

const terminal = new Set(['States.Runtime', 'States.DataLimitExceeded']);
const timeouts = new Set(['States.Timeout', 'States.HeartbeatTimeout']);

/**
 * Whether ErrorEquals names this error. Rules of "Handling errors in Step Functions workflows" (concepts-error-handling):
 * States.ALL is any error but the two terminal ones; States.TaskFailed any error but a timeout; States.Timeout is also a missed heartbeat.
 */
export function matches(errorEquals: readonly string[], error: string | undefined): boolean {
  if (error !== undefined && errorEquals.includes(error)) return error !== 'States.Runtime';
  if (error !== undefined && terminal.has(error)) return false;
  if (errorEquals.includes('States.ALL')) return true;
  if (error !== undefined && timeouts.has(error)) return errorEquals.includes('States.Timeout');
  return errorEquals.includes('States.TaskFailed');
}

export const isTimeout = (error: string | undefined): boolean => error !== undefined && timeouts.has(error);

const ceiling = 256 * 1024; // "Step Functions service quotas": 256 KiB of JSON as UTF-8 for a state's input, result or output

/** Bytes of a value as UTF-8 JSON; throws States.DataLimitExceeded above 256 KiB. */
export function measured(value: unknown, what: string): number {
  const bytes = Buffer.byteLength(JSON.stringify(value) ?? '');
  if (bytes > ceiling) throw stateFailure('States.DataLimitExceeded', `${what} has ${bytes} bytes; at most ${ceiling} are allowed`);
  return bytes;
}
