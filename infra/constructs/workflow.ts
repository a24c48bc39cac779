import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { machines } from '../blueprint.ts';
import { acknowledge } from './acknowledge.ts';
import type { Alarms } from './alarms.ts';

/** One machine of the blueprint, from the same file that the local interpreter runs. */
export class Workflow extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { machine, steps, alarms }: { machine: (typeof machines)[number]; steps: Lambda; alarms: Alarms },
  ) {
    super(scope, id);
    const stateMachine = new StateMachine(this, 'Machine', {
      // Functions start machines and machines call functions: a name made of the stack's lets each know the other without a circle.
      stateMachineName: `${Stack.of(this).stackName}-${machine.name}`,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(
        readFileSync(join(import.meta.dirname, '../../workflows', `${machine.name}.asl.json`), 'utf8'),
      ),
      definitionSubstitutions: { [machine.placeholder]: steps.functionArn },
    });
    // Not grantInvoke: that would add every version of the function.
    stateMachine.addToRolePolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [steps.functionArn] }));
    if ('distributed' in machine) this.allowChildren(stateMachine, machine);
    alarms.on(this, {
      name: `workflow-${machine.name}`,
      impact: `A step of the ${machine.name} workflow failed for good; the record says where, and a person starts it again.`,
      metric: new MathExpression({
        expression: 'failed + late',
        usingMetrics: { failed: stateMachine.metricFailed(), late: stateMachine.metricTimedOut() },
        period: Duration.minutes(5),
        label: 'failed or timed out',
      }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    acknowledge(this, {
      'AwsSolutions-SF1':
        'Log delivery needs a policy on every resource; executions keep their own history for ninety days, and the functions log each step.',
      'AwsSolutions-SF2': 'X-Ray needs a policy on every resource, too.',
    });
  }
  /**
   * A distributed Map starts its children as executions of the same machine, and watches and stops them ("IAM policies for using Distributed Map states").
   * Their names are not known before: the one place where an ARN of ours ends in `*`, and it names no other machine's executions.
   */
  private allowChildren(stateMachine: StateMachine, { name, distributed }: { name: string; distributed: string }): void {
    const own = `${Stack.of(this).stackName}-${name}`;
    const children = [`${own}:*`, `${own}/${distributed}:*`];
    const arnOf = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: 'states', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    // By name, not by reference: the machine waits for this policy.
    stateMachine.addToRolePolicy(new PolicyStatement({ actions: ['states:StartExecution'], resources: [arnOf('stateMachine', own)] }));
    stateMachine.addToRolePolicy(
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: children.map((child) => arnOf('execution', child)),
      }),
    );
    for (const child of children)
      acknowledge(this, {
        [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${child}]`]:
          'Step Functions names the children of a distributed Map itself; they are executions of this machine and no other.',
      });
  }
}
