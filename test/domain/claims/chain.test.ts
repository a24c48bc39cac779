import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenAt, canonical, chain, genesis } from '#domain/chain.ts';
import { evolve, replay } from '#domain/claims/evolve.ts';
import { received, reference } from './given.ts';

const who = { at: '2026-11-02T09:00:00.000Z', actor: 'customer' };
const events = () => [...chain(reference, { version: 0, head: genesis }, received(), who)];

describe('the chain of events', () => {
  it('holds as it was written', () => expect(brokenAt(reference, events())).toBeUndefined());
  it('breaks where an event is changed, left out, moved or put under another claim', () => {
    const [first, second] = events();
    if (!first || !second) throw new Error('two events were expected');
    expect(brokenAt(reference, [{ ...first, actor: 'person:mallory' }, second])).toBe(1);
    expect(brokenAt(reference, [second])).toBe(1);
    expect(brokenAt(reference, [second, first])).toBe(1);
    expect(brokenAt(reference, [first, { ...second, at: '2026-11-03T00:00:00.000Z' }])).toBe(2);
    expect(brokenAt('0000-0000-00002', [first, second])).toBe(1);
  });
  it('gives the same snapshot by replay as step by step', () => {
    const all = events();
    expect(replay(reference, all)).toEqual(all.reduce(evolve, replay(reference, [])));
  });
  it('writes equal facts as equal bytes, whatever the order of their keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(turned)).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
