import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { staffRoutes } from '#pages/routes.ts';
import { makeWorld, origin, type World } from '../../support/world.ts';
import { visitAs } from './visit.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.end());

const cookieOf = (response: Response, name: string) => response.headers.getSetCookie().find((line) => line.startsWith(`${name}=`)) ?? '';
const value = (line: string) => line.split(';')[0] ?? '';

/** Goes to the issuer and back to where it sends the browser. */
async function signIn(person: string, to = '/desk/team') {
  const begun = await world.app.request(`/sign-in?to=${encodeURIComponent(to)}`);
  const binding = cookieOf(begun, 'redress_sign_in');
  const authorize = begun.headers.get('location') ?? '';
  const chosen = await world.app.request(authorize, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ person }),
  });
  return { binding, answer: (chosen.headers.get('location') ?? '').replace(origin, '') };
}

describe('signing in', () => {
  it('leads through the issuer to the page that was asked for, with a cookie that scripts cannot read', async () => {
    const { binding, answer } = await signIn('anna');
    expect(binding).toMatch(/HttpOnly/);
    const finished = await world.app.request(answer, { headers: { cookie: value(binding) } });
    expect(finished.status).toBe(303);
    expect(finished.headers.get('location')).toBe('/desk/team');
    const session = cookieOf(finished, 'redress_session');
    expect(session).toMatch(/; Path=\/;.*HttpOnly; SameSite=Lax/);
    const page = await world.app.request('/desk', { headers: { cookie: value(session) } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Anna Kedrova');
  });

  it('refuses an answer of the issuer in another browser, and one that was used', async () => {
    const { binding, answer } = await signIn('anna');
    expect((await world.app.request(answer)).status).toBe(401);
    expect((await world.app.request(answer, { headers: { cookie: 'redress_sign_in=0123456789abcdef0123456789abcdef' } })).status).toBe(401);
    expect((await world.app.request(answer, { headers: { cookie: value(binding) } })).status).toBe(303);
    expect((await world.app.request(answer, { headers: { cookie: value(binding) } })).status).toBe(401);
  });

  it('never sends the browser to another site', async () => {
    const { binding, answer } = await signIn('anna', '//evil.example/desk');
    const finished = await world.app.request(answer, { headers: { cookie: value(binding) } });
    expect(finished.headers.get('location')).toBe('/desk');
  });

  it('ends the session on sign-out', async () => {
    const anna = await visitAs(world, 'anna');
    expect((await anna.post('/sign-out', {})).text).toContain('You are signed out');
    expect((await anna.get('/desk')).status).toBe(302);
  });
});

describe('every door of the staff', () => {
  it('is mounted, and closed to those who are not signed in', async () => {
    for (const { method, path, door } of staffRoutes.filter((route) => route.door === 'staff')) {
      expect(door).toBe('staff');
      const response = await world.app.request(path.replaceAll(/:[a-z]+/g, 'x'), { method });
      if (method === 'GET')
        expect([response.status, response.headers.get('location')?.startsWith('/sign-in?to=')], path).toEqual([302, true]);
      else expect(response.status, path).toBe(401);
    }
  });

  it('opens only what the role may see, and hides the rest as not there', async () => {
    const closed = {
      anna: ['/team', '/deadlines'],
      lev: ['/team', '/desk/quarantine'],
      olga: ['/deadlines', '/desk/approvals', '/desk/quarantine'],
      egor: ['/desk/team', '/customers'],
    };
    for (const [person, paths] of Object.entries(closed)) {
      const visit = await visitAs(world, person);
      for (const path of paths) expect((await visit.get(path)).status, `${person} ${path}`).toBe(404);
    }
    const homes = { lev: '/deadlines', olga: '/counter-claims', egor: '/desk/quarantine' };
    for (const [person, home] of Object.entries(homes)) {
      const { headers } = await (await visitAs(world, person)).get('/desk');
      expect(headers.get('location')).toBe(home);
      expect((await (await visitAs(world, person)).get(home)).status).toBe(200);
    }
  });

  it('refuses a post without the token of the session', async () => {
    const cookie = await world.signIn('vera');
    const response = await world.app.request('/team/substitutions', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'absent=anna',
    });
    expect(response.status).toBe(403);
  });
});
