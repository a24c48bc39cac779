import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerRoutes, staffRoutes } from '#pages/routes.ts';
import { answer, handIn, load, mailsTo } from '../support/claims.ts';
import { makeWorld, origin, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

/** A browser without script: keeps cookies, reads the form token, posts forms. */
function browser(language = 'en') {
  const cookies = new Map<string, string>();
  const keep = (response: Response): Response => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  };
  const headers = () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), 'accept-language': language });
  const get = async (path: string) => keep(await world.app.request(path, { headers: headers() }));
  return {
    cookies,
    get,
    async token(path: string) {
      return /name="csrf" value="([0-9a-f]+)"/.exec(await (await get(path)).text())?.[1] ?? '';
    },
    async post(path: string, fields: Record<string, string | string[]>, more: Record<string, string> = {}) {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
      return keep(
        await world.app.request(path, {
          method: 'POST',
          headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded', ...more },
          body: body.toString(),
        }),
      );
    },
  };
}
const typed = {
  'contact.name': 'Karl',
  'contact.email': 'einkauf@holzbau-prager.example',
  subject: 'Cracked',
  text: 'Forty are cracked.',
  contractNumber: 'HP-77',
  'demands.0.kind': 'refund',
  'demands.0.amount': '1 240,50',
  'demands.0.currency': 'EUR',
  'demands.0.text': 'forty',
  action: 'send',
};

