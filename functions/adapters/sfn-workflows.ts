import { isDeepStrictEqual } from 'node:util';
import {
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Clock, Workflows } from '#usecases/ports.ts';

type SfnWorkflowsOptions = {
  client: SFNClient;
  /** ARN of each state machine by the name that the application uses. */
  machines: Readonly<Record<string, string>>;
  clock: Clock;
};

/** A start this much older than the asking is not ours: room for two clocks that differ. */
const skew = 1000; // ms

/** The Workflows port on Step Functions, standard workflows. */
export function sfnWorkflows({ client, machines, clock }: SfnWorkflowsOptions): Workflows {
  const arnOf = (machine: string): string => {
    const arn = machines[machine];
    if (arn === undefined) throw Object.assign(new Error(`there is no machine ${machine}`), { name: 'StateMachineDoesNotExist' });
    return arn;
  };
  const executionArnOf = (machine: string, name: string) => `${arnOf(machine).replace(':stateMachine:', ':execution:')}:${name}`;

  return {
    async start(machine, name, input) {
      const asked = clock.now();
      try {
        // A running execution of this name and input is answered as if it were new, with the date when it began.
        const command = new StartExecutionCommand({ stateMachineArn: arnOf(machine), name, input: JSON.stringify(input) });
        const { startDate } = await client.send(command);
        return startDate && startDate.getTime() < asked - skew ? 'exists' : 'started';
      } catch (error) {
        if (nameOf(error) !== 'ExecutionAlreadyExists') throw error;
        // Ended, or begun with another input.
        const there = await client.send(new DescribeExecutionCommand({ executionArn: executionArnOf(machine, name) }));
        if (isDeepStrictEqual(JSON.parse(there.input ?? 'null'), JSON.parse(JSON.stringify(input)))) return 'exists';
        throw error;
      }
    },
    complete: (token, output) =>
      toldUnlessGone(() => client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) }))),
    fail: (token, error) => toldUnlessGone(() => client.send(new SendTaskFailureCommand({ taskToken: token, error }))),
    async stop(machine, name) {
      try {
        await client.send(new StopExecutionCommand({ executionArn: executionArnOf(machine, name) }));
      } catch (error) {
        if (nameOf(error) !== 'ExecutionDoesNotExist') throw error;
      }
    },
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

// A token that was used is answered as TaskTimedOut, one whose execution is long gone as TaskDoesNotExist, nonsense as InvalidToken.
const gone = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];

async function toldUnlessGone(send: () => Promise<unknown>): Promise<'told' | 'gone'> {
  try {
    await send();
    return 'told';
  } catch (error) {
    if (gone.includes(nameOf(error))) return 'gone';
    throw error;
  }
}
