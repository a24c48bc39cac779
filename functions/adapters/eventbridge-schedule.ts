import { createHash } from 'node:crypto';
import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { Schedule } from '#usecases/ports.ts';

type EventBridgeScheduleOptions = {
  client: SchedulerClient;
  group: string;
  /** The function that runs a step; it gets {step, input}. */
  targetArn: string;
  roleArn: string;
  deadLetterArn: string;
  clock?: { now(): number };
};

const minute = 60_000;

/** The Schedule port on EventBridge Scheduler: one schedule per name, gone after it ran. Never early, at most two minutes late: Scheduler works in whole minutes. */
export function eventBridgeSchedule({
  client,
  group,
  targetArn,
  roleArn,
  deadLetterArn,
  clock = Date,
}: EventBridgeScheduleOptions): Schedule {
  return {
    async at(name, at, step, input) {
      const schedule: CreateScheduleCommandInput = {
        Name: scheduleName(name),
        GroupName: group,
        ScheduleExpression: `at(${wholeMinute(at, clock.now())})`,
        ScheduleExpressionTimezone: 'UTC',
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
        Target: {
          Arn: targetArn,
          RoleArn: roleArn,
          Input: JSON.stringify({ step, input }),
          RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 24 * 3600 },
          DeadLetterConfig: { Arn: deadLetterArn },
        },
      };
      if (await unless(ConflictException, client.send(new CreateScheduleCommand(schedule)))) return;
      if (await unless(ResourceNotFoundException, client.send(new UpdateScheduleCommand(schedule)))) return;
      await client.send(new CreateScheduleCommand(schedule)); // it ran in between
    },
    async cancel(name) {
      await unless(ResourceNotFoundException, client.send(new DeleteScheduleCommand({ Name: scheduleName(name), GroupName: group })));
    },
  };
}

/** At most 64 of A-Z a-z 0-9 - _ . as Scheduler wants; a name that is other or longer ends in its hash, so that no two become one. */
export function scheduleName(name: string): string {
  if (/^[\w.-]{1,64}$/.test(name) && !/\.[0-9a-f]{24}$/.test(name)) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 24);
  return `${name.replaceAll(/[^\w.-]/g, '_').slice(0, 39)}.${hash}`;
}

/** The next whole minute at or after `at`, and not in the past: Scheduler refuses what has been. "2027-03-01T10:05:00". */
function wholeMinute(at: string, now: number): string {
  const instant = Date.parse(at);
  if (Number.isNaN(instant)) throw new RangeError('not an instant');
  const due = Math.max(Math.ceil(instant / minute), Math.floor(now / minute) + 1) * minute;
  return new Date(due).toISOString().slice(0, 19);
}

/** False when the call failed in just this way; every other failure is thrown. */
async function unless(failure: new (...args: never[]) => Error, call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof failure) return false;
    throw error;
  }
}
