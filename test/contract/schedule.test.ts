import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import { eventBridgeSchedule } from '#adapters/eventbridge-schedule.ts';
import { openDatabase } from '#infra/local/database.ts';
import { createTimers } from '#infra/local/timers.ts';
import { describeSchedule } from './schedule.ts';

const clock = { now: () => Date.parse('2027-03-01T10:00:00Z') };

describeSchedule('timers in SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'timers-'));
  const database = openDatabase(join(folder, 'timers.db'));
  const rows = () =>
    database.db.prepare('select at, step, input from timer order by at').all() as { at: number; step: string; input: string }[];
  return {
    schedule: createTimers({ database, clock, onStep: async () => undefined }),
    planned: () => rows().map(({ at, step, input }) => [new Date(at).toISOString(), step, JSON.parse(input)]),
    close: async () => {
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
});

// A map that answers as Scheduler does.
describeSchedule('EventBridge Scheduler', async () => {
  const client = new SchedulerClient({ region: 'eu-central-1' });
  const kept = new Map<string, CreateScheduleCommandInput>();
  const error = { $metadata: {}, message: 'no', Message: 'no' };
  const mock = mockClient(client);
  const there = (name: string) => {
    if (!kept.has(name)) throw new ResourceNotFoundException(error);
  };
  mock.on(CreateScheduleCommand).callsFake(async (input) => {
    if (kept.has(input.Name)) throw new ConflictException(error);
    kept.set(input.Name, input);
  });
  mock.on(UpdateScheduleCommand).callsFake(async (input) => {
    there(input.Name);
    kept.set(input.Name, input);
  });
  mock.on(DeleteScheduleCommand).callsFake(async ({ Name }) => {
    there(Name);
    kept.delete(Name);
  });
  return {
    schedule: eventBridgeSchedule({ client, group: 'redress', targetArn: 'arn:t', roleArn: 'arn:r', deadLetterArn: 'arn:d', clock }),
    planned: () =>
      [...kept.values()].map(({ ScheduleExpression, Target }) => {
        const { step, input } = JSON.parse(Target?.Input ?? '');
        return [new Date(`${ScheduleExpression?.slice(3, -1)}Z`).toISOString(), step, input];
      }),
    close: async () => mock.restore(),
  };
});
