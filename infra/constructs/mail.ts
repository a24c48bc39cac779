import { Duration, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { ConfigurationSet, EmailSendingEvent, EventDestination, ReceiptRuleSet, TlsPolicy } from 'aws-cdk-lib/aws-ses';
import { S3 } from 'aws-cdk-lib/aws-ses-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stacks/stateful.ts';

export type MailProps = { stateful: StatefulStack; deadLetters: Queue; mailIn: Lambda; mailEvents: Lambda };

/** Mail in: SES puts it into the bucket and tells the function. Mail out: what became of it comes back the same way. */
export class MailDoors extends Construct {
  readonly ruleSet: ReceiptRuleSet;

  constructor(scope: Construct, id: string, { stateful, deadLetters, mailIn, mailEvents }: MailProps) {
    super(scope, id);
    const arrived = this.topic('Arrived', mailIn, deadLetters);
    this.ruleSet = new ReceiptRuleSet(this, 'Rules', { receiptRuleSetName: Stack.of(this).stackName, dropSpam: false });
    this.ruleSet.addRule('Claims', {
      // An address stands for its labelled forms, too: the signed reply addresses claims+token@. SES itself refuses every other one.
      recipients: [`claims@${stateful.mailDomain}`],
      scanEnabled: true,
      tlsPolicy: TlsPolicy.OPTIONAL,
      actions: [new S3({ bucket: stateful.evidence, objectKeyPrefix: 'mail/raw/', topic: arrived })],
    });

    const set = new ConfigurationSet(this, 'Out', { configurationSetName: Stack.of(this).stackName, tlsPolicy: undefined });
    set.addEventDestination('Events', {
      destination: EventDestination.snsTopic(this.topic('Told', mailEvents, deadLetters)),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
  }

  private topic(id: string, lambda: Lambda, deadLetters: Queue): Topic {
    const topic = new Topic(this, id, { enforceSSL: true });
    topic.grantPublish(
      new ServicePrincipal('ses.amazonaws.com', { conditions: { StringEquals: { 'AWS:SourceAccount': Stack.of(this).account } } }),
    );
    topic.addSubscription(new LambdaSubscription(lambda, { deadLetterQueue: deadLetters }));
    return topic;
  }
}
/** How long a message may wait in the dead-letter queue for a person. */
export const keepDeadLetters = Duration.days(14);
