import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type CfnStage, HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { routes } from '../blueprint.ts';
import { acknowledge } from './acknowledge.ts';
import type { Alarms } from './alarms.ts';

/** The HTTP API: every route of the blueprint and no other, so that an unknown path reaches no function. */
export class Web extends Construct {
  readonly url: string;
  private readonly api: HttpApi;

  constructor(scope: Construct, id: string, { alarms }: { alarms: Alarms }) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false });
    const log = new LogGroup(this, 'AccessLog', { retention: RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 200, burstLimit: 400 },
      accessLogSettings: { destination: new LogGroupLogDestination(log) },
    });
    // Paths hold the tokens of signed links: the log names the route, never the path.
    (stage.node.defaultChild as CfnStage).addPropertyOverride(
      'AccessLogSettings.Format',
      JSON.stringify({
        id: '$context.requestId',
        route: '$context.routeKey',
        status: '$context.status',
        ms: '$context.responseLatency',
        error: '$context.integrationErrorMessage',
      }),
    );
    this.url = this.api.apiEndpoint;
    // A page that answers "something failed on our side" is no error of its function: only the status tells.
    alarms.on(this, {
      name: 'web',
      impact: 'People and connected systems see an error page instead of an answer; what was acknowledged before is safe.',
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    acknowledge(this, {
      'AwsSolutions-APIG4':
        'The functions themselves check sessions, signed links and API keys: one policy, tested for every route, on AWS and on one machine alike.',
    });
  }

  connect(lambdas: Record<string, Lambda>): void {
    const integrations = new Map<string, HttpLambdaIntegration>();
    for (const route of routes) {
      const lambda = lambdas[route.function];
      if (!lambda) throw new Error(`the blueprint routes to ${route.function}, which is no function`);
      const integration =
        integrations.get(route.function) ?? new HttpLambdaIntegration(`To-${route.function}`, lambda, { scopePermissionToRoute: false });
      integrations.set(route.function, integration);
      this.api.addRoutes({
        path: route.path.replaceAll(/:(\w+)/g, '{$1}'),
        methods: [route.method === 'GET' ? HttpMethod.GET : HttpMethod.POST],
        integration,
      });
    }
  }
}
