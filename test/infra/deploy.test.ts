import {
  DescribeActiveReceiptRuleSetCommand,
  GetIdentityDkimAttributesCommand,
  SESClient,
  SetActiveReceiptRuleSetCommand,
} from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { activateReceiptRules, dkimTokens, leftToDo, outputsSchema } from '#infra/deploy.ts';
import { synthesize } from '#test/support/bundles.ts';

const ses = mockClient(SESClient);
const client = new SESClient({ region: 'eu-west-1' });
beforeEach(() => ses.reset());

describe('after the stacks are deployed', () => {
  test('our receipt rules become the active ones where none were', async () => {
    ses.on(DescribeActiveReceiptRuleSetCommand).resolves({});
    expect(await activateReceiptRules(client, 'Redress')).toBe('activated');
    expect(ses.commandCalls(SetActiveReceiptRuleSetCommand).map(({ args }) => args[0].input)).toEqual([{ RuleSetName: 'Redress' }]);
  });

  test.each([
    ['Redress', 'was-active'],
    ['other-product', 'other'],
  ])('the active rule set %s stays as it is: %s', async (Name, answer) => {
    ses.on(DescribeActiveReceiptRuleSetCommand).resolves({ Metadata: { Name } });
    expect(await activateReceiptRules(client, 'Redress')).toBe(answer);
    expect(ses.commandCalls(SetActiveReceiptRuleSetCommand)).toEqual([]);
  });

  const outputs = { Url: 'https://a.example', ReceiptRules: 'Redress', TableName: 'T', MailDomain: 'claims.example.com' };
  test('a person is told the DNS records and the command for the people', async () => {
    ses.on(GetIdentityDkimAttributesCommand).resolves({
      DkimAttributes: { 'claims.example.com': { DkimEnabled: true, DkimVerificationStatus: 'Pending', DkimTokens: ['one', 'two'] } },
    });
    const tokens = await dkimTokens(client, 'claims.example.com');
    const lines = leftToDo(outputs, { region: 'eu-west-1', tokens, rules: 'activated' }).join('\n');
    expect(lines).toContain('claims.example.com  MX  10 inbound-smtp.eu-west-1.amazonaws.com');
    expect(lines).toContain('two._domainkey.claims.example.com  CNAME  two.dkim.amazonses.com');
    expect(lines).toContain('npm run people -- people.json --table=T');
    expect(lines).not.toContain('Another receipt rule set');
  });

  test('and that no mail comes in while another rule set is active', () => {
    expect(leftToDo(outputs, { region: 'eu-west-1', tokens: [], rules: 'other' }).join('\n')).toContain(
      'Another receipt rule set is active in eu-west-1',
    );
  });

  test('the stack puts out what is asked of it', () => {
    expect(outputsSchema.safeParse({ Redress: synthesize().outputs }).success).toBe(true);
  });
});
