import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disputeReply } from '#usecases/follow-claim.ts';
import { listQuarantine, releaseQuarantined } from '#usecases/quarantine.ts';
import { cutText, receiveMail, retryMail } from '#usecases/receive-mail.ts';
import { answer, handIn, load, mailsTo } from '../support/claims.ts';
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

describe('a mail that is long, broken or unlucky', () => {
  const customer = { from: 'einkauf@holzbau-prager.example', to: [claims] };
  const long = 'ф'.repeat(360_000);
  const htmlMail = (id: string) =>
    raw({ id })
      .toString()
      .replace('text/plain', 'text/html')
      .replace('Forty are cracked.', `<p>Forty</p><!--${'x'.repeat(1_000_000)}-->`);
  const withFiles = (n: number, id: string) =>
    Buffer.from(
      [
        'From: einkauf@holzbau-prager.example',
        `To: ${claims}`,
        'Subject: Photos',
        `Message-ID: ${id}`,
        'Content-Type: multipart/mixed; boundary=b',
        '',
        ...Array.from(
          { length: n },
          (_, i) => `--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=f${i}.csv\r\n\r\n${i}`,
        ),
        '--b--',
        '',
      ].join('\r\n'),
    );

  it('becomes a claim with the beginning of its text, and the whole stays in the raw file', async () => {
    const { target } = await send({ text: long, subject: 'я'.repeat(2000), from: `${'N'.repeat(900)} <einkauf@holzbau-prager.example>` });
    const [message] = await world.deps.stores.claims.messages(target);
    expect(message).toMatchObject({ text: 'ф'.repeat(50_000), cut: true });
    expect((await load(world, target)).subject).toBe('я'.repeat(300));
    expect((await world.deps.blobs.get(message?.raw ?? ''))?.byteLength).toBeGreaterThan(720_000);
    expect(await mailsTo(world, 'einkauf@holzbau-prager.example')).toHaveLength(1);
  });
  it('of a megabyte of HTML is a claim with its words', async () => {
    const end = await receiveMail(world.deps, Buffer.from(htmlMail('<h@x>')), customer);
    expect(end.kind).toBe('claim');
    const [message] = await world.deps.stores.claims.messages(end.target);
    expect(message?.text).toBe('Forty');
    expect(JSON.stringify(message)).not.toContain('xxx');
  });
  it('joins its claim cut, and the page of the desk says so', async () => {
    const { target } = await send();
    const headers = { 'In-Reply-To': '<m1@holzbau-prager.example>' };
    expect((await send({ id: '<l@x>', text: `${long}`, headers })).kind).toBe('message');
    const message = (await world.deps.stores.claims.messages(target))[1];
    expect(message).toMatchObject({ text: 'ф'.repeat(51_200), cut: true });
    const page = await world.app.request(`/desk/claims/${target}`, { headers: { cookie: await world.signIn('anna') } });
    expect(await page.text()).toContain('The mail is longer; the whole of it is in the raw file.');
  });
  it('with more files than are taken says how many were left out', async () => {
    await send();
    const again = withFiles(43, '<f@x>').toString().replace('Subject:', 'In-Reply-To: <m1@holzbau-prager.example>\r\nSubject:');
    const { target } = await receiveMail(world.deps, Buffer.from(again), customer);
    const message = (await world.deps.stores.claims.messages(target))[1];
    expect(message).toMatchObject({ leftOut: 3 });
    expect(message?.evidence).toHaveLength(40);
    const page = await world.app.request(`/desk/claims/${target}`, { headers: { cookie: await world.signIn('anna') } });
    expect(await page.text()).toContain('Files of the mail left out here: 3.');
  });
  it('out of quarantine becomes a claim, and its page there says that it shows the beginning', async () => {
    await send({ text: long, headers: { Precedence: 'bulk' } });
    const [entry] = await quarantined();
    const page = await world.app.request(`/desk/quarantine/${entry?.id}`, { headers: { cookie: await world.signIn('vera') } });
    expect(await page.text()).toContain('The mail is longer');
    const { released } = await releaseQuarantined(world.deps, world.actor('vera'), entry?.id ?? '', 'claim');
    expect((await world.deps.stores.claims.messages(released?.target ?? ''))[0]?.text).toBe('ф'.repeat(50_000));
  });
  it('that fails once it is kept is pending and taken up again; one that cannot be kept is refused', async () => {
    const broken = {
      ...world.deps,
      stores: {
        ...world.deps.stores,
        links: {
          ...world.deps.stores.links,
          make: () => {
            throw new RangeError('x');
          },
        },
      },
    };
    const end = await receiveMail(broken, raw(), customer);
    expect(end.kind).toBe('pending');
    const [received] = await world.deps.stores.mails.receivedOn('2026-11-02');
    expect(received).toMatchObject({ id: end.target, attempts: 0 });
    expect(received?.end).toBeUndefined();
    if (received) await retryMail(world.deps, received);
    expect((await world.deps.stores.mails.receivedOn('2026-11-02'))[0]?.end?.kind).toBe('claim');
    const full = { ...world.deps, blobs: { ...world.deps.blobs, put: () => Promise.reject(new Error('no room')) } };
    await expect(receiveMail(full, raw({ id: '<n@x>' }), customer)).rejects.toThrow('no room');
  });
  it('too large or unreadable shows its subject and sender', async () => {
    const start = raw({ subject: '=?utf-8?B?0J3QtdC00L7RgdGC0LDRh9Cw?=' });
    await receiveMail(world.deps, start, { from: 'bounce@relay.example', to: [claims] }, 50 * 1024 * 1024);
    const deep = Array.from({ length: 60 }, (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`).join('');
    const nested = `From: a@b.example\r\nSubject: Deep\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n${deep}`;
    await receiveMail(world.deps, Buffer.from(nested), { from: 'bounce@relay.example', to: [claims] });
    const shown = (await quarantined())
      .map(({ reason, from, subject }) => `${reason} ${from} ${subject}`)
      .toSorted((a, b) => (a < b ? -1 : 1));
    expect(shown).toEqual(['too-large einkauf@holzbau-prager.example Недостача', 'unparseable a@b.example Deep']);
  });
  it.each([
    ['яяя', 5, 'яя'],
    ['a😀b', 4, 'a'],
    ['a😀b', 5, 'a😀'],
    ['abc', 3, 'abc'],
  ])('%s in %i bytes is cut at a whole character', (text, most, kept) => {
    expect(cutText(text, most)).toBe(kept);
  });
});

describe('the thread of a reply', () => {
  const replies = async () =>
    (await mailsTo(world, 'einkauf@holzbau-prager.example')).filter((mail) => mail.messageId?.startsWith('<reply-'));

  it('begins at our receipt where the claim came by form, and names all that was written later', async () => {
    const { reference } = await handIn(world);
    const receipt = `<receipt-${reference}@polar.example>`;
    await answer(world, reference);
    const [first] = await replies();
    expect(first?.headers).toMatchObject({ 'in-reply-to': receipt, references: receipt });

    await world.days(1);
    await send({ id: '<q@x>', text: 'Not all of it.', headers: { 'In-Reply-To': first?.messageId ?? '' } });
    const dispute = { demands: ['d1'], text: 'Not all of it.' };
    await disputeReply(world.deps, { kind: 'customer', reference }, dispute);
    await world.idle();
    await answer(world, reference);
    const second = (await replies()).find((mail) => mail.messageId !== first?.messageId);
    expect(second?.headers['in-reply-to']).toBe('<q@x>');
    expect(second?.headers.references?.split(/\s+/)).toEqual([receipt, first?.messageId, '<q@x>']);
  });
});
