import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as Lambda, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { blobFolders, type FunctionSpec, indexes } from '../blueprint.ts';
import type { StatefulStack } from '../stacks/stateful.ts';
import { acknowledge } from './acknowledge.ts';
import type { Alarms } from './alarms.ts';

export type AppFunctionProps = {
  spec: FunctionSpec;
  stateful: StatefulStack;
  machines: Record<string, string>; // name -> ARN
  deadLetters: Queue;
  alarms: Alarms;
  environment: Record<string, string>;
};

/** One function of the blueprint: its bundle, its log, exactly the grants it names, its alarm. */
export class AppFunction extends Construct {
  readonly lambda: Lambda;

  constructor(scope: Construct, id: string, { spec, stateful, machines, deadLetters, alarms, environment }: AppFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', { retention: RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
    this.lambda = new Lambda(this, 'Function', {
      // Everybody may put a step off, which the sweep then runs: its name is made of the stack's, so that it can be told to itself, too.
      ...(spec.name === 'sweep' ? { functionName: `${Stack.of(this).stackName}-sweep` } : {}),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(import.meta.dirname, '../../dist/functions', spec.name)),
      memorySize: spec.memory,
      timeout: Duration.seconds(spec.seconds),
      environment,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Asynchronous calls: twice more, then to the queue where a person finds them.
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(deadLetters),
    });
    this.grant(spec, stateful, machines);
    alarms.on(this, {
      name: spec.name,
      impact: spec.impact,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    acknowledge(this, {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
        'The managed policy only lets the function write its own log.',
    });
  }

  private grant(spec: FunctionSpec, stateful: StatefulStack, machines: Record<string, string>): void {
    const allow = (actions: string[], resources: string[]) => this.lambda.addToRolePolicy(new PolicyStatement({ actions, resources }));
    const { tableArn } = stateful.table;
    for (const use of spec.uses) {
      if (use === 'table') {
        allow(
          [
            'dynamodb:GetItem',
            'dynamodb:BatchGetItem',
            'dynamodb:Query',
            'dynamodb:PutItem',
            'dynamodb:DeleteItem',
            'dynamodb:ConditionCheckItem',
          ],
          [tableArn, ...indexes.map((index) => `${tableArn}/index/${index.name}`)],
        );
      }
      if (use === 'blobs') {
        const folders = blobFolders.map((folder) => stateful.evidence.arnForObjects(`${folder}/*`));
        allow(['s3:GetObject', 's3:PutObject'], folders);
        // Without it S3 answers 'forbidden' for a key that is not there.
        allow(['s3:ListBucket'], [stateful.evidence.bucketArn]);
        for (const folder of blobFolders) {
          acknowledge(this, {
            [`AwsSolutions-IAM5[Resource::${objects(folder)}]`]: 'Objects of one folder have no other common name; their keys are random.',
          });
        }
      }
      if (use === 'mail') {
        const { partition, region, account } = Stack.of(this);
        allow(
          ['ses:SendRawEmail'],
          [
            `arn:${partition}:ses:${region}:${account}:identity/${stateful.mailDomain}`,
            `arn:${partition}:ses:${region}:${account}:configuration-set/${Stack.of(this).stackName}`,
          ],
        );
      }
      if (use === 'workflows') this.grantWorkflows(machines, allow);
      if (use === 'schedule') this.grantSchedule(allow);
      if (use === 'link-secret') stateful.linkSecret.grantRead(this.lambda);
    }
  }

  private grantWorkflows(machines: Record<string, string>, allow: (actions: string[], resources: string[]) => void): void {
    const { partition, region, account, stackName } = Stack.of(this);
    allow(['states:StartExecution', 'states:SendTaskSuccess', 'states:SendTaskFailure'], Object.values(machines));
    allow(
      ['states:StopExecution', 'states:DescribeExecution'],
      Object.keys(machines).map((name) => `arn:${partition}:states:${region}:${account}:execution:${stackName}-${name}:*`),
    );
    for (const name of Object.keys(machines)) {
      acknowledge(this, {
        [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${stackName}-${name}:*]`]:
          'Executions of one machine: their names are made when claims come in.',
      });
    }
  }

  private grantSchedule(allow: (actions: string[], resources: string[]) => void): void {
    const { partition, region, account, stackName } = Stack.of(this);
    allow(
      ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:DeleteSchedule'],
      [`arn:${partition}:scheduler:${region}:${account}:schedule/${stackName}/*`],
    );
    allow(['iam:PassRole'], [`arn:${partition}:iam::${account}:role/${stackName}-scheduler`]);
    acknowledge(this, {
      [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/${stackName}/*]`]:
        'One-time schedules of our own group: their names are made at run time.',
    });
  }
}

/** As cdk-nag names the objects of the evidence bucket of the other stack. */
const objects = (folder: string): string => `RedressData:ExportsOutputFnGetAttEvidence4CC26D68Arn9E0A376E/${folder}/*`;
