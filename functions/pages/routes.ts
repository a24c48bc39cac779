import type { Action } from '#domain/policy.ts';

/** Every page and form of the product: which function serves it, and which action it needs. The blueprint, the doors and the policy test read this table. */
export type Route = {
  method: 'GET' | 'POST';
  path: string;
  /** public: anybody; link: whoever holds the signed link in the path; staff: a signed-in person whom the policy allows the action. */
  door: 'public' | 'link' | 'staff';
  action?: Action;
  /** A public page that computes: limited per address, as posts and links are. */
  limited?: boolean;
};

export const customerRoutes = [
  { method: 'GET', path: '/', door: 'public' },
  { method: 'GET', path: '/claims/new', door: 'public' },
  { method: 'POST', path: '/claims', door: 'public' },
  { method: 'POST', path: '/claims/uploads', door: 'public' },
  { method: 'GET', path: '/c/:token', door: 'link' },
  { method: 'GET', path: '/c/:token/files/:id', door: 'link' },
  { method: 'POST', path: '/c/:token/uploads', door: 'link' },
  { method: 'POST', path: '/c/:token/message', door: 'link' },
  { method: 'POST', path: '/c/:token/accept', door: 'link' },
  { method: 'POST', path: '/c/:token/dispute', door: 'link' },
  { method: 'POST', path: '/c/:token/rating', door: 'link' },
  { method: 'GET', path: '/feeds/:token', door: 'link' },
  { method: 'GET', path: '/s/:token', door: 'link' },
  { method: 'POST', path: '/s/:token/dispute', door: 'link' },
  { method: 'GET', path: '/calculators', door: 'public', limited: true },
  { method: 'GET', path: '/assets/:file', door: 'public' },
] as const satisfies readonly Route[];

