import { Duration, TimeZone } from 'aws-cdk-lib';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { schedules } from '../blueprint.ts';

/** The recurring work of the blueprint. */
export class Recurring extends Construct {
  constructor(scope: Construct, id: string, { lambdas, deadLetters }: { lambdas: Record<string, Lambda>; deadLetters: Queue }) {
    super(scope, id);
    for (const schedule of schedules) {
      const lambda = lambdas[schedule.function];
      if (!lambda) throw new Error(`the schedule ${schedule.name} calls no function`);
      new Schedule(this, schedule.name, {
        schedule:
          'every' in schedule
            ? ScheduleExpression.rate(Duration.parse(schedule.every))
            : ScheduleExpression.cron({
                hour: String(schedule.daily.hour),
                minute: String(schedule.daily.minute),
                timeZone: TimeZone.of(schedule.daily.zone),
              }),
        target: new LambdaInvoke(lambda, {
          input: ScheduleTargetInput.fromObject(schedule.input),
          retryAttempts: 3,
          maxEventAge: Duration.hours(2),
          deadLetterQueue: deadLetters,
        }),
      });
    }
  }
}
