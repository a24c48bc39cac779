import { isDeepStrictEqual } from 'node:util';
import {
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { sfnWorkflows } from '#adapters/sfn-workflows.ts';
import { createWorld, machine, named, waitingTask } from '#test/workflows/conformance/world.ts';
import { describeWorkflows } from './workflows.ts';

describeWorkflows('interpreter', async () => {
  const tokens: Record<string, string> = {};
  const Arguments = {
    FunctionName: 'ask',
    Payload: { name: '{% $states.context.Execution.Name %}', token: '{% $states.context.Task.Token %}' },
  };
  const world = createWorld({
    machines: { ask: machine({ Ask: waitingTask('ask', { Arguments, End: true }) }) },
    functions: {
      ask: ({ name, token }: { name: string; token: string }) => {
        tokens[name] = token;
      },
    },
  });
  const tokenOf = async (name: string) => {
    await world.interpreter.idle();
    return tokens[name] ?? '';
  };
  return { workflows: world.interpreter, tokenOf, close: () => world.interpreter.idle().then(() => world.database.close()) };
});

// Step Functions is a fake that answers as the API reference says (StartExecution, SendTaskSuccess, StopExecution).
describeWorkflows('Step Functions', async () => {
  const client = new SFNClient({ region: 'eu-central-1' });
  const mock = mockClient(client);
  let now = 1_000_000;
  const clock = { now: () => (now += 10_000) };
  const executions = new Map<string, { input: string; startDate: Date; running: boolean }>();
  const arnOf = (name: string) => `arn:aws:states:eu-central-1:1:execution:Ask-1:${name}`;
  mock.on(StartExecutionCommand).callsFake(async ({ name, input }) => {
    const there = executions.get(arnOf(name));
    if (there && !(there.running && isDeepStrictEqual(there.input, input))) throw named('ExecutionAlreadyExists');
    const execution = there ?? { input, startDate: new Date(now), running: true };
    executions.set(arnOf(name), execution);
    return { executionArn: arnOf(name), startDate: execution.startDate };
  });
  mock.on(DescribeExecutionCommand).callsFake(async ({ executionArn }) => executions.get(executionArn));
  const end = (arn: string, missing: string) => {
    const there = executions.get(arn);
    if (!there?.running) throw named(missing);
    there.running = false;
    return {};
  };
  const answer = async ({ taskToken }: { taskToken: string }) =>
    taskToken.startsWith('arn:') ? end(taskToken, 'TaskTimedOut') : Promise.reject(named('InvalidToken'));
  mock.on(SendTaskSuccessCommand).callsFake(answer);
  mock.on(SendTaskFailureCommand).callsFake(answer);
  mock.on(StopExecutionCommand).callsFake(async ({ executionArn }) => {
    const there = executions.get(executionArn);
    if (!there) throw named('ExecutionDoesNotExist');
    there.running = false;
    return { stopDate: new Date(now) };
  });
  const machines = { ask: 'arn:aws:states:eu-central-1:1:stateMachine:Ask-1' };
  return { workflows: sfnWorkflows({ client, machines, clock }), tokenOf: async (name) => arnOf(name), close: async () => mock.restore() };
});
