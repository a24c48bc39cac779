import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listQuarantine, releaseQuarantined } from '#usecases/quarantine.ts';
import { receiveMail } from '#usecases/receive-mail.ts';
import { answer, load, mailsTo } from '../support/claims.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const claims = 'claims@polar.example';
type Raw = { from?: string; to?: string; subject?: string; text?: string; id?: string; headers?: Record<string, string> };
const raw = ({
  from = 'Karl Beispiel <einkauf@holzbau-prager.example>',
  to = claims,
  subject = 'Cracked connectors',
  text = 'Forty are cracked.',
  id = '<m1@holzbau-prager.example>',
  headers = {},
}: Raw = {}) =>
  Buffer.from(
    [
      `From: ${from}`,
      `To: ${to}`,
      `Subject: ${subject}`,
      `Message-ID: ${id}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      '',
    ].join('\r\n'),
  );
const send = async (mail: Raw = {}, envelope = { from: 'einkauf@holzbau-prager.example', to: [claims] }) => {
  const end = await receiveMail(world.deps, raw(mail), envelope);
  await world.idle();
  return end;
};
const quarantined = async () => (await listQuarantine(world.deps, world.actor('vera'))).entries;

describe('a mail to the claims address', () => {
  it('becomes a claim like one from the form, with its raw bytes, and gets one receipt in its thread', async () => {
    const end = await send();
    expect(end.kind).toBe('claim');
    const claim = await load(world, end.target);
    expect(claim).toMatchObject({ channel: 'mail', account: { id: 'holzbau-prager' }, acting: 'anna', subject: 'Cracked connectors' });
    const [message] = await world.deps.stores.claims.messages(end.target);
    expect(Buffer.from((await world.deps.blobs.get(message?.raw ?? '')) ?? []).toString()).toContain('Forty are cracked.');
    const [receipt] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    expect(receipt?.headers['in-reply-to']).toBe('<m1@holzbau-prager.example>');
    expect(receipt?.headers['auto-submitted']).toBe('auto-replied');
    expect(receipt?.headers['reply-to']).toMatch(/claims\+[0-9a-f]{32}@polar\.example/);
  });
  it('in Russian gets its receipt in Russian', async () => {
    await send({ subject: '=?utf-8?B?0J3QtdC00L7RgdGC0LDRh9Cw?=', text: 'Не хватает двух паллет, прошу допоставить.' });
    const [receipt] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    expect(receipt?.text).toMatch(/[а-яё]{4}/i);
  });
  it('delivered ten times is one claim', async () => {
    const ends = await Promise.all(
      Array.from({ length: 10 }, () => receiveMail(world.deps, raw(), { from: 'einkauf@holzbau-prager.example', to: [claims] })),
    );
    await world.idle();
    expect(ends.filter((end) => end.kind === 'claim')).toHaveLength(1);
    expect(new Set(ends.map((end) => end.target)).size).toBe(1);
    expect(await world.deps.stores.claims.ofAccount('holzbau-prager', 50)).toHaveLength(1);
  });
  it('that answers the receipt joins its claim: by the signed address, or by the message id from the same sender', async () => {
    const { target } = await send();
    const [receipt] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    const signed = /claims\+[0-9a-f]{32}@polar\.example/.exec(receipt?.headers['reply-to'] ?? '')?.[0] ?? '';
    expect(await send({ id: '<m2@x>', text: 'More photos follow.' }, { from: 'other@private.example', to: [signed] })).toEqual({
      kind: 'message',
      target,
    });
    expect(await send({ id: '<m3@x>', text: 'And another word.', headers: { 'In-Reply-To': receipt?.messageId ?? '' } })).toEqual({
      kind: 'message',
      target,
    });
    expect((await world.deps.stores.claims.messages(target)).map((message) => message.text)).toEqual([
      'Forty are cracked.',
      'More photos follow.',
      'And another word.',
    ]);
    expect(await mailsTo(world, 'einkauf@holzbau-prager.example')).toHaveLength(1);
  });
  it('from a stranger on a known thread goes to review and joins nothing', async () => {
    const { target } = await send();
    const [receipt] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    const end = await send(
      { from: 'mallory@elsewhere.example', id: '<m4@x>', headers: { References: receipt?.messageId ?? '' } },
      { from: 'mallory@elsewhere.example', to: [claims] },
    );
    expect(end.kind).toBe('quarantine');
    expect((await quarantined())[0]).toMatchObject({ reason: 'unknown-sender', from: 'mallory@elsewhere.example' });
    expect(await world.deps.stores.claims.messages(target)).toHaveLength(1);
  });
  it('with the reference of a claim in its subject alone is a claim of its own', async () => {
    const { target } = await send();
    const end = await send({ id: '<m5@x>', subject: `Re: ${target}`, text: 'It is about the other delivery.' });
    expect(end.kind).toBe('claim');
    expect(end.target).not.toBe(target);
  });
  it('with a token that is wrong, expired or of another purpose joins nothing', async () => {
    const { target } = await send();
    const [receipt] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    const status = /\/c\/([0-9a-f]{32})/.exec(receipt?.text ?? '')?.[1];
    for (const token of ['0'.repeat(32), status]) {
      const end = await send(
        { id: `<t${token}@x>`, text: `token ${token}` },
        { from: 'x@y.example', to: [`claims+${token}@polar.example`] },
      );
      expect(end.target).not.toBe(target);
    }
    await world.deps.stores.links.revokeAll(target);
    const signed = /claims\+[0-9a-f]{32}@polar\.example/.exec(receipt?.headers['reply-to'] ?? '')?.[0] ?? '';
    expect((await send({ id: '<m6@x>', text: 'late' }, { from: 'x@y.example', to: [signed] })).target).not.toBe(target);
  });
  it.each([
    ['an out-of-office answer', { headers: { 'Auto-Submitted': 'auto-replied' } }, 'automatic'],
    ['a newsletter', { headers: { 'List-Id': '<news.example>' } }, 'automatic'],
    ['bulk', { headers: { Precedence: 'bulk' } }, 'automatic'],
    ['our own address', { from: 'claims@polar.example' }, 'own-address'],
  ] as const)('that is %s is quarantined and never answered', async (_, mail, reason) => {
    expect((await send(mail)).kind).toBe('quarantine');
    expect((await quarantined())[0]).toMatchObject({ reason });
    expect((await world.mailbox.list(100)).filter((out) => !JSON.stringify(out.to).includes('polar.example'))).toEqual([]);
  });
  it('with a null return path is automatic', async () => {
    await send({}, { from: '', to: [claims] });
    expect((await quarantined())[0]).toMatchObject({ reason: 'automatic' });
  });
  it('too large, or no mail at all, is a visible entry with what came of it', async () => {
    await receiveMail(world.deps, Buffer.from('From: a@b.example\r\n'), { from: 'a@b.example', to: [claims] }, 50 * 1024 * 1024);
    await receiveMail(world.deps, Buffer.from([0, 1, 2, 255, 254]), { from: 'a@b.example', to: [claims] });
    const entries = await quarantined();
    expect(entries).toHaveLength(2);
    expect(entries.some((entry) => entry.reason === 'too-large' && entry.size === 50 * 1024 * 1024)).toBe(true);
    for (const entry of entries) expect(await world.deps.blobs.get(entry.raw)).toBeDefined();
  });
  it('in quarantine can be made a claim by a person, once', async () => {
    await send({ headers: { Precedence: 'bulk' } });
    const [entry] = await quarantined();
    const released = await releaseQuarantined(world.deps, world.actor('vera'), entry?.id ?? '', 'claim');
    await world.idle();
    expect(await load(world, released.released?.target ?? '')).toMatchObject({ channel: 'mail', account: { id: 'holzbau-prager' } });
    expect(await quarantined()).toEqual([]);
    await expect(releaseQuarantined(world.deps, world.actor('vera'), entry?.id ?? '', 'claim')).rejects.toMatchObject({
      code: 'wrong-state',
    });
    await expect(listQuarantine(world.deps, world.actor('olga'))).rejects.toMatchObject({ code: 'forbidden' });
  });
  it('every mail of a day has exactly one end: received = claims + messages + quarantine + repeats', async () => {
    await send();
    await send();
    await send({ id: '<b@x>', headers: { Precedence: 'junk' } });
    const received = await world.deps.stores.mails.receivedOn('2026-11-02');
    expect(received.map((entry) => entry.end?.kind).toSorted((a, b) => (String(a) < String(b) ? -1 : 1))).toEqual([
      'claim',
      'duplicate',
      'quarantine',
    ]);
  });
  it('the reply goes out in the thread of the customer, with the last message answered', async () => {
    const { target } = await send();
    const claim = await load(world, target);
    const { changeDemands } = await import('#usecases/save-draft.ts');
    await changeDemands(world.deps, world.actor('anna'), target, {
      demands: [{ kind: 'replacement', text: 'forty pieces' }],
      because: 'as the mail says',
    });
    await answer(world, claim.reference);
    const [reply] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    expect(reply?.headers['in-reply-to']).toBe('<m1@holzbau-prager.example>');
    expect(reply?.headers['auto-submitted']).toBeUndefined();
    expect(reply?.attachments.map((file) => file.type)).toEqual(['application/pdf']);
  });
});
