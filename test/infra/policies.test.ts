import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FunctionSpec, functions, machines } from '#infra/blueprint.ts';
import { type Resource, statements, synthesize } from '#test/support/bundles.ts';

const aws = synthesize();
const { one } = aws;

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
/** What the CDK grants a function for its own dead letters. */
const toDeadLetters = ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
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
      const wanted = [...uses.flatMap((use) => actionsOf[use]), ...toDeadLetters];
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
      const allowed = policy ? statements(policy) : [];
      expect(allowed[0]).toMatchObject({
        Effect: 'Allow',
        Action: ['lambda:InvokeFunction'],
        Resource: [{ 'Fn::GetAtt': [one('AWS::Lambda::Function', `Redress/${steps}/`).id, 'Arn'] }],
      });
      if (name !== 'breach-scan') expect(allowed).toHaveLength(1);
    }
  });

  test('the scan starts, watches and stops children of its own machine, and nothing else', () => {
    const role = one('AWS::IAM::Role', 'Redress/workflow-breach-scan/');
    const policy = aws.of('AWS::IAM::Policy').find(({ properties }) => JSON.stringify(properties.Roles).includes(`"${role.id}"`));
    const [, start, watch, ...more] = policy ? statements(policy) : [];
    expect(more).toEqual([]);
    const arns = (on: readonly unknown[] = []) => on.map((arn) => JSON.stringify(arn).replaceAll(/[{}[\]"]|Fn::Join:|Ref:|,/g, ''));
    expect(start?.Action).toEqual(['states:StartExecution']);
    expect(arns(start?.Resource)).toEqual([expect.stringMatching(/:states:.*:stateMachine:Redress-breach-scan$/)]);
    expect(watch?.Action).toEqual(['states:DescribeExecution', 'states:StopExecution']);
    expect(arns(watch?.Resource)).toEqual([
      expect.stringMatching(/:states:.*:execution:Redress-breach-scan:\*$/),
      expect.stringMatching(/:states:.*:execution:Redress-breach-scan\/Shards:\*$/),
    ]);
  });

  test('the label of a distributed Map is the one that its machine is allowed', () => {
    for (const machine of machines) {
      const text = readFileSync(join(import.meta.dirname, '../../workflows', `${machine.name}.asl.json`), 'utf8');
      const labels = [...text.matchAll(/"Label": "([^"]+)"/g)].map((match) => match[1]);
      expect(labels).toEqual('distributed' in machine ? [machine.distributed] : []);
      expect(text.includes('"DISTRIBUTED"')).toBe('distributed' in machine);
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
