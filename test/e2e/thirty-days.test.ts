import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenAt } from '#domain/chain.ts';
import type { Claim } from '#domain/claims/claim.ts';
import { loadSample } from '#infra/local/sample/load.ts';
import { approveCounterClaim } from '#usecases/approve-counter-claim.ts';
import { makeWorld, monday, type World } from '../support/world.ts';

/** The sample company, whose last forty days are lived through first, and then thirty more in which nobody touches anything but the letters of one counter-claim. */
let world: World;
let claims: Claim[];
beforeAll(async () => {
  world = await makeWorld({ books: false, start: monday - 40 * 86_400_000 });
  await loadSample({ deps: world.deps, runTo: world.runTo, idle: world.idle });
  // Reminder, claim and pre-suit notice: seven days, the contract's fifteen, ten.
  for (const days of [9, 17, 4]) {
    const [proposed] = (await world.deps.stores.counterClaims.ofAccount('severny-metiz', 5)).filter(
      ({ state, sheet }) => state === 'proposed' && sheet.lines.some(({ number }) => number === 'INV-2101'),
    );
    await approveCounterClaim(world.deps, world.actor('lev'), proposed?.id ?? '', { fingerprint: proposed?.sheet.fingerprint ?? '' });
    await world.days(days);
  }
  const accounts = [
    'severny-metiz',
    'tri-sosny',
    'ivan-testov',
    'holzbau-prager',
    'greta-muster',
    'thames-joinery',
    'jo-placeholder',
    'none',
  ];
  claims = (await Promise.all(accounts.map((account) => world.deps.stores.claims.ofAccount(account, 50)))).flat();
}, 120_000);
afterAll(() => world.end());

const eventsOf = (claim: Claim) => world.deps.stores.claims.events(claim.reference);

describe('thirty days of the sample company', () => {
  it('hold a dozen claims in different states, none without a person', () => {
    expect(claims).toHaveLength(12);
    expect(new Set(claims.map((claim) => claim.stage))).toEqual(new Set(['open', 'in-approval', 'closed']));
    for (const claim of claims) expect(claim.acting).not.toBe('');
  });
  it('let an untouched claim climb to legal, each step once', async () => {
    const untouched = claims.find((claim) => claim.subject.startsWith('Просрочка поставки'));
    const rungs = (await eventsOf(untouched as Claim)).flatMap(({ fact }) =>
      fact.type === 'clock-escalated' ? [`${fact.clockId} ${fact.rung}`] : [],
    );
    expect(rungs.some((rung) => rung.endsWith('legal'))).toBe(true);
    expect(new Set(rungs).size).toBe(rungs.length);
  });
  it('bring an unpaid counter-claim up the ladder, and leave what fell due later to one of its own', async () => {
    const found = await world.deps.stores.counterClaims.ofAccount('severny-metiz', 5);
    expect(found.map(({ state, rung, sheet }) => [state, rung, sheet.lines.map(({ number }) => number)])).toEqual([
      ['proposed', 'reminder', ['INV-2118']],
      ['sent', 'pre_suit', ['INV-2101']],
    ]);
  });
  it('find breaches of other terms than payment, which one counter-claim asks for', async () => {
    const found = await world.deps.stores.counterClaims.ofAccount('tri-sosny', 5);
    const goods = found.find(({ contractNumber }) => contractNumber === 'TS-2026/07');
    // Twelve pallets at 650 or 700, collection four days late at 1,200, five percent of a refused 84,000.
    expect(goods?.sheet.lines.map(({ kind, fixedSum }) => `${kind} ${fixedSum}`).toSorted()).toEqual([
      'fixed 4200.00',
      'fixed 4800.00',
      'fixed 8400.00',
    ]);
  });
  it('propose a counter-claim for each account with something overdue, in its own law', async () => {
    const rules: Record<string, string[]> = {};
    for (const account of ['severny-metiz', 'tri-sosny', 'holzbau-prager', 'thames-joinery']) {
      const found = await world.deps.stores.counterClaims.ofAccount(account, 5);
      const lines = found.flatMap(({ sheet }) => sheet.lines.filter(({ kind }) => kind === 'invoice'));
      rules[account] = [...new Set(lines.map((line) => line.rule))];
    }
    expect(rules).toEqual({
      'severny-metiz': ['ru-contract'],
      'tri-sosny': ['ru-395'],
      'holzbau-prager': ['de-288'],
      'thames-joinery': ['uk-1998'],
    });
  });
  it('close what was answered and not disputed', () => {
    expect(claims.filter((claim) => claim.closed?.how === 'silence')).toHaveLength(1);
    expect(claims.filter((claim) => claim.closed?.how === 'accepted')).toHaveLength(1);
  });
  it('move the work of an absent manager to the substitute and back', async () => {
    const moved = (await Promise.all(claims.filter((claim) => claim.owner === 'boris').map(eventsOf)))
      .flat()
      .flatMap(({ fact }) => (fact.type === 'routed' ? [`${fact.acting}: ${fact.because}`] : []));
    expect(moved).toContain('anna: substitution');
    expect(moved).toContain('boris: back');
    for (const claim of claims.filter((candidate) => candidate.owner === 'boris' && candidate.stage !== 'closed'))
      expect(claim.acting).toBe('boris');
  });
  it('leave no execution failed, no chain broken, no mail twice, and every state small', async () => {
    const executions = world.interpreter.list({ limit: 10_000 });
    expect(executions.filter((entry) => entry.status === 'failed' || entry.status === 'timed-out')).toEqual([]);
    for (const claim of claims) expect(brokenAt(claim.reference, await eventsOf(claim))).toBeUndefined();
    const ids = (await world.mailbox.list(100_000)).map((mail) => mail.messageId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.max(...executions.map((entry) => entry.largestState))).toBeLessThan(32 * 1024);
    expect(Math.max(...executions.map((entry) => entry.historyEvents))).toBeLessThan(5000);
  });
});
