import { describe, expect, it } from 'vitest';
import type { AccountId } from '#domain/ids.ts';
import type { Substitution } from '#domain/routing/people.ts';
import { actingFor, standsInFor } from '#domain/routing/route.ts';
import { id, people } from '../claims/given.ts';

const away = (
  absent: string,
  substitute: string,
  scope: Substitution['scope'] = { kind: 'all' },
  from = '2026-11-02',
  to = '2026-11-06',
): Substitution => ({
  id: `${absent}-${substitute}`,
  absent: id(absent),
  substitute: id(substitute),
  from,
  to,
  scope,
  reason: '',
});
const acting = (substitutions: Substitution[], day = '2026-11-04', work: Parameters<typeof actingFor>[2] = { purpose: 'work' }) =>
  actingFor(id('anna'), day, work, { people, substitutions });

describe('who acts', () => {
  it('is the owner while nobody is away', () => expect(acting([])).toEqual({ acting: 'anna', chain: ['anna'], gap: false }));
  it('is the substitute on the first and the last day, and the owner again after it', () => {
    const boris = [away('anna', 'boris')];
    expect(acting(boris, '2026-11-02').acting).toBe('boris');
    expect(acting(boris, '2026-11-06').acting).toBe('boris');
    expect(acting(boris, '2026-11-07').acting).toBe('anna');
  });
  it('follows a chain', () =>
    expect(acting([away('anna', 'boris'), away('boris', 'lev')])).toEqual({ acting: 'lev', chain: ['anna', 'boris', 'lev'], gap: false }));
  it('is the head when the chain is a circle, or ends at nobody', () => {
    expect(acting([away('anna', 'boris'), away('boris', 'anna')])).toMatchObject({ acting: 'vera', gap: true });
    expect(actingFor(id('ghost'), '2026-11-04', { purpose: 'work' }, { people, substitutions: [] })).toMatchObject({
      acting: 'vera',
      gap: true,
    });
  });
  it('is the head when the substitute has left the company', () => {
    const gone = people.map((person) => (person.id === 'boris' ? { ...person, disabled: true } : person));
    expect(
      actingFor(id('anna'), '2026-11-04', { purpose: 'work' }, { people: gone, substitutions: [away('anna', 'boris')] }),
    ).toMatchObject({ acting: 'vera', gap: true });
  });
  it('heeds the scope: approvals only, or some accounts', () => {
    const approvals = [away('anna', 'boris', { kind: 'approvals' })];
    expect(acting(approvals).acting).toBe('anna');
    expect(acting(approvals, '2026-11-04', { purpose: 'approval' }).acting).toBe('boris');
    const some = [away('anna', 'boris', { kind: 'accounts', accounts: ['a' as AccountId] })];
    expect(acting(some, '2026-11-04', { purpose: 'work', account: 'a' as AccountId }).acting).toBe('boris');
    expect(acting(some, '2026-11-04', { purpose: 'work', account: 'b' as AccountId }).acting).toBe('anna');
  });
  it('an absence that was taken back does not count', () =>
    expect(acting([{ ...away('anna', 'boris'), cancelled: true }]).acting).toBe('anna'));
  it('a substitute stands in for the owner, not the other way round', () => {
    const company = { people, substitutions: [away('anna', 'boris')] };
    expect(standsInFor(id('boris'), '2026-11-04', company)).toEqual(['anna']);
    expect(standsInFor(id('anna'), '2026-11-04', company)).toEqual([]);
  });
});
