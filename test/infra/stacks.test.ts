import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type FunctionSpec, functions, machines } from '#infra/blueprint.ts';
import { type Resource, type Synthesized, synthesize } from '#test/support/bundles.ts';

/** What must hold of the templates whatever else changes: not snapshots, but what one would look for in a review. */
let aws: Synthesized;
beforeAll(() => {
  aws = synthesize();
});
const one = (type: string, place: string): Resource => {
  const found = aws.of(type).filter(({ path }) => path.startsWith(place));
  expect(found).toHaveLength(1);
  return found[0] as Resource;
};
const deadLetters = { 'Fn::GetAtt': ['DeadLettersBBF8BAAB', 'Arn'] };

const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string().transform((action) => [action]), z.array(z.string())]),
  Resource: z
    .unknown()
    .transform((resource) => (Array.isArray(resource) ? resource : resource === undefined ? [] : [resource]) as unknown[]),
  Principal: z.unknown(),
  Condition: z.record(z.string(), z.unknown()).default({}),
});
const documentSchema = z.object({ Statement: z.array(statementSchema) });
type Statement = z.infer<typeof statementSchema>;
const statements = ({ properties }: Resource): Statement[] => documentSchema.parse(properties.PolicyDocument).Statement;

describe('what must never be lost', () => {
  test('the table is kept, protected, encrypted and can be put back to any second', () => {
    const { deletion, properties } = one('AWS::DynamoDB::GlobalTable', 'RedressData/Record');
    expect(deletion).toBe('Retain');
    expect(properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      Replicas: [{ DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    });
  });

  test('the evidence is kept in every version, closed to the public, and takes uploads of our pages only', () => {
    const { deletion, properties } = one('AWS::S3::Bucket', 'RedressData/Evidence');
    expect(deletion).toBe('Retain');
    expect(properties).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      LoggingConfiguration: { DestinationBucketName: { Ref: one('AWS::S3::Bucket', 'RedressData/AccessLogs').id } },
      CorsConfiguration: { CorsRules: [{ AllowedMethods: ['PUT'], AllowedHeaders: ['content-type', 'if-none-match'] }] },
    });
    // The star stands for the name of the API; region and suffix belong to an origin that can occur.
    expect(JSON.stringify(properties.CorsConfiguration)).toContain(
      '["https://*.execute-api.",{"Ref":"AWS::Region"},".",{"Ref":"AWS::URLSuffix"}]',
    );
  });

  test('every bucket refuses the public and plain HTTP', () => {
    const buckets = aws.of('AWS::S3::Bucket');
    expect(buckets).toHaveLength(2);
    for (const { id, properties } of buckets) {
      const all = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
      expect(properties.PublicAccessBlockConfiguration).toEqual(all);
      const policy = aws.of('AWS::S3::BucketPolicy').find((candidate) => JSON.stringify(candidate.properties.Bucket).includes(id));
      expect(policy && statements(policy)).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Action: ['s3:*'], Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });

  test('nobody makes themselves an account, and a second factor is asked for', () => {
    const { deletion, properties } = one('AWS::Cognito::UserPool', 'RedressData/People');
    expect(deletion).toBe('Retain');
    expect(properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
    });
    expect(one('AWS::Cognito::UserPoolClient', 'Redress/Desk').properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  test('the secret is made by AWS, long enough, and kept', () => {
    const { deletion, properties } = one('AWS::SecretsManager::Secret', 'RedressData/LinkSecret');
    expect(deletion).toBe('Retain');
    expect(properties).toEqual({ GenerateSecretString: { ExcludePunctuation: true, PasswordLength: 64 } });
  });
});

const actionsOf: Record<FunctionSpec['uses'][number], readonly string[]> = {
  table: [
    'dynamodb:GetItem',
    'dynamodb:BatchGetItem',
    'dynamodb:Query',
    'dynamodb:PutItem',
    'dynamodb:DeleteItem',
    'dynamodb:ConditionCheckItem',
  ],
  blobs: ['s3:GetObject', 's3:PutObject', 's3:ListBucket'],
  mail: ['ses:SendRawEmail'],
  workflows: [
    'states:StartExecution',
    'states:SendTaskSuccess',
    'states:SendTaskFailure',
    'states:StopExecution',
    'states:DescribeExecution',
  ],
  schedule: ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule', 'scheduler:DeleteSchedule', 'iam:PassRole'],
  'link-secret': ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
  identity: [],
};
const machineNames = machines.map(({ name }) => name).join('|');
/** What each service may be asked about, as it stands in the rendered ARN. */
const ours: Record<string, RegExp> = {
  dynamodb: /^{"Fn::ImportValue":"RedressData:\w*Record\w*"}$|Record\w*"},"\/index\/by-g[12]"/,
  s3: /Evidence\w*"},"\/(evidence|letters|mail)\/\*"|^{"Fn::ImportValue":"RedressData:\w*Evidence\w*"}$/,
  ses: /:identity\/claims\.example\.com"|:configuration-set\/Redress"/,
  states: new RegExp(`:(stateMachine|execution):Redress-(${machineNames})(:\\*)?"`),
  scheduler: /:schedule\/Redress\/\*"/,
  iam: /:role\/Redress-scheduler"/,
  secretsmanager: /^{"Fn::ImportValue":"RedressData:\w*LinkSecret\w*"}$/,
  sqs: /^{"Fn::GetAtt":\["DeadLetters\w*","Arn"\]}$/,
};

describe('what may be done', () => {
  const documents = (): Resource[] => aws.resources.filter(({ properties }) => 'PolicyDocument' in properties);

  test('no policy allows everything, a whole service, or everybody', () => {
    expect(documents().length).toBeGreaterThan(20);
    for (const resource of documents()) {
      for (const { Effect, Action, Resource: on, Principal } of statements(resource)) {
        if (Effect === 'Deny') continue; // a refusal may be as wide as it likes
        expect(Action.filter((action) => /^\*$|:\*$/.test(action))).toEqual([]);
        expect(on).not.toContain('*');
        expect(JSON.stringify(Principal ?? '')).not.toContain('"*"');
      }
    }
    for (const { properties } of aws.of('AWS::IAM::Role')) expect(properties).not.toHaveProperty('Policies');
  });

  test.each(functions.map((spec): [string, FunctionSpec] => [spec.name, spec]))(
    '%s may do what it names and nothing else',
    (name, { uses }) => {
      const role = one('AWS::IAM::Role', `Redress/${name}/`);
      expect(JSON.stringify(role.properties.ManagedPolicyArns)).toMatch(
        /^\[{"Fn::Join":\["",\["arn:",{"Ref":"AWS::Partition"},":iam::aws:policy\/service-role\/AWSLambdaBasicExecutionRole"\]\]}\]$/,
      );
      const policies = aws.of('AWS::IAM::Policy').filter(({ properties }) => JSON.stringify(properties.Roles).includes(`"${role.id}"`));
      const allowed = policies.flatMap(statements);
      const wanted = [...uses.flatMap((use) => actionsOf[use]), 'sqs:SendMessage'];
      expect([...new Set(allowed.flatMap(({ Action }) => Action))].sort()).toEqual(wanted.sort());
      for (const { Action, Resource: on } of allowed) {
        const service = Action[0]?.split(':')[0] ?? '';
        expect(on.length).toBeGreaterThan(0);
        for (const arn of on) expect(JSON.stringify(arn)).toMatch(ours[service] ?? /^no such service$/);
      }
    },
  );

  test('a machine calls its own function only', () => {
    for (const { name, steps } of machines) {
      const role = one('AWS::IAM::Role', `Redress/workflow-${name}/`);
      const [policy, ...others] = aws
        .of('AWS::IAM::Policy')
        .filter(({ properties }) => JSON.stringify(properties.Roles).includes(`"${role.id}"`));
      expect(others).toEqual([]);
      expect(policy && statements(policy)).toMatchObject([
        {
          Effect: 'Allow',
          Action: ['lambda:InvokeFunction'],
          Resource: [{ 'Fn::GetAtt': [one('AWS::Lambda::Function', `Redress/${steps}/`).id, 'Arn'] }],
        },
      ]);
    }
  });

  test('SES writes raw mail and nothing else, and only for this account', () => {
    const policy = one('AWS::S3::BucketPolicy', 'RedressData/Evidence');
    const allowed = statements(policy).filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toMatchObject([
      {
        Action: ['s3:PutObject'],
        Principal: { Service: 'ses.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
    expect(JSON.stringify(allowed[0]?.Resource)).toContain('/mail/raw/*');
  });
});

describe('what comes when nobody waits for the answer', () => {
  test('every function tries again and then leaves it in the queue', () => {
    const configured = aws.of('AWS::Lambda::EventInvokeConfig');
    expect(configured).toHaveLength(functions.length);
    for (const { properties } of configured)
      expect(properties).toMatchObject({
        MaximumRetryAttempts: 2,
        MaximumEventAgeInSeconds: 6 * 3600,
        DestinationConfig: { OnFailure: { Destination: deadLetters } },
      });
  });

  test('every subscription and every schedule has the queue behind it, and may write to it', () => {
    const told = aws.of('AWS::SNS::Subscription');
    expect(told).toHaveLength(2);
    const queue = one('AWS::SQS::QueuePolicy', 'Redress/DeadLetters');
    for (const { properties } of told) {
      expect(properties.RedrivePolicy).toEqual({ deadLetterTargetArn: deadLetters });
      expect(statements(queue)).toContainEqual(
        expect.objectContaining({
          Effect: 'Allow',
          Action: ['sqs:SendMessage'],
          Condition: { ArnEquals: { 'aws:SourceArn': properties.TopicArn } },
        }),
      );
    }
    const target = z.object({
      DeadLetterConfig: z.unknown(),
      RetryPolicy: z.unknown(),
      RoleArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
    });
    for (const { properties } of aws.of('AWS::Scheduler::Schedule')) {
      const { DeadLetterConfig, RetryPolicy, RoleArn } = target.parse(properties.Target);
      expect(DeadLetterConfig).toEqual({ Arn: deadLetters });
      expect(RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 7200, MaximumRetryAttempts: 3 });
      expect(grantsOf(RoleArn['Fn::GetAtt'][0])).toContain('sqs:SendMessage');
    }
    // Of schedules that are made at run time: the same role, told to the functions by its name.
    expect(grantsOf(one('AWS::IAM::Role', 'Redress/Scheduler/').id).sort()).toEqual(['lambda:InvokeFunction', 'sqs:SendMessage']);
  });
  const grantsOf = (role: string): string[] =>
    aws
      .of('AWS::IAM::Policy')
      .filter(({ properties }) => JSON.stringify(properties.Roles).includes(`"${role}"`))
      .flatMap(statements)
      .flatMap(({ Action }) => Action);

  test('the queue keeps a message for fourteen days and refuses plain HTTP', () => {
    expect(one('AWS::SQS::Queue', 'Redress/DeadLetters').properties).toEqual({ MessageRetentionPeriod: 14 * 86_400 });
    expect(statements(one('AWS::SQS::QueuePolicy', 'Redress/DeadLetters'))).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });
});

describe('what a person is told', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
  const sections = new Map(
    (runbook.split('\n## Alarms\n')[1] ?? '')
      .split('\n## ')[0]
      ?.split('\n### ')
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section]),
  );
  const alarmSchema = z.object({
    AlarmDescription: z.string(),
    AlarmActions: z.array(z.object({ Ref: z.string() })),
    TreatMissingData: z.literal('notBreaching'),
  });
  const alarms = () =>
    aws.of('AWS::CloudWatch::Alarm').map(({ path, properties }) => {
      const { AlarmDescription, AlarmActions } = alarmSchema.parse(properties);
      const [, impact = '', name = ''] = /^(.+) What to do: docs\/runbook\.md#([a-z-]+)$/.exec(AlarmDescription) ?? [];
      return { place: path.split('/')[1], name, impact, to: AlarmActions };
    });

  test('every function, every machine, the queue and the web have an alarm that says what is lost', () => {
    expect(
      alarms()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...functions.map(({ name }) => name), ...machines.map(({ name }) => `workflow-${name}`), 'dead-letters', 'web'].sort());
    for (const { name, impact } of functions) expect(alarms()).toContainEqual(expect.objectContaining({ place: name, name, impact }));
    for (const { impact } of alarms()) expect(impact.length).toBeGreaterThan(20);
  });

  test('every alarm has its section in the runbook, and every section its alarm', () => {
    expect([...sections.keys()].sort()).toEqual(
      alarms()
        .map(({ name }) => name)
        .sort(),
    );
    for (const section of sections.values())
      expect(section).toMatch(/\*\*What a person loses:\*\*[^]+\*\*How to see it:\*\*[^]+\*\*What to do:\*\*/);
  });

  test('alarms reach the topic, which lets CloudWatch in', () => {
    const { id } = one('AWS::SNS::Topic', 'Redress/Alarms');
    for (const { to } of alarms()) expect(to).toEqual([{ Ref: id }]);
    const allowed = statements(one('AWS::SNS::TopicPolicy', 'Redress/Alarms')).filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toMatchObject([
      { Action: ['sns:Publish'], Principal: { Service: 'cloudwatch.amazonaws.com' }, Resource: [{ Ref: id }] },
    ]);
  });

  test('one dashboard shows all of them', () => {
    const body = JSON.stringify(one('AWS::CloudWatch::Dashboard', 'Redress/Alarms').properties.DashboardBody);
    for (const { name } of alarms()) expect(body).toContain(`"title\\\\\\":\\\\\\"${name}: `.replaceAll('\\\\\\', '\\'));
  });
});

describe('what is written down', () => {
  test('every log goes after ninety days, and every function writes to its own', () => {
    const logs = aws.of('AWS::Logs::LogGroup');
    expect(logs).toHaveLength(functions.length + 1);
    for (const { properties } of logs) expect(properties.RetentionInDays).toBe(90);
    for (const { name } of functions) {
      const log = one('AWS::Logs::LogGroup', `Redress/${name}/`);
      expect(one('AWS::Lambda::Function', `Redress/${name}/`).properties.LoggingConfig).toEqual({
        LogFormat: 'JSON',
        LogGroup: { Ref: log.id },
      });
    }
  });

  test('the access log names the route and never the path, which may hold the token of a link', () => {
    const settings = z.object({ Format: z.string() }).parse(one('AWS::ApiGatewayV2::Stage', 'Redress/Web').properties.AccessLogSettings);
    const variables = Object.values(z.record(z.string(), z.string()).parse(JSON.parse(settings.Format)));
    expect(variables.sort()).toEqual([
      '$context.integrationErrorMessage',
      '$context.requestId',
      '$context.responseLatency',
      '$context.routeKey',
      '$context.status',
    ]);
  });

  test('cdk-nag finds nothing that is not accepted with a reason', () => {
    const nag = aws.report.find(({ pluginName }) => pluginName === 'AwsSolutions');
    expect(nag?.violations.map(({ ruleName, violatingConstructs }) => ({ ruleName, violatingConstructs }))).toEqual([]);
    expect(nag?.suppressedViolations.length).toBeGreaterThan(0);
    for (const { ruleName, reason = '' } of nag?.suppressedViolations ?? [])
      expect([ruleName, reason.length]).toEqual([ruleName, Math.max(30, reason.length)]);
  });

  test('nothing waits for itself: CloudFormation can make both stacks', () => {
    for (const stack of ['RedressData', 'Redress']) {
      const Resources = Object.fromEntries(
        aws.resources
          .filter((resource) => resource.stack === stack)
          .map(({ id, type, properties }) => [id, { Type: type, Properties: properties }]),
      );
      expect(() => Template.fromJSON({ Resources })).not.toThrow();
    }
  });
});
