import { type App, ArnFormat, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { OAuthScope, UserPoolClient, UserPoolDomain } from 'aws-cdk-lib/aws-cognito';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { functions, machines } from '../blueprint.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { Alarms } from '../constructs/alarms.ts';
import { AppFunction } from '../constructs/app-function.ts';
import { keepDeadLetters, MailDoors } from '../constructs/mail.ts';
import { Recurring } from '../constructs/recurring.ts';
import { Web } from '../constructs/web.ts';
import { Workflow } from '../constructs/workflow.ts';
import type { StatefulStack } from './stateful.ts';

/** Everything that can be thrown away and made again: functions, machines, doors, schedules, alarms. */
export class StatelessStack extends Stack {
  constructor(app: App, id: string, { stateful, ...props }: StackProps & { stateful: StatefulStack }) {
    super(app, id, props);
    const alarms = new Alarms(this, 'Alarms', { email: this.node.tryGetContext('alarmEmail') || undefined });
    const deadLetters = this.deadLetters(alarms);
    const web = new Web(this, 'Web', { alarms });
    const publicUrl: string = this.node.tryGetContext('publicUrl') || web.url;
    const machineArns = Object.fromEntries(
      machines.map(({ name }) => [name, this.formatArn({ service: 'states', resource: `stateMachine:${this.stackName}-${name}` })]),
    );
    const environment = this.environmentOf(stateful, { publicUrl, machineArns, deadLetters });

    const lambdas: Record<string, Lambda> = {};
    for (const spec of functions)
      lambdas[spec.name] = new AppFunction(this, spec.name, {
        spec,
        stateful,
        machines: machineArns,
        deadLetters,
        alarms,
        environment,
      }).lambda;
    const of = (name: string): Lambda => {
      const lambda = lambdas[name];
      if (!lambda) throw new Error(`the blueprint has no function ${name}`);
      return lambda;
    };
    web.connect(lambdas);
    for (const machine of machines) new Workflow(this, `workflow-${machine.name}`, { machine, steps: of(machine.steps), alarms });
    new Recurring(this, 'Recurring', { lambdas, deadLetters });
    const mail = new MailDoors(this, 'Mail', { stateful, deadLetters, mailIn: of('mail-in'), mailEvents: of('mail-events') });
    this.signIn(stateful, of('staff-pages'), publicUrl);
    new ScheduleGroup(this, 'Schedules', { scheduleGroupName: this.stackName });
    const scheduler = new Role(this, 'Scheduler', {
      roleName: `${this.stackName}-scheduler`,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': this.account } } }),
    });
    scheduler.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [of('sweep').functionArn] }));
    // Scheduler itself puts into the queue what it could not deliver.
    scheduler.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }));

    acknowledge(this, {
      'AwsSolutions-IAM5[Resource::<sweepFunction2A2788F2.Arn>:*]':
        'The schedule target of the CDK names the versions of that one function.',
    });

    new CfnOutput(this, 'Url', { value: publicUrl });
    new CfnOutput(this, 'ReceiptRules', { value: mail.ruleSet.receiptRuleSetName });
    new CfnOutput(this, 'TableName', { value: stateful.table.tableName });
    new CfnOutput(this, 'MailDomain', { value: stateful.mailDomain });
  }

  private deadLetters(alarms: Alarms): Queue {
    const queue = new Queue(this, 'DeadLetters', { enforceSSL: true, retentionPeriod: keepDeadLetters });
    alarms.on(queue, {
      name: 'dead-letters',
      impact: 'Something that came in, or was due, was not handled after all retries; it is kept for fourteen days.',
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    acknowledge(queue, { 'AwsSolutions-SQS3': 'This is the dead-letter queue itself, of the functions, subscriptions and schedules.' });
    return queue;
  }

  /** One set of names for all functions; handlers/compose.ts reads them. */
  private environmentOf(
    stateful: StatefulStack,
    { publicUrl, machineArns, deadLetters }: { publicUrl: string; machineArns: Record<string, string>; deadLetters: Queue },
  ) {
    const sweepArn = this.formatArn({
      service: 'lambda',
      resource: 'function',
      resourceName: `${this.stackName}-sweep`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return {
      TABLE: stateful.table.tableName,
      BUCKET: stateful.evidence.bucketName,
      PUBLIC_URL: publicUrl,
      CLAIMS_ADDRESS: `claims@${stateful.mailDomain}`,
      CONFIGURATION_SET: this.stackName,
      LINK_SECRET_ARN: stateful.linkSecret.secretArn,
      MACHINE_ARNS: this.toJsonString(machineArns),
      COMPANY: JSON.stringify(this.node.tryGetContext('company')),
      SCHEDULE: this.toJsonString({
        group: this.stackName,
        targetArn: sweepArn,
        roleArn: this.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: `${this.stackName}-scheduler` }),
        deadLetterArn: deadLetters.queueArn,
      }),
      UPLOAD_ORIGIN: `https://${stateful.evidence.bucketRegionalDomainName}`,
    };
  }

  /** Sign-in through the user pool: authorization code with PKCE, no secret in the browser. */
  private signIn(stateful: StatefulStack, staff: Lambda, publicUrl: string): void {
    // Made in this stack, not below the pool: they know this stack's address, and the pool must not.
    const client = new UserPoolClient(this, 'Desk', {
      userPool: stateful.people,
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        callbackUrls: [`${publicUrl}/signed-in`],
        logoutUrls: [publicUrl],
      },
      preventUserExistenceErrors: true,
    });
    const domain = new UserPoolDomain(this, 'SignIn', {
      userPool: stateful.people,
      cognitoDomain: { domainPrefix: `redress-${this.node.tryGetContext('signInPrefix') ?? 'desk'}` },
    });
    const issuer = `https://cognito-idp.${this.region}.${this.urlSuffix}/${stateful.people.userPoolId}`;
    for (const [name, value] of Object.entries({
      ISSUER: issuer,
      AUTHORIZE_URL: `${domain.baseUrl()}/oauth2/authorize`,
      TOKEN_URL: `${domain.baseUrl()}/oauth2/token`,
      JWKS_URL: `${issuer}/.well-known/jwks.json`,
      CLIENT_ID: client.userPoolClientId,
      SIGN_OUT_URL: `${domain.baseUrl()}/logout`,
    })) {
      staff.addEnvironment(name, value);
    }
  }
}
