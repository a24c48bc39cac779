import { addDays } from '#domain/deadlines/legal-day.ts';
import { shards } from '#stores/keys.ts';
import type { Deps } from './deps.ts';
import { listForLooks } from './list-for-looks.ts';
import { ConditionFailed } from './ports.ts';
import { scanAccount } from './scan-breaches.ts';

/** Accounts read from the index at once, and looked at by one call of the step at most: seconds on AWS, well under the step's two minutes. */
const pageSize = 50;
const mostAccounts = 250;
const mostMilliseconds = 60_000;
/** Accounts under way at once: their reads wait together, and their writes share a flush of the disk. */
const atOnce = 25;

/** Shards in which an account waits for this day. On most days that is not all of them, and a shard that is left out costs no execution. */
export async function listShards(deps: Deps, day: string): Promise<{ shards: string[] }> {
  await listForLooks(deps, day);
  const waiting = await Promise.all(shards.map(async (shard) => ((await deps.stores.looks.due(shard, day, 1)).length > 0 ? [shard] : [])));
  return { shards: waiting.flat() };
}

export type ShardScan = { outcome: 'more' | 'done'; looked: number };
/**
 * Looks at the accounts of these shards that wait for `day` or an earlier one. Those that are done move on in the index, so that a scan which is killed or repeated goes on
 * where it stood. "more": call again. Accounts that could not be looked at wait for tomorrow, and the log names them.
 */
export async function scanShards(deps: Deps, day: string, wanted: readonly string[]): Promise<ShardScan> {
  const begun = deps.clock.now();
  const tomorrow = addDays(day, 1);
  let looked = 0;
  let failed = 0;
  let stale = false;
  const answer = (outcome: ShardScan['outcome']): ShardScan => {
    if (failed > 0) deps.log('breach-scan-failed', { day, accounts: failed });
    return { outcome, looked };
  };
  for (const shard of wanted) {
    for (;;) {
      const accounts = await deps.stores.looks.due(shard, day, pageSize);
      if (accounts.length === 0) break;
      for (let at = 0; at < accounts.length; at += atOnce) {
        const results = await Promise.all(accounts.slice(at, at + atOnce).map((account) => lookAt(deps, account, tomorrow)));
        failed += results.filter((result) => result === 'failed').length;
        looked += results.filter((result) => result !== 'moved-on').length;
        stale = results.every((result) => result === 'moved-on');
      }
      if (stale || looked >= mostAccounts || deps.clock.now() - begun >= mostMilliseconds) return answer('more');
    }
  }
  return answer('done');
}

/**
 * One account that cannot be looked at does not stop the others: it waits for tomorrow. When the table itself is out of order this throws, too. An index of
 * DynamoDB follows its table a moment later: it may still list an account that has moved on.
 */
async function lookAt(deps: Deps, account: string, tomorrow: string): Promise<'done' | 'failed' | 'moved-on'> {
  const listed = await deps.stores.looks.of(account);
  if ((listed?.day ?? tomorrow) >= tomorrow) return 'moved-on';
  try {
    return await scanAccount(deps, account, tomorrow);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    deps.log('account-scan-failed', { account, error: name });
    const look = await deps.stores.looks.of(account);
    if (look && (look.day ?? tomorrow) < tomorrow) await move(deps, account, tomorrow, look.v);
    return 'failed';
  }
}

async function move(deps: Deps, account: string, day: string, v: number): Promise<void> {
  try {
    await deps.stores.looks.save(deps.stores.looks.write(account, day, v));
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}
