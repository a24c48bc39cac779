import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { StatefulStack } from './stacks/stateful.ts';
import { StatelessStack } from './stacks/stateless.ts';

/** Two stacks: what must never be lost, and what can be thrown away and made again. */
const app = new App();
const stateful = new StatefulStack(app, 'RedressData', { terminationProtection: true });
new StatelessStack(app, 'Redress', { stateful });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
