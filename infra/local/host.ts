import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { oidcIdentity } from '#adapters/oidc-identity.ts';
import { api } from '#api/api.ts';
import { fileAssets } from '#pages/assets.ts';
import { customerPages } from '#pages/customer/customer-pages.tsx';
import { staffPages } from '#pages/desk/staff-pages.tsx';
import { languageOfRequest } from '#pages/door.ts';
import { errorPage } from '#pages/parts/error-page.tsx';
import { setLocalBar } from '#pages/parts/layout.tsx';
import { receiveMail } from '#usecases/receive-mail.ts';
import { blobRoutes } from './blob-routes.ts';
import { createIssuer } from './issuer.ts';
import { localApi } from './local-api.ts';
import { localBar } from './local-bar.tsx';
import { type SmtpServer, startSmtp } from './smtp-in.ts';
import type { Local } from './wiring.ts';

export type HostOptions = { port: number; smtpPort: number; assets: string; versions: Record<string, string> };
export type Host = { app: Hono; server: Server; smtp: SmtpServer; close: () => Promise<void> };

/** The whole application of one machine as one app: customer and staff pages, API, uploads, the embedded issuer and the local doors. */
export async function localApp(local: Local, { assets, versions }: Pick<HostOptions, 'assets' | 'versions'>): Promise<Hono> {
  const { deps } = local;
  setLocalBar((language) => localBar(language, local.clock.now()));
  const issuer = await createIssuer({
    publicUrl: deps.config.publicUrl,
    clock: local.clock,
    newId: deps.newId,
    people: async () => (await deps.stores.company.everyone()).people,
  });
  const doors = { deps, uploads: '', clientOf, rate: { posts: 300, links: 1200 } };
  const app = new Hono();
  app.route('/', localApi(local, versions));
  app.route('/', issuer.app);
  app.route('/', blobRoutes(local.blobs));
  app.route('/', api(deps, { perMinute: 0, open: 1200, clientOf }));
  app.route('/', customerPages({ ...doors, assets: fileAssets(assets) }));
  app.route('/', staffPages({ ...doors, identity: oidcIdentity(issuer.settings) }));
  app.notFound((c) => {
    const visitor = { language: languageOfRequest(c, deps), csrf: '', path: c.req.path };
    return errorPage(visitor, { code: 'not-found', status: 404, correlation: '' });
  });
  return app;
}

const clientOf = (c: Context): string =>
  (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ?? 'local';

/** Serves it on loopback, and listens for mail. */
export async function startHost(local: Local, options: HostOptions): Promise<Host> {
  const app = await localApp(local, options);
  const server = await new Promise<Server>((resolve, reject) => {
    const made = serve({ fetch: app.fetch, port: options.port, hostname: '127.0.0.1' }, () => resolve(made as Server)) as Server;
    made.once('error', reject);
  });
  const [mailbox = ''] = local.deps.config.claimsAddress.split('@');
  const domain = local.deps.config.claimsAddress.split('@')[1] ?? '';
  const ours = new RegExp(`^${mailbox}(\\+[0-9a-f]{32})?@${domain.replaceAll('.', '\\.')}$`, 'i');
  const smtp = await startSmtp({
    port: options.smtpPort,
    host: '127.0.0.1',
    accepts: (address) => ours.test(address),
    // More than a claim may have (mostMailBytes): what is over that is kept whole and shown in quarantine; beyond this only its beginning.
    maxBytes: 64 * 1024 * 1024,
    onMail: async (raw, envelope) => void (await receiveMail(local.deps, raw, envelope)),
    onTooLarge: async (start, envelope, size) => void (await receiveMail(local.deps, start, envelope, size)),
  });
  return {
    app,
    server,
    smtp,
    close: async () => {
      await smtp.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await local.close();
    },
  };
}
