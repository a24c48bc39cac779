import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { roles } from '#domain/actor.ts';
import { functions, groups, indexes, machines, mailRules, routes, schedules } from '#infra/blueprint.ts';
import { type Host, startHost } from '#infra/local/host.ts';
import { loadMachines } from '#infra/local/wiring.ts';
import { type Resource, type Synthesized, synthesize } from '#test/support/bundles.ts';
import { handIn, mailsTo } from '#test/support/claims.ts';
import { makeWorld, type World } from '#test/support/world.ts';

/** The blueprint on one side; what CloudFormation would make, and what one machine wires, on the other. Each comparison is of whole sets, so that neither side can have more. */
const functionNames = functions.map(({ name }) => name).sort();
const attribute = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });

const rate = (every: string): string => `rate(${Temporal.Duration.from(every).total('minutes')} minutes)`;

describe('the templates', () => {
  let aws: Synthesized;
  beforeAll(() => {
    aws = synthesize();
  });
  const functionAt = (arn: unknown): string => functionOf(aws, attribute.parse(arn)['Fn::GetAtt'][0]);

  test('have every function of the blueprint and no other, on its own bundle', () => {
    const made = aws.of('AWS::Lambda::Function');
    expect(made.map(({ path }) => path.split('/')[1] ?? '').sort()).toEqual(functionNames);
    for (const { name, memory, seconds } of functions) {
      const lambda = made.find(({ path }) => path.split('/')[1] === name);
      expect(lambda?.asset).toMatch(new RegExp(`dist/functions/${name}$`));
      expect(lambda?.properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        MemorySize: memory,
        Timeout: seconds,
      });
    }
  });

  test('have every route and no other, each to its function', () => {
    const route = z.object({
      RouteKey: z.string(),
      Target: z.object({ 'Fn::Join': z.tuple([z.literal(''), z.tuple([z.literal('integrations/'), z.object({ Ref: z.string() })])]) }),
    });
    const integrations = new Map(
      aws.of('AWS::ApiGatewayV2::Integration').map(({ id, properties }) => [id, functionAt(properties.IntegrationUri)]),
    );
    const made = aws.of('AWS::ApiGatewayV2::Route').map(({ properties }) => {
      const { RouteKey, Target } = route.parse(properties);
      return `${RouteKey} -> ${integrations.get(Target['Fn::Join'][1][1].Ref)}`;
    });
    expect(made.sort()).toEqual(
      routes.map(({ method, path, function: name }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')} -> ${name}`).sort(),
    );
  });

  test('have every schedule and no other', () => {
    const target = z.object({ Arn: z.unknown(), Input: z.string() });
    const made = aws.of('AWS::Scheduler::Schedule').map(({ path, properties }) => {
      const { Arn, Input } = target.parse(properties.Target);
      return {
        name: path.split('/')[2],
        rule: properties.ScheduleExpression,
        zone: properties.ScheduleExpressionTimezone,
        function: functionAt(Arn),
        input: JSON.parse(Input),
      };
    });
    const expected = schedules.map((schedule) => ({
      name: schedule.name,
      rule: 'every' in schedule ? rate(schedule.every) : `cron(${schedule.daily.minute} ${schedule.daily.hour} * * ? *)`,
      zone: 'every' in schedule ? 'Etc/UTC' : schedule.daily.zone,
      function: schedule.function,
      input: schedule.input,
    }));
    expect(made).toEqual(expected);
  });

  test('have one table with the two sparse indexes', () => {
    const [table, ...others] = aws.of('AWS::DynamoDB::GlobalTable');
    expect(others).toEqual([]);
    expect(aws.of('AWS::DynamoDB::Table')).toEqual([]);
    const key = (hash: string, range: string) => [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ];
    expect(table?.properties.KeySchema).toEqual(key('pk', 'sk'));
    expect(table?.properties.GlobalSecondaryIndexes).toEqual(
      indexes.map(({ name, attribute: at }) => ({
        IndexName: name,
        KeySchema: key(`${at}pk`, `${at}sk`),
        Projection: { ProjectionType: 'ALL' },
      })),
    );
  });

  test('have every machine, word for word that of the local interpreter', () => {
    const local = loadMachines();
    const machine = z.object({
      DefinitionString: z.string(),
      DefinitionSubstitutions: z.record(z.string(), z.unknown()),
      StateMachineType: z.literal('STANDARD'),
    });
    const made = aws.of('AWS::StepFunctions::StateMachine').map(({ path, properties }) => {
      const { DefinitionString, DefinitionSubstitutions } = machine.parse(properties);
      let text = DefinitionString;
      for (const [placeholder, arn] of Object.entries(DefinitionSubstitutions))
        text = text.replaceAll(`\${${placeholder}}`, functionAt(arn));
      return [path.split('/')[1]?.replace('workflow-', ''), { definition: JSON.parse(text) as object }] as const;
    });
    expect(Object.fromEntries(made)).toEqual(local);
    expect(Object.keys(local)).toEqual(machines.map(({ name }) => name));
    for (const { name, placeholder, steps } of machines) {
      const file = readFileSync(join(import.meta.dirname, '../../workflows', `${name}.asl.json`), 'utf8');
      expect(local[name]?.definition).toEqual(JSON.parse(file.replaceAll(`\${${placeholder}}`, steps)));
      expect(JSON.stringify(local[name])).not.toContain('${');
    }
  });

  test('take mail for the claims address, and bring it and what becomes of ours to the two mail functions only', () => {
    const [rule, ...others] = aws.of('AWS::SES::ReceiptRule');
    expect(others).toEqual([]);
    expect(mailRules.map(({ function: name }) => name)).toEqual(['mail-in']);
    expect(rule?.properties.Rule).toMatchObject({ Enabled: true, ScanEnabled: true, Recipients: ['claims@claims.example.com'] });
    const subscription = z.object({ Endpoint: z.unknown(), Protocol: z.literal('lambda'), TopicArn: z.object({ Ref: z.string() }) });
    const told = aws.of('AWS::SNS::Subscription').map(({ properties }) => {
      const { Endpoint, TopicArn } = subscription.parse(properties);
      return `${aws.resources.find(({ id }) => id === TopicArn.Ref)?.path.split('/')[2]} -> ${functionAt(Endpoint)}`;
    });
    expect(told.sort()).toEqual(['Arrived -> mail-in', 'Told -> mail-events']);
  });

  test('have every group of people', () => {
    expect(aws.of('AWS::Cognito::UserPoolGroup').map(({ properties }) => properties.GroupName)).toEqual(groups);
    expect(groups).toEqual(roles);
  });

  test('start a function by nothing else', () => {
    for (const type of [
      'AWS::Events::Rule',
      'AWS::Lambda::EventSourceMapping',
      'AWS::Lambda::Url',
      'AWS::ApiGateway::RestApi',
      'AWS::Pipes::Pipe',
    ])
      expect(aws.of(type)).toEqual([]);
    const doors = aws
      .of('AWS::Lambda::Permission')
      .map(({ properties }) => `${String(properties.Principal)} -> ${functionAt(properties.FunctionName)}`);
    const web = [...new Set(routes.map(({ function: name }) => `apigateway.amazonaws.com -> ${name}`))];
    expect(doors.sort()).toEqual([...web, 'sns.amazonaws.com -> mail-in', 'sns.amazonaws.com -> mail-events'].sort());
  });
});

const functionOf = (aws: Synthesized, id: string): string => {
  const found: Resource | undefined = aws.resources.find((resource) => resource.id === id && resource.type === 'AWS::Lambda::Function');
  if (!found) throw new Error(`${id} is no function`);
  return found.path.split('/')[1] ?? '';
};

describe('the one machine', () => {
  let world: World;
  let host: Host;
  beforeAll(async () => {
    world = await makeWorld();
    host = await startHost(world, {
      port: 0,
      smtpPort: 0,
      assets: join(import.meta.dirname, '../../functions/pages/assets'),
      versions: {},
    });
  });
  afterAll(() => host.close());

  test('has every route, and beyond them only the doors of its own', () => {
    const made = new Set(host.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`));
    const wanted = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    const own = /^(GET|POST|PUT) \/(local|blobs|issuer)\//;
    const missing = [...wanted].filter((route) => !made.has(route));
    const unknown = [...made].filter((route) => !wanted.has(route) && !own.test(route));
    expect({ missing, unknown }).toEqual({ missing: [], unknown: [] });
  });

  test('runs the functions that workflows and schedules call', () => {
    const called = functions.filter(({ trust }) => trust === 'workflow' || trust === 'schedule').map(({ name }) => name);
    expect(Object.keys(world.functions).sort()).toEqual(called.sort());
  });

  test('keeps every schedule, and the expiry that the table of AWS does by itself', () => {
    const kept = world.database.db
      .prepare('select name, spec from recurring order by name')
      .all()
      .map(({ name, spec }) => ({ name, spec: JSON.parse(String(spec)) as unknown }));
    const wanted = schedules.map((schedule) => ({
      name: schedule.name as string,
      spec: 'every' in schedule ? (schedule.every as unknown) : schedule.daily,
    }));
    expect(kept).toEqual([...wanted, { name: 'expire-rows', spec: 'PT1H' }].sort((a, b) => (a.name < b.name ? -1 : 1)));
  });

  test('starts every machine and no other', async () => {
    for (const { name } of machines) expect(await world.interpreter.start(name, 'parity', {})).toBe('started');
    await expect(world.interpreter.start('other', 'parity', {})).rejects.toThrow('there is no machine other');
    await world.idle();
  });

  test('has both indexes, which list only the rows that carry them', async () => {
    const names = world.database.db
      .prepare("select name from sqlite_master where type = 'index' and tbl_name = 'item' and name like 'item_g%' order by name")
      .all();
    expect(names.map(({ name }) => name)).toEqual(indexes.map(({ attribute: at }) => `item_${at}`));
  });

  test('takes mail for the claims address and its signed reply addresses, and refuses every other', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: host.smtp.port, secure: false, ignoreTLS: true });
    const send = (to: string) =>
      transport.sendMail({ from: 'karl@holzbau-prager.example', to, subject: 'Cracked', text: 'Forty connectors are cracked.' });
    await expect(send('claims@polar.example')).resolves.toMatchObject({ accepted: ['claims@polar.example'] });
    await expect(send(`claims+${'0'.repeat(32)}@polar.example`)).resolves.toMatchObject({ rejected: [] });
    await expect(send('sales@polar.example')).rejects.toThrow('No such mailbox here');
    await expect(send('claims@other.example')).rejects.toThrow('No such mailbox here');
    transport.close();
  });

  test('tells what became of its own mails', async () => {
    const claim = await handIn(world);
    expect(claim).toMatchObject({ receiptMail: { state: 'sent' } });
    expect(claim.needsPerson).toBeUndefined();
    const bounced = await handIn(world, { contact: { name: 'Karl', email: 'bounce@holzbau-prager.example', language: 'en' } });
    expect(bounced.needsPerson).toBe('receipt-bounced');
    expect(await mailsTo(world, 'bounce@')).toHaveLength(1);
  });
});
