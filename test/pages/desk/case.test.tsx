import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Claim } from '#domain/claims/claim.ts';
import { handIn, load } from '../../support/claims.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { type Visit, visitAs } from './visit.ts';

let world: World;
let anna: Visit;
let vera: Visit;
let claim: Claim;
let path: string;
beforeEach(async () => {
  world = await makeWorld();
  [anna, vera] = await Promise.all([visitAs(world, 'anna'), visitAs(world, 'vera')]);
  claim = await handIn(world);
  path = `/desk/claims/${claim.reference}`;
});
afterEach(() => world.end());

const full = {
  'answers.d1.outcome': 'upheld',
  'answers.d1.granted': '620,00',
  'answers.d1.reason': 'The weld was bad.',
  'answers.d1.source': 'clause 12 of contract HP-77',
};
const texts = { opening: 'We looked at your connectors.', closing: 'With kind regards.' };
const now = () => load(world, claim.reference);
const seen = async () => String((await now()).version);
const submit = async () => {
  const response = await anna.post(`${path}/submit`, { ...texts, ...full, seen: await seen() });
  await world.idle();
  return response;
};

describe('the page of a claim', () => {
  it('shows why each date is what it is, the terms of the contract, and that the chain holds', async () => {
    const { status, text } = await anna.get(path);
    expect(status).toBe(200);
    for (const part of [
      'Why this date',
      '§ 12(2)',
      '10 working days',
      'statutory interest, BGB § 288',
      'Forty connectors',
      'Refund',
      '€620.00',
      'verified',
    ])
      expect(text, part).toContain(part);
  });

  it('says by name which clocks a question stops and which it does not, and how it stands once asked', async () => {
    const before = (await anna.get(path)).text;
    expect(before).toMatch(
      /These clocks stop until the answer:.*Our own target for the answer.*These run on, their rule gives no right:.*Answer by contract/s,
    );
    expect((await anna.post(`${path}/request`, { question: ' ' })).status).toBe(400);
    expect((await anna.post(`${path}/request`, { question: 'Which batch?' })).status).toBe(303);
    await world.idle();
    const after = (await anna.get(path)).text;
    expect(after).toMatch(/the answer has not come yet.*stand still until the answer:.*Our own target/s);
    expect(after).not.toContain(`action="${path}/request"`);
    expect(after).toContain('paused by the question');
  });

  it('takes an event and a matter, and says when there is nothing to start', async () => {
    const event = { event: 'registered', day: '2026-11-02', hour: '', 'event-evidence': 'register', 'event-reason': 'stamp' };
    const refused = await anna.post(`${path}/events`, event);
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('No clock of this claim starts from this');
    expect(refused.text).toContain('value="register"');
    expect((await anna.post(`${path}/matters`, { matters: ['invoice', 'supervisor'], 'matters-because': 'the letter' })).status).toBe(303);
    expect((await now()).matters).toEqual(['invoice', 'supervisor']);
    const late = await anna.post(`${path}/clocks/house-own-target`, {
      'house-own-target.change': 'pause',
      'house-own-target.reason': 'flood',
      'house-own-target.evidence': 'letter',
      'house-own-target.from': '2099-01-01T10:00',
    });
    expect(late.text).toContain('This lies in the future');
  });

  it('shows what a stranger wrote as text, never as markup', async () => {
    const evil = await handIn(world, {
      subject: '<script>alert(1)</script>',
      text: '<img src=x onerror=alert(1)>\n\nOn 1 May 2026, Anna wrote:\n> old words',
    });
    const { text } = await anna.get(`/desk/claims/${evil.reference}`);
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<img src=x');
    expect(text).toMatch(/<summary>Quoted text<\/summary><p[^>]*>[^<]*old words/);
  });

  it('is there in Russian as well', async () => {
    const { text } = await anna.get(`${path}?lang=ru`);
    for (const part of ['Почему эта дата', 'Анна Кедрова', '620,00\u00a0€', 'Цепочка проверена']) expect(text, part).toContain(part);
    expect(text).not.toContain('Why this date');
  });
});

describe('the draft', () => {
  it('is saved, and what is missing is named and linked when it goes for approval too early', async () => {
    const half = { ...texts, 'answers.d1.outcome': 'upheld', 'answers.d1.reason': 'The weld was bad.', seen: await seen() };
    const response = await anna.post(`${path}/submit`, half);
    expect(response.status).toBe(409);
    expect(response.text).toMatch(/<a href="#f-answers-d1">1\. Refund: This demand still needs/);
    expect(response.text).toContain('The weld was bad.');
    expect((await now()).stage).toBe('open');
  });

  it('keeps what was typed when it cannot be read, and when somebody else was faster', async () => {
    const bad = await anna.post(`${path}/draft`, { ...texts, ...full, 'answers.d1.granted': 'six hundred', seen: await seen() });
    expect(bad.status).toBe(400);
    expect(bad.text).toContain('value="six hundred"');
    const stale = await seen();
    await vera.post(`${path}/draft`, { ...texts, opening: 'Hers.', ...full, seen: stale });
    const late = await anna.post(`${path}/draft`, { ...texts, opening: 'Mine, long and careful.', ...full, seen: stale });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Mine, long and careful.');
    const kept = await world.deps.stores.replies.load(claim.reference, (await now()).reply?.version ?? 0);
    expect(kept?.opening).toBe('Hers.');
  });

  it('is sealed as it stands in the form; its author cannot approve it', async () => {
    const response = await submit();
    expect(response.headers.get('location')).toBe(`${path}?done=submitted`);
    expect(await now()).toMatchObject({
      stage: 'in-approval',
      demands: [{ answer: { outcome: 'upheld', granted: { amount: '620.00' } } }],
    });
    const { text } = await anna.get(path);
    expect(text).toContain('Nobody approves their own text');
    expect(text).not.toContain(`${path}/approve`);
    expect(text).toContain(`${path}/recall`);
    expect((await vera.get(path)).text).not.toContain(`${path}/recall`);
    const hash = (await now()).reply?.hash ?? '';
    expect((await anna.post(`${path}/approve`, { hash })).status).toBe(403);
  });
});

