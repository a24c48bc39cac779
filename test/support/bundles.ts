import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as z from 'zod';
import { functions } from '#infra/blueprint.ts';
import { StatefulStack } from '#infra/stacks/stateful.ts';
import { StatelessStack } from '#infra/stacks/stateless.ts';

const root = join(import.meta.dirname, '../..');

/** Synthesis wants a folder per function; an empty one will do where nothing was built. `npm run synth` and `npm run deploy` always build first. */
function ensureBundles(): void {
  for (const { name } of functions) mkdirSync(join(root, 'dist/functions', name), { recursive: true });
}

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  Metadata: z.object({ 'aws:cdk:path': z.string(), 'aws:asset:path': z.string().optional() }),
});
const outputSchema = z.object({ Value: z.unknown().transform((value) => JSON.stringify(value)) });
const templateSchema = z.object({
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z.record(z.string(), outputSchema).default({}),
});
const findingSchema = z.object({
  ruleName: z.string(),
  reason: z.string().optional(),
  violatingConstructs: z.array(z.object({ constructPath: z.string() })),
});
const reportSchema = z.object({
  pluginReports: z.array(
    z.object({ pluginName: z.string(), violations: z.array(findingSchema), suppressedViolations: z.array(findingSchema) }),
  ),
});

export type Resource = {
  id: string;
  stack: string;
  type: string;
  path: string;
  asset: string | undefined;
  deletion: string | undefined;
  properties: Record<string, unknown>;
};
export type Synthesized = {
  resources: Resource[];
  of: (type: string) => Resource[];
  /** The only resource of a type at a place in the tree, "Redress/api/"; throws when there is none or more than one. */
  one: (type: string, place: string) => Resource;
  /** Of the stateless stack, as JSON. */
  outputs: Record<string, string>;
  report: z.infer<typeof reportSchema>['pluginReports'];
};

/** Both stacks as infra/app.ts composes them, with the context of cdk.json: every resource with its place in the tree of constructs, and cdk-nag's report. */
export function synthesize(): Synthesized {
  ensureBundles();
  const outdir = mkdtempSync(join(tmpdir(), 'redress-synth-'));
  try {
    const { context } = z
      .object({ context: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
    const named = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:disable-asset-staging': true };
    const app = new App({ outdir, context: { ...context, ...named } });
    const stateful = new StatefulStack(app, 'RedressData', { terminationProtection: true });
    new StatelessStack(app, 'Redress', { stateful });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const assembly = app.synth();
    const resources = assembly.stacks.flatMap((stack) => resourcesOf(stack.stackName, stack.template));
    const report = reportSchema.parse(JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'))).pluginReports;
    const of = (type: string) => resources.filter((resource) => resource.type === type);
    const one = (type: string, place: string): Resource => {
      const [found, ...others] = of(type).filter(({ path }) => path.startsWith(place));
      if (!found || others.length > 0) throw new Error(`${type} at ${place}: ${found ? 'more than one' : 'none'}`);
      return found;
    };
    const outputs = templateSchema.parse(assembly.getStackByName('Redress').template).Outputs;
    const values = Object.fromEntries(Object.entries(outputs).map(([name, { Value }]) => [name, Value]));
    return { resources, of, one, outputs: values, report };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function resourcesOf(stack: string, template: unknown): Resource[] {
  return Object.entries(templateSchema.parse(template).Resources).map(([id, { Type, Properties, DeletionPolicy, Metadata }]) => ({
    id,
    stack,
    type: Type,
    path: Metadata['aws:cdk:path'],
    asset: Metadata['aws:asset:path'],
    deletion: DeletionPolicy,
    properties: Properties,
  }));
}

const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string().transform((action) => [action]), z.array(z.string())]),
  Resource: z
    .unknown()
    .transform((resource) => (Array.isArray(resource) ? resource : resource === undefined ? [] : [resource]) as unknown[]),
  Principal: z.unknown().optional(),
  Condition: z.record(z.string(), z.unknown()).default({}),
});
const documentSchema = z.object({ Statement: z.array(statementSchema) });
export type Statement = z.infer<typeof statementSchema>;
/** The statements of a policy of any kind; action and resource always as lists. */
export const statements = ({ properties }: Resource): Statement[] => documentSchema.parse(properties.PolicyDocument).Statement;
