import type { Deps } from './deps.ts';
import { claimLinkDays } from './links.ts';

/** Makes a signed link of its own for one mail or page; returns the token, which is nowhere kept. */
export async function freshLink(
  deps: Deps,
  purpose: 'claim' | 'counter-claim' | 'reply-address',
  subject: string,
  days = claimLinkDays,
): Promise<string> {
  const expiresAt = new Date(deps.clock.now() + days * 86_400_000).toISOString();
  const { token, link } = deps.stores.links.make(deps.config.linkSecret, deps.newId(16), { purpose, subject, expiresAt });
  await deps.stores.mails.write([deps.stores.links.linkWrite(link)]);
  return token;
}
