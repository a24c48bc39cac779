import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { functions, machines } from '#infra/blueprint.ts';
import { statements, synthesize } from '#test/support/bundles.ts';

/** What must hold of the templates whatever else changes: not snapshots, but what one would look for in a review. */
const aws = synthesize();
const { one } = aws;
const deadLetters = { 'Fn::GetAtt': ['DeadLettersBBF8BAAB', 'Arn'] };

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
      expect(section).toMatch(/\*\*What a person loses:\*\*[\s\S]+\*\*How to see it:\*\*[\s\S]+\*\*What to do:\*\*/);
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
