import type { World } from '../../support/world.ts';

export type Visit = {
  get(path: string): Promise<{ status: number; text: string; headers: Headers }>;
  post(path: string, fields: Record<string, string | string[]>): Promise<{ status: number; text: string; headers: Headers }>;
};

/** A signed-in person without a script: opens pages and sends their forms with the token that the page gave. */
export async function visitAs(world: World, person: string): Promise<Visit> {
  const cookie = await world.signIn(person);
  const read = async (response: Response) => ({ status: response.status, text: await response.text(), headers: response.headers });
  const get = async (path: string) => read(await world.app.request(path, { headers: { cookie } }));
  return {
    get,
    async post(path, fields) {
      const { text } = await get('/customers');
      const csrf = /name="csrf" value="([0-9a-f]+)"/.exec(text)?.[1] ?? '';
      const body = new URLSearchParams({ csrf });
      for (const [name, value] of Object.entries(fields)) for (const entry of [value].flat()) body.append(name, entry);
      return read(
        await world.app.request(path, { method: 'POST', headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' }, body }),
      );
    },
  };
}