describe('handing in a claim by form', () => {
  it('leads to the confirmation page with the number; the same form sent again is the same claim', async () => {
    const visitor = browser();
    const csrf = await visitor.token('/claims/new');
    const key = 'a'.repeat(32);
    const first = await visitor.post('/claims', { ...typed, csrf, key });
    const second = await visitor.post('/claims', { ...typed, csrf, key });
    expect([first.status, first.headers.get('location')]).toEqual([303, second.headers.get('location')]);
    const page = await (await visitor.get(first.headers.get('location') ?? '')).text();
    const [claim] = await world.deps.stores.claims.ofAccount('holzbau-prager', 5);
    expect(page).toContain(claim?.reference);
    expect(claim?.demands[0]).toMatchObject({ asked: { amount: '1240.50', currency: 'EUR' } });
  });
  it('with something wrong comes back in the visitor’s language, naming each field, with everything typed', async () => {
    const visitor = browser('ru-RU,ru;q=0.9');
    const csrf = await visitor.token('/claims/new');
    const answered = await visitor.post('/claims', {
      ...typed,
      'contact.email': 'nobody',
      subject: '',
      'demands.0.amount': '-5',
      csrf,
      key: 'b'.repeat(32),
    });
    const page = await answered.text();
    expect(answered.status).toBe(400);
    expect(page).toContain('lang="ru"');
    for (const id of ['f-contact-email', 'f-subject', 'f-demands-0-amount']) expect(page).toContain(`href="#${id}"`);
    for (const value of ['Karl', 'nobody', 'Forty are cracked.', 'HP-77', '-5']) expect(page).toContain(value);
    expect(await world.deps.stores.claims.ofAccount('holzbau-prager', 5)).toEqual([]);
  });
  it('adds and removes demands without script, and keeps what is typed', async () => {
    const visitor = browser();
    const csrf = await visitor.token('/claims/new');
    const more = await (await visitor.post('/claims', { ...typed, csrf, action: 'add-demand' })).text();
    expect(more.match(/data-demand(?!s)/g)).toHaveLength(2);
    expect(more).toContain('1 240,50');
  });
  it('without the form token, with another’s, or from another site changes nothing', async () => {
    const visitor = browser();
    const csrf = await visitor.token('/claims/new');
    expect((await visitor.post('/claims', { ...typed, csrf: 'f'.repeat(64) })).status).toBe(403);
    expect((await visitor.post('/claims', typed)).status).toBe(403);
    expect((await visitor.post('/claims', { ...typed, csrf }, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await browser().post('/claims', { ...typed, csrf })).status).toBe(403);
    expect(await world.deps.stores.claims.ofAccount('holzbau-prager', 5)).toEqual([]);
  });
  it('script and markup in every field come out as text', async () => {
    const visitor = browser();
    const csrf = await visitor.token('/claims/new');
    const evil = '"><script>alert(1)</script>';
    const answered = await visitor.post('/claims', {
      ...typed,
      'contact.name': evil,
      subject: evil,
      text: evil,
      'demands.0.text': evil,
      csrf,
      key: 'c'.repeat(32),
    });
    const page = await (await visitor.get(answered.headers.get('location') ?? '')).text();
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;');
  });
  it('files go up to exactly their address, size and type, and come back as downloads only', async () => {
    const visitor = browser();
    const csrf = await visitor.token('/claims/new');
    const json = {
      'content-type': 'application/json',
      'x-csrf': csrf,
      cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    };
    const ask = (file: object) => world.app.request('/claims/uploads', { method: 'POST', headers: json, body: JSON.stringify(file) });
    expect((await ask({ name: 'big', type: 'image/png', size: 21 * 1024 * 1024 })).status).toBe(400);
    const slot = (await (await ask({ name: '../../evil.html', type: 'text/html', size: 5 })).json()) as {
      id: string;
      url: string;
      headers: Record<string, string>;
    };
    const path = slot.url.replace(origin, '');
    expect((await world.app.request(path, { method: 'PUT', headers: slot.headers, body: 'too long' })).status).toBeGreaterThanOrEqual(400);
    expect(
      (await world.app.request(path, { method: 'PUT', headers: { ...slot.headers, 'content-length': '5' }, body: '<b>x<' })).status,
    ).toBeLessThan(300);
    const answered = await visitor.post('/claims', { ...typed, csrf, key: 'd'.repeat(32), upload: `${slot.id}:evil.html` });
    expect(answered.status).toBe(303);
    const [claim] = await world.deps.stores.claims.ofAccount('holzbau-prager', 5);
    expect(claim?.evidence[0]).toMatchObject({ name: 'evil.html', size: 5 });
    const location = new URL(answered.headers.get('location') ?? '', origin).pathname;
    const redirect = await visitor.get(`${location}/files/${claim?.evidence[0]?.id}`);
    expect(redirect.status).toBe(303);
    const file = await world.app.request((redirect.headers.get('location') ?? '').replace(origin, ''));
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    // Another visitor cannot hand in what this one put up.
    const other = browser();
    const theirs = await other.post('/claims', { ...typed, csrf: await other.token('/claims/new'), key: 'e'.repeat(32), upload: slot.id });
    expect(theirs.status).toBe(400);
  });
});

describe('what goes wrong with a form is said', () => {
  const uploader = async () => {
    const visitor = browser();
    const csrf = await visitor.token('/claims/new');
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const ask = (body: string) =>
      world.app.request('/claims/uploads', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-csrf': csrf, cookie },
        body,
      });
    const put = async (name: string) => {
      const slot = (await (await ask(JSON.stringify({ name, type: 'text/plain', size: 1 }))).json()) as {
        id: string;
        url: string;
        headers: Record<string, string>;
      };
      await world.app.request(slot.url.replace(origin, ''), {
        method: 'PUT',
        headers: { ...slot.headers, 'content-length': '1' },
        body: 'x',
      });
      return `${slot.id}:${name}`;
    };
    const send = (uploads: readonly string[], files: number) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...typed, csrf, key: '9'.repeat(32) })) form.append(name, value);
      for (const upload of uploads) form.append('upload', upload);
      for (let n = 0; n < files; n++) form.append('files', new File([`file ${n}`], `${n}.txt`, { type: 'text/plain' }));
      return world.app.request('/claims', { method: 'POST', headers: { cookie, 'accept-language': 'en' }, body: form });
    };
    return { ask, put, send };
  };
  it('the summary names each field before its sentence', async () => {
    const visitor = browser();
    const csrf = await visitor.token('/claims/new');
    const page = await (await visitor.post('/claims', { ...typed, subject: '', 'demands.0.amount': '', csrf, key: '1'.repeat(32) })).text();
    expect(page).toContain('<a href="#f-subject">In one line: fill this in</a>');
    expect(page).toContain('<a href="#f-demands-0-amount">Demand 1, amount: fill this in</a>');
  });
  it('the same form with other content is a new claim: said, with everything typed, and sent by pressing again', async () => {
    const visitor = browser();
    const csrf = await visitor.token('/claims/new');
    await visitor.post('/claims', { ...typed, csrf, key: '2'.repeat(32) });
    const answered = await visitor.post('/claims', { ...typed, text: 'Fifty are.', csrf, key: '2'.repeat(32) });
    const page = await answered.text();
    expect(answered.status).toBe(409);
    expect(page).toContain('A claim was already sent from this form.');
    expect(page).toContain('Fifty are.');
    const key = /name="key" value="([0-9a-f]{32})"/.exec(page)?.[1] ?? '';
    expect(key).not.toBe('2'.repeat(32));
    expect((await visitor.post('/claims', { ...typed, text: 'Fifty are.', csrf, key })).status).toBe(303);
    expect(await world.deps.stores.claims.ofAccount('holzbau-prager', 5)).toHaveLength(2);
  });
  it('a form that is too large gets a page that says what to do', async () => {
    const visitor = browser('ru');
    const answered = await visitor.post('/claims', { text: 'x'.repeat(22 * 1024 * 1024) });
    expect(answered.status).toBe(413);
    expect(await answered.text()).toContain('выберите меньше файлов');
  });
  it('uploads and files in the form are ten at most together, and one upload is one file', async () => {
    const { put, send } = await uploader();
    const uploads = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => put(`${n}.txt`)));
    const refused = await send(uploads, 5);
    expect([refused.status, (await refused.text()).includes('Files: that is too many')]).toEqual([400, true]);
    expect((await send([...uploads, ...uploads.slice(0, 2)], 4)).status).toBe(303);
    const [claim] = await world.deps.stores.claims.ofAccount('holzbau-prager', 5);
    expect(claim?.evidence).toHaveLength(10);
  });
  it('a request for an upload that is no description of a file is refused, not failed', async () => {
    const { ask } = await uploader();
    for (const body of [
      'null',
      '5',
      '[]',
      '{',
      '{"name":{"toString":1},"type":"","size":1}',
      '{"name":"a","type":"","size":{"valueOf":1}}',
    ])
      expect((await ask(body)).status, body).toBe(400);
    expect(await (await ask('{"name":"a","type":"","size":0}')).json()).toEqual({ code: 'empty-file' });
  });
  it('shown in the other language it keeps what was typed', async () => {
    const visitor = browser();
    const csrf = await visitor.token('/claims/new');
    const page = await (await visitor.post('/claims?lang=ru', { ...typed, csrf, action: 'show', 'demands.1.text': 'more' })).text();
    expect(page).toContain('lang="ru"');
    expect(page.match(/data-demand(?!s)/g)).toHaveLength(2);
    for (const text of ['Forty are cracked.', '1 240,50', 'href="/claims/new?lang=en"']) expect(page).toContain(text);
  });
});

