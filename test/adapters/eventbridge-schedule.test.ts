import {
  ConflictException,
  CreateScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { eventBridgeSchedule, scheduleName } from '#adapters/eventbridge-schedule.ts';

const client = new SchedulerClient({ region: 'eu-central-1' });
const mock = mockClient(client);
const clock = { now: () => Date.parse('2027-03-01T10:00:30Z') };
const schedule = eventBridgeSchedule({
  client,
  group: 'redress',
  targetArn: 'arn:target',
  roleArn: 'arn:role',
  deadLetterArn: 'arn:letters',
  clock,
});
const error = { $metadata: {}, message: 'no', Message: 'no' };
beforeEach(() => {
  mock.reset();
  mock.onAnyCommand().resolves({});
});

test('says everything explicitly', async () => {
  await schedule.at('hold-7K3M', '2027-03-01T12:00:00Z', 'end-hold', { id: '7K3M' });
  expect(mock.commandCalls(CreateScheduleCommand)[0]?.args[0].input).toEqual({
    Name: 'hold-7K3M',
    GroupName: 'redress',
    ScheduleExpression: 'at(2027-03-01T12:00:00)',
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: 'arn:target',
      RoleArn: 'arn:role',
      Input: '{"step":"end-hold","input":{"id":"7K3M"}}',
      RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 86400 },
      DeadLetterConfig: { Arn: 'arn:letters' },
    },
  });
});
test.each([
  ['2027-03-01T12:00:00.001Z', '2027-03-01T12:01:00'],
  ['2027-03-01T15:00:00+03:00', '2027-03-01T12:00:00'],
  ['2027-03-01T09:00:00Z', '2027-03-01T10:01:00'],
  ['2027-03-01T10:00:00Z', '2027-03-01T10:01:00'],
])('%s is asked for as %s: never early, never in the past', async (at, expected) => {
  await schedule.at('a', at, 's', {});
  expect(mock.commandCalls(CreateScheduleCommand)[0]?.args[0].input.ScheduleExpression).toBe(`at(${expected})`);
});
test('a schedule that ran between finding and moving it is made anew', async () => {
  mock.on(CreateScheduleCommand).rejectsOnce(new ConflictException(error)).resolves({});
  mock.on(UpdateScheduleCommand).rejects(new ResourceNotFoundException(error));
  await schedule.at('a', '2027-03-01T12:00:00Z', 's', {});
  expect(mock.commandCalls(CreateScheduleCommand)).toHaveLength(2);
});
test('other failures are thrown', async () => {
  mock.onAnyCommand().rejects(new Error('down'));
  await expect(schedule.at('a', '2027-03-01T12:00:00Z', 's', {})).rejects.toThrow('down');
  await expect(schedule.cancel('a')).rejects.toThrow('down');
});
test('names fit the rules of Scheduler and no two become one', () => {
  const names = ['hold-1', 'hold:1', 'hold/1', 'x'.repeat(64), 'x'.repeat(65), `${'x'.repeat(65)}y`, 'имя', '', scheduleName('hold:1')];
  const made = names.map(scheduleName);
  for (const each of made) expect(each).toMatch(/^[0-9a-zA-Z\-_.]{1,64}$/);
  expect(new Set(made).size).toBe(names.length);
  expect(made[0]).toBe('hold-1');
});