describe('approval', () => {
  it('waits in the list of who may decide, and sends exactly the letter with the hash on the page', async () => {
    await submit();
    expect((await vera.get('/desk/approvals')).text).toContain(claim.reference);
    expect((await anna.get('/desk/approvals')).text).not.toContain(`>${claim.reference}<`);
    expect((await vera.post(`${path}/approve`, { hash: '0'.repeat(64) })).status).toBe(409);
    expect((await now()).stage).toBe('in-approval');
    const hash = /name="hash" value="([0-9a-f]{64})"/.exec((await vera.get(path)).text)?.[1] ?? '';
    expect((await vera.post(`${path}/approve`, { hash })).status).toBe(303);
    await world.idle();
    expect((await now()).stage).toBe('answered');
    const letter = await vera.get(`${path}/letters/${(await now()).sent[0]?.version}`);
    expect(letter.status).toBe(303);
    expect(letter.headers.get('cache-control')).toBe('no-store');
  });

  it('is returned only with a comment, which the author then sees', async () => {
    await submit();
    const empty = await vera.post(`${path}/return`, { comment: ' ' });
    expect(empty.status).toBe(400);
    expect(empty.text).toContain('id="f-comment-error"');
    expect((await vera.post(`${path}/return`, { comment: 'Say when the money arrives.' })).status).toBe(303);
    expect((await anna.get(path)).text).toContain('Say when the money arrives.');
  });
});

describe('the work around it', () => {
  it('stops our own clock with reason and evidence, and never the clock of the contract', async () => {
    const bare = await anna.post(`${path}/clocks/house-own-target`, { 'house-own-target.change': 'pause' });
    expect(bare.status).toBe(400);
    expect(bare.text).toContain('id="f-house-own-target-evidence-error"');
    const fields = { change: 'pause', reason: 'waiting for photos', evidence: 'mail of 2 November' };
    const named = (id: string) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${id}.${name}`, value]));
    expect((await anna.post(`${path}/clocks/house-own-target`, named('house-own-target'))).status).toBe(303);
    expect((await now()).clocks.find((clock) => clock.id === 'house-own-target')?.state).toBe('paused');
    const contract = (await now()).clocks.find((clock) => clock.kind === 'contract_answer')?.id ?? '';
    expect((await anna.post(`${path}/clocks/${contract}`, named(contract))).status).toBe(409);
  });

  it('lets the head give the claim to somebody else, with a reason, and nobody but the head', async () => {
    expect((await anna.post(`${path}/reassign`, { owner: 'boris', 'reassign-because': 'holiday' })).status).toBe(404);
    expect((await vera.post(`${path}/reassign`, { owner: 'boris' })).status).toBe(400);
    expect((await vera.post(`${path}/reassign`, { owner: 'boris', 'reassign-because': 'knows the product' })).status).toBe(303);
    expect(await now()).toMatchObject({ owner: 'boris', acting: 'boris' });
  });

  it('puts an unknown account right, and its manager takes over', async () => {
    const unknown = await handIn(world, {
      contractNumber: 'NONE-1',
      contact: { name: 'A. Nobody', email: 'nobody@nowhere.example', language: 'en' },
    });
    const place = `/desk/claims/${unknown.reference}`;
    expect((await vera.get(place)).text).toContain('Account unknown');
    const wrong = await vera.post(`${place}/account`, { account: 'no-such' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('id="f-account-error"');
    expect((await vera.post(`${place}/account`, { account: 'thames-joinery' })).status).toBe(303);
    const known = await load(world, unknown.reference);
    expect(known).toMatchObject({ account: { id: 'thames-joinery' }, owner: 'boris' });
    expect(known.needsPerson).toBeUndefined();
  });

  it('puts the demands right with a reason', async () => {
    const fields = {
      'demands.0.kind': 'repair',
      'demands.0.text': 'weld again',
      'demands.1.kind': 'damages',
      'demands.1.amount': '10.50',
      'demands.1.currency': 'EUR',
    };
    expect((await anna.post(`${path}/demands`, fields)).status).toBe(400);
    expect((await anna.post(`${path}/demands`, { ...fields, because: 'as the letter says' })).status).toBe(303);
    expect((await now()).demands).toMatchObject([
      { id: 'd1', kind: 'repair' },
      { id: 'd2', kind: 'damages', asked: { amount: '10.50', currency: 'EUR' } },
    ]);
  });
});
