import { type App, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccountRecovery, CfnUserPoolGroup, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, Billing, ProjectionType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { groups, indexes } from '../blueprint.ts';
import { acknowledge } from '../constructs/acknowledge.ts';

/** The record, the evidence, the people, the secret and the mail domain. Kept when the stack goes. */
export class StatefulStack extends Stack {
  readonly table: TableV2;
  readonly evidence: Bucket;
  readonly people: UserPool;
  readonly linkSecret: Secret;
  readonly mailDomain: string;

  constructor(app: App, id: string, props: StackProps) {
    super(app, id, props);
    const retained = { removalPolicy: RemovalPolicy.RETAIN };
    const key = (name: string) => ({ name, type: AttributeType.STRING });

    this.table = new TableV2(this, 'Record', {
      ...retained,
      partitionKey: key('pk'),
      sortKey: key('sk'),
      globalSecondaryIndexes: indexes.map((index) => ({
        indexName: index.name,
        partitionKey: key(`${index.attribute}pk`),
        sortKey: key(`${index.attribute}sk`),
        projectionType: ProjectionType.ALL,
      })),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      timeToLiveAttribute: 'expires',
    });

    const logs = new Bucket(this, 'AccessLogs', {
      ...retained,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.OBJECT_WRITER,
      lifecycleRules: [{ expiration: Duration.days(90) }],
    });
    this.evidence = new Bucket(this, 'Evidence', {
      ...retained,
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      serverAccessLogsBucket: logs,
      cors: [
        {
          allowedMethods: [HttpMethods.PUT],
          allowedOrigins: [this.node.tryGetContext('publicUrl') || `https://*.execute-api.${this.region}.${this.urlSuffix}`],
          allowedHeaders: ['content-type', 'if-none-match'],
        },
      ],
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });

    this.people = new UserPool(this, 'People', {
      ...retained,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: { minLength: 12, requireDigits: true, requireLowercase: true, requireUppercase: true, requireSymbols: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
    });
    for (const group of groups) new CfnUserPoolGroup(this, `Group-${group}`, { userPoolId: this.people.userPoolId, groupName: group });

    this.linkSecret = new Secret(this, 'LinkSecret', {
      ...retained,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    this.mailDomain = this.node.tryGetContext('mailDomain');
    new EmailIdentity(this, 'MailDomain', { identity: Identity.domain(this.mailDomain) });

    acknowledge(logs, { 'AwsSolutions-S1': 'This is the bucket that holds the access logs; logging it into itself would never end.' });
    acknowledge(this.linkSecret, {
      'AwsSolutions-SMG4': 'Changing the secret voids every link that customers hold; it is changed by hand after a leak, see the runbook.',
    });
    acknowledge(this.people, {
      'AwsSolutions-COG3':
        'Threat protection needs the Plus plan, a fixed monthly price per person; MFA is required instead, and sign-up is closed.',
      'AwsSolutions-COG8': 'The Plus plan has a fixed monthly price per person; MFA is required instead, and sign-up is closed.',
    });
  }
}