export const staffRoutes = [
  { method: 'GET', path: '/sign-in', door: 'public' },
  { method: 'GET', path: '/signed-in', door: 'public' },
  { method: 'POST', path: '/sign-out', door: 'staff', action: 'session.end' },
  { method: 'GET', path: '/desk', door: 'staff', action: 'home.read' },
  { method: 'GET', path: '/desk/team', door: 'staff', action: 'queue.read' },
  { method: 'GET', path: '/desk/approvals', door: 'staff', action: 'reply.decide' },
  { method: 'GET', path: '/desk/search', door: 'staff', action: 'queue.read' },
  { method: 'GET', path: '/desk/claims/:reference', door: 'staff', action: 'claim.read' },
  { method: 'GET', path: '/desk/claims/:reference/letters/:version', door: 'staff', action: 'claim.read' },
  { method: 'GET', path: '/desk/claims/:reference/files/:id', door: 'staff', action: 'claim.read' },
  { method: 'GET', path: '/desk/claims/:reference/mails/:id', door: 'staff', action: 'claim.read' },
  { method: 'POST', path: '/desk/claims/:reference/draft', door: 'staff', action: 'claim.work' },
  { method: 'POST', path: '/desk/claims/:reference/demands', door: 'staff', action: 'claim.work' },
  { method: 'POST', path: '/desk/claims/:reference/submit', door: 'staff', action: 'claim.work' },
  { method: 'POST', path: '/desk/claims/:reference/recall', door: 'staff', action: 'claim.work' },
  { method: 'POST', path: '/desk/claims/:reference/approve', door: 'staff', action: 'reply.decide' },
  { method: 'POST', path: '/desk/claims/:reference/return', door: 'staff', action: 'reply.decide' },
  { method: 'POST', path: '/desk/claims/:reference/account', door: 'staff', action: 'claim.match' },
  { method: 'GET', path: '/desk/claims/:reference/clocks/:clock', door: 'staff', action: 'claim.read' },
  { method: 'POST', path: '/desk/claims/:reference/clocks/:clock', door: 'staff', action: 'claim.work' },
  { method: 'POST', path: '/desk/claims/:reference/request', door: 'staff', action: 'claim.work' },
  { method: 'POST', path: '/desk/claims/:reference/events', door: 'staff', action: 'claim.work' },
  { method: 'POST', path: '/desk/claims/:reference/matters', door: 'staff', action: 'claim.work' },
  { method: 'POST', path: '/desk/claims/:reference/reassign', door: 'staff', action: 'claim.reassign' },
  { method: 'POST', path: '/desk/claims/:reference/delivery', door: 'staff', action: 'claim.work' },
  { method: 'POST', path: '/desk/claims/:reference/restart', door: 'staff', action: 'claim.work' },
  { method: 'POST', path: '/desk/claims/:reference/settle', door: 'staff', action: 'claim.work' },
  { method: 'POST', path: '/desk/claims/:reference/links', door: 'staff', action: 'claim.work' },
  { method: 'POST', path: '/desk/claims/:reference/withdraw', door: 'staff', action: 'claim.work' },
  { method: 'GET', path: '/desk/quarantine', door: 'staff', action: 'quarantine.read' },
  { method: 'GET', path: '/desk/quarantine/:id', door: 'staff', action: 'quarantine.read' },
  { method: 'POST', path: '/desk/quarantine/:id', door: 'staff', action: 'quarantine.release' },
  { method: 'GET', path: '/team', door: 'staff', action: 'team.read' },
  { method: 'POST', path: '/team/substitutions', door: 'staff', action: 'substitution.write' },
  { method: 'POST', path: '/team/substitutions/:id/cancel', door: 'staff', action: 'substitution.write' },
  { method: 'GET', path: '/deadlines', door: 'staff', action: 'deadlines.read' },
  { method: 'GET', path: '/deadlines.csv', door: 'staff', action: 'deadlines.read' },
  { method: 'GET', path: '/law', door: 'staff', action: 'law.read' },
  { method: 'POST', path: '/law', door: 'staff', action: 'law.write' },
  { method: 'GET', path: '/law/:id', door: 'staff', action: 'law.read' },
  { method: 'POST', path: '/law/:id/apply', door: 'staff', action: 'law.write' },
  { method: 'POST', path: '/law/:id/discard', door: 'staff', action: 'law.write' },
  { method: 'GET', path: '/what-if', door: 'staff', action: 'law.read' },
  { method: 'GET', path: '/calendar', door: 'staff', action: 'home.read' },
  { method: 'POST', path: '/calendar/feeds', door: 'staff', action: 'home.read' },
  { method: 'POST', path: '/calendar/feeds/:id/revoke', door: 'staff', action: 'home.read' },
  { method: 'GET', path: '/counter-claims', door: 'staff', action: 'counter-claim.read' },
  { method: 'GET', path: '/counter-claims/:id', door: 'staff', action: 'counter-claim.read' },
  { method: 'GET', path: '/counter-claims/:id/letter', door: 'staff', action: 'counter-claim.read' },
  { method: 'POST', path: '/counter-claims/:id/hold', door: 'staff', action: 'counter-claim.hold' },
  { method: 'POST', path: '/counter-claims/:id/end-hold', door: 'staff', action: 'counter-claim.hold' },
  { method: 'POST', path: '/counter-claims/:id/approve', door: 'staff', action: 'counter-claim.decide' },
  { method: 'POST', path: '/counter-claims/:id/withdraw', door: 'staff', action: 'counter-claim.decide' },
  { method: 'GET', path: '/customers', door: 'staff', action: 'account.read' },
  { method: 'GET', path: '/customers/:id', door: 'staff', action: 'account.read' },
  { method: 'GET', path: '/customers/:id/contracts/:contract', door: 'staff', action: 'account.read' },
  { method: 'POST', path: '/customers/:id/contracts/:contract', door: 'staff', action: 'contract.write' },
  { method: 'GET', path: '/breaches', door: 'staff', action: 'breach.read' },
  { method: 'GET', path: '/breaches.csv', door: 'staff', action: 'breach.read' },
] as const satisfies readonly Route[];
