import { Stack } from 'aws-cdk-lib';
import { Alarm, type CreateAlarmOptions, Dashboard, GraphWidget, type IMetric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

const runbook = 'docs/runbook.md';

/** Where alarms go, and one dashboard with all of them. Each says what a person loses and where to read on. */
export class Alarms extends Construct {
  private readonly topic: Topic;
  private readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, { email }: { email?: string | undefined }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    // A topic with a policy of its own no longer lets the account's alarms in by default.
    this.topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } } }),
    );
    if (email) this.topic.addSubscription(new EmailSubscription(email));
    this.dashboard = new Dashboard(this, 'Dashboard');
    this.dashboard.addWidgets(
      new TextWidget({ markdown: `# Redress\nWhat each alarm means and what to do: ${runbook}`, width: 24, height: 2 }),
    );
  }

  /** `impact`: what a person loses. `name` is the heading in the runbook. */
  on(scope: Construct, { name, impact, metric, ...options }: { name: string; impact: string; metric: IMetric } & CreateAlarmOptions): void {
    const alarm = new Alarm(scope, 'Alarm', { ...options, metric, alarmDescription: `${impact} What to do: ${runbook}#${name}` });
    alarm.addAlarmAction(new SnsAction(this.topic));
    this.dashboard.addWidgets(new GraphWidget({ title: `${name}: ${impact}`, left: [metric], width: 8, height: 4 }));
  }
}
