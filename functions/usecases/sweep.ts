import { executionNames } from '#workflows/payloads.ts';
import { announceDispute } from './announce-dispute.ts';
import { declareSetOff } from './declare-set-off.ts';
import { type Deps, today } from './deps.ts';
import { retryMail } from './receive-mail.ts';
import { sendDecision } from './send-decision.ts';
import { sendRequest } from './send-request.ts';
import { tellAll } from './tell.ts';

/** Takes up what a crash or an outage interrupted: decisions that the workflows have not heard of, mails that have no end yet. */
export async function sweep(deps: Deps): Promise<{ told: number; mails: number }> {
  const before = new Date(deps.clock.now() - 30_000).toISOString();
  const rows = (await deps.stores.outbox.overdue('tell', before, 200)).map(deps.stores.outbox.parse);
  const told = await tellAll(deps, rows, {
    'send-request': sendRequest,
    'announce-dispute': announceDispute,
    'send-decision': sendDecision,
    'declare-set-off': declareSetOff,
  });
  const waiting = await deps.stores.outbox.overdue('mail', before, 50);
  for (const item of waiting) await retryMail(deps, deps.stores.mails.parseReceived(item));
  if (rows.length > 0 || waiting.length > 0) deps.log('swept', { told, left: rows.length - told, mails: waiting.length });
  return { told, mails: waiting.length };
}

/** Starts today's scan for breaches; starting it again the same day changes nothing. */
export async function startDailyScan(deps: Deps): Promise<void> {
  const day = today(deps, deps.config.company.zone);
  await deps.workflows.start('breach-scan', executionNames.breachScan(day), { day });
}