describe('the signed page', () => {
  const linkOf = async () => {
    const claim = await handIn(world);
    const [receipt] = await mailsTo(world, 'einkauf@holzbau-prager.example');
    return { claim, path: /\/c\/[0-9a-f]{32}/.exec(receipt?.text ?? '')?.[0] ?? '' };
  };
  it('unknown, revoked and expired links look the same', async () => {
    const { claim, path } = await linkOf();
    expect((await world.app.request(path)).status).toBe(200);
    const unknown = await (await world.app.request(`/c/${'0'.repeat(32)}`)).text();
    await world.deps.stores.links.revokeAll(claim.reference);
    const revoked = await world.app.request(path);
    expect(revoked.status).toBe(404);
    const strip = (page: string) => page.replaceAll(/[0-9a-f]{32,64}/g, '');
    expect(strip(await revoked.text())).toBe(strip(unknown));
    expect(await world.deps.stores.links.open('0', 'claim', '2026')).toBeUndefined();
  });
  it('shows no draft, no approver, no internal word; after the reply it shows letter and outcome', async () => {
    const { claim, path } = await linkOf();
    const before = await (await world.app.request(path)).text();
    expect(before).not.toContain('Vera Sosnina');
    await answer(world, claim.reference);
    const after = await (await world.app.request(path)).text();
    expect(after).toContain('Upheld');
    expect(after).not.toContain('Vera Sosnina');
  });
  it('reading it any number of times changes nothing', async () => {
    const { claim, path } = await linkOf();
    const version = (await load(world, claim.reference)).version;
    for (const suffix of ['', '?new=1', '?done=accepted', '/accept', '/dispute', '/rating', '/message'])
      await world.app.request(`${path}${suffix}`);
    expect((await load(world, claim.reference)).version).toBe(version);
  });
  it('accepts, disputes with a reason, rates: each by a form of ours only', async () => {
    const { claim, path } = await linkOf();
    await answer(world, claim.reference);
    const visitor = browser();
    const csrf = await visitor.token(path);
    expect((await visitor.post(`${path}/accept`, {})).status).toBe(403);
    const empty = await visitor.post(`${path}/dispute`, { csrf, dispute: ' ', demand: 'd1' });
    expect([empty.status, (await load(world, claim.reference)).stage]).toEqual([400, 'answered']);
    expect((await visitor.post(`${path}/accept`, { csrf })).status).toBe(303);
    expect((await visitor.post(`${path}/rating`, { csrf, score: '4' })).status).toBe(303);
    expect(await load(world, claim.reference)).toMatchObject({ stage: 'closed', satisfaction: 4 });
  });
});

