import {
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { sfnWorkflows } from '#adapters/sfn-workflows.ts';

const client = new SFNClient({ region: 'eu-central-1' });
const mock = mockClient(client);
const asked = Date.parse('2026-03-02T09:00:00Z');
const machines = { claim: 'arn:aws:states:eu-central-1:123456789012:stateMachine:Claim-a1' };
const workflows = sfnWorkflows({ client, machines, clock: { now: () => asked } });
const error = (name: string) => Object.assign(new Error(name), { name });
beforeEach(() => mock.reset());

test('starts the machine by its ARN, the input as JSON', async () => {
  mock.on(StartExecutionCommand).resolves({ executionArn: 'x', startDate: new Date(asked + 30) });
  expect(await workflows.start('claim', 'claim-1', { reference: 'R' })).toBe('started');
  expect(mock.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
    stateMachineArn: machines.claim,
    name: 'claim-1',
    input: '{"reference":"R"}',
  });
});

test('a start that began before it was asked for is one that runs already', async () => {
  mock.on(StartExecutionCommand).resolves({ executionArn: 'x', startDate: new Date(asked - 60_000) });
  expect(await workflows.start('claim', 'claim-1', {})).toBe('exists');
});

test('clocks that differ a little do not make a new start an old one', async () => {
  mock.on(StartExecutionCommand).resolves({ executionArn: 'x', startDate: new Date(asked - 500) });
  expect(await workflows.start('claim', 'claim-1', {})).toBe('started');
});

test('ExecutionAlreadyExists with an equal input, whatever the order of its keys, exists', async () => {
  mock.on(StartExecutionCommand).rejects(error('ExecutionAlreadyExists'));
  mock.on(DescribeExecutionCommand).resolves({ input: '{"b":[1],"a":"x"}' });
  expect(await workflows.start('claim', 'claim-1', { a: 'x', b: [1], c: undefined })).toBe('exists');
  expect(mock.commandCalls(DescribeExecutionCommand)[0]?.args[0].input).toEqual({
    executionArn: 'arn:aws:states:eu-central-1:123456789012:execution:Claim-a1:claim-1',
  });
});

test('ExecutionAlreadyExists with another input is thrown', async () => {
  mock.on(StartExecutionCommand).rejects(error('ExecutionAlreadyExists'));
  mock.on(DescribeExecutionCommand).resolves({ input: '{"a":"y"}' });
  await expect(workflows.start('claim', 'claim-1', { a: 'x' })).rejects.toThrow('ExecutionAlreadyExists');
});

test('any other failure to start is thrown', async () => {
  mock.on(StartExecutionCommand).rejects(error('ExecutionLimitExceeded'));
  await expect(workflows.start('claim', 'claim-1', {})).rejects.toThrow('ExecutionLimitExceeded');
  expect(mock.commandCalls(DescribeExecutionCommand)).toHaveLength(0);
});

test('a token is answered with the output as JSON, or failed with a name', async () => {
  mock.on(SendTaskSuccessCommand).resolves({});
  mock.on(SendTaskFailureCommand).resolves({});
  expect(await workflows.complete('t', { outcome: 'sent' })).toBe('told');
  expect(await workflows.fail('t', 'Withdrawn')).toBe('told');
  expect(mock.commandCalls(SendTaskSuccessCommand)[0]?.args[0].input).toEqual({ taskToken: 't', output: '{"outcome":"sent"}' });
  expect(mock.commandCalls(SendTaskFailureCommand)[0]?.args[0].input).toEqual({ taskToken: 't', error: 'Withdrawn' });
});

test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])('%s: the token is gone', async (name) => {
  mock.on(SendTaskSuccessCommand).rejects(error(name));
  mock.on(SendTaskFailureCommand).rejects(error(name));
  expect(await workflows.complete('t', {})).toBe('gone');
  expect(await workflows.fail('t', 'X')).toBe('gone');
});

test('a failure to tell is thrown, so that the sweep tells again', async () => {
  mock.on(SendTaskSuccessCommand).rejects(error('ThrottlingException'));
  await expect(workflows.complete('t', {})).rejects.toThrow('ThrottlingException');
});

test('stop names the execution; one that is not there is quiet, other failures are not', async () => {
  mock.on(StopExecutionCommand).resolvesOnce({}).rejectsOnce(error('ExecutionDoesNotExist')).rejects(error('AccessDeniedException'));
  await workflows.stop('claim', 'claim-1');
  expect(mock.commandCalls(StopExecutionCommand)[0]?.args[0].input).toEqual({
    executionArn: 'arn:aws:states:eu-central-1:123456789012:execution:Claim-a1:claim-1',
  });
  await workflows.stop('claim', 'claim-1');
  await expect(workflows.stop('claim', 'claim-1')).rejects.toThrow('AccessDeniedException');
});
