import type { Deps } from './deps.ts';
import { ConditionFailed } from './ports.ts';

const marker = 'accounts-listed-for-looks';
const atOnce = 25;

/** Accounts from before there was an index of looks are listed for `day`, once in the life of a table. Repeated after a crash it goes on. */
export async function listForLooks(deps: Deps, day: string): Promise<void> {
  if (await deps.stores.counters.marked(marker)) return;
  let cursor: string | undefined;
  do {
    const page = await deps.stores.accounts.accounts(200, cursor);
    for (let at = 0; at < page.accounts.length; at += atOnce)
      await Promise.all(page.accounts.slice(at, at + atOnce).map(({ id }) => list(deps, id, day)));
    cursor = page.cursor;
  } while (cursor);
  await deps.stores.counters.mark(marker);
}

async function list({ stores: { looks } }: Deps, account: string, day: string): Promise<void> {
  if (await looks.of(account)) return;
  try {
    await looks.save(looks.write(account, day, 0));
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error; // a fact came just now, and has listed it
  }
}