describe('every page', () => {
  it('has strict headers: no inline script, no frames, nothing cached that is personal', async () => {
    for (const path of ['/', '/claims/new', `/c/${'0'.repeat(32)}`]) {
      const { headers } = await world.app.request(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });
  it('of the staff leads strangers to the sign-in, and takes no post from them', async () => {
    for (const route of staffRoutes) {
      if (route.door !== 'staff') continue;
      const path = route.path.replaceAll(/:\w+/g, 'x');
      const answered = await world.app.request(path, {
        method: route.method,
        ...(route.method === 'POST' ? { body: new URLSearchParams({ csrf: 'x' }) } : {}),
      });
      if (route.method === 'GET')
        expect([answered.status, answered.headers.get('location')], path).toEqual([302, `/sign-in?to=${encodeURIComponent(path)}`]);
      else expect(answered.status, path).toBe(401);
    }
  });
  it('of the customers is mounted as the route table says', async () => {
    for (const route of customerRoutes) {
      const path = route.path
        .replaceAll(/:token/g, '0'.repeat(32))
        .replace(':file', 'redress.css')
        .replace(':id', 'x');
      const answered = await world.app.request(path, {
        method: route.method,
        ...(route.method === 'POST' ? { body: new URLSearchParams({}) } : {}),
      });
      expect(answered.status, `${route.method} ${path}`).toBe(route.method === 'POST' ? 403 : route.path.includes(':token') ? 404 : 200);
    }
  });
  it('limits how often one address may post', async () => {
    const visitor = browser();
    const csrf = await visitor.token('/claims/new');
    let last = 0;
    for (let n = 0; n < 320 && last !== 429; n++) last = (await visitor.post('/claims', { csrf, action: 'add-demand' })).status;
    expect(last).toBe(429);
  });
});
