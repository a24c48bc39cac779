import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  DescribeActiveReceiptRuleSetCommand,
  GetIdentityDkimAttributesCommand,
  SESClient,
  SetActiveReceiptRuleSetCommand,
} from '@aws-sdk/client-ses';
import * as z from 'zod';

/**
 * `npm run deploy`: builds, deploys both stacks, makes our receipt rules the active ones (CloudFormation cannot) and says what is left for a person.
 * Arguments go on to the CDK (`-- --context publicUrl=https://…`); account and region come from the environment, for both alike.
 */
const root = join(import.meta.dirname, '..');

export const outputsSchema = z.object({
  Redress: z.object({ Url: z.string(), ReceiptRules: z.string(), TableName: z.string(), MailDomain: z.string() }),
});
export type Outputs = z.infer<typeof outputsSchema>['Redress'];

/** One rule set of an account and region is active. Another product's is never put out of use: then 'other', and nothing is changed. */
export async function activateReceiptRules(client: SESClient, ruleSet: string): Promise<'activated' | 'was-active' | 'other'> {
  const { Metadata } = await client.send(new DescribeActiveReceiptRuleSetCommand({}));
  if (Metadata?.Name === ruleSet) return 'was-active';
  if (Metadata?.Name) return 'other';
  await client.send(new SetActiveReceiptRuleSetCommand({ RuleSetName: ruleSet }));
  return 'activated';
}

/** The three tokens by which SES signs as the domain; none when it does not know the domain yet. */
export async function dkimTokens(client: SESClient, domain: string): Promise<string[]> {
  const { DkimAttributes } = await client.send(new GetIdentityDkimAttributesCommand({ Identities: [domain] }));
  return DkimAttributes?.[domain]?.DkimTokens ?? [];
}

/** What only a person can do, as lines to print. */
export function leftToDo(
  outputs: Outputs,
  { region, tokens, rules }: { region: string; tokens: readonly string[]; rules: 'activated' | 'was-active' | 'other' },
): string[] {
  const { MailDomain: domain, TableName, ReceiptRules, Url } = outputs;
  return [
    `Redress is at ${Url}`,
    ...(rules === 'other'
      ? [
          `Another receipt rule set is active in ${region}: no mail comes in. Put the rule of "${ReceiptRules}" into it, or make ours active.`,
        ]
      : []),
    'Left to do, once (docs/runbook.md, First steps after a deployment):',
    `  DNS   ${domain}  MX  10 inbound-smtp.${region}.amazonaws.com`,
    ...tokens.map((token) => `  DNS   ${token}._domainkey.${domain}  CNAME  ${token}.dkim.amazonses.com`),
    `  DNS   _dmarc.${domain}  TXT  "v=DMARC1; p=quarantine"`,
    `  people  npm run people -- people.json --table=${TableName}`,
    '  leave the SES sandbox; confirm the subscription of the alarm address',
  ];
}

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (import.meta.main) {
  const file = join(root, 'dist/outputs.json');
  mkdirSync(dirname(file), { recursive: true });
  run(process.execPath, ['infra/build.ts', 'aws']);
  run(process.execPath, ['node_modules/aws-cdk/bin/cdk', 'deploy', '--all', '--outputs-file', file, ...process.argv.slice(2)]);
  const outputs = outputsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).Redress;
  const client = new SESClient({});
  const rules = await activateReceiptRules(client, outputs.ReceiptRules);
  const tokens = await dkimTokens(client, outputs.MailDomain);
  for (const line of leftToDo(outputs, { region: await client.config.region(), tokens, rules })) console.log(line);
}
