import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Language } from '#domain/claims/claim.ts';
import { type Action, may } from '#domain/policy.ts';
import type { Staff, Visitor } from '../door.ts';
import { t } from '../texts/texts.ts';
import { CsrfField } from './form.tsx';
import { Flash } from './state.tsx';

type LocalBar = (language: Language) => Child;
let localBar: LocalBar | undefined;
/** Only the local host sets it: the bar with the virtual date. On AWS it never is. */
export const setLocalBar = (bar: LocalBar): void => {
  localBar = bar;
};

/** A page as text. JSX of hono turns itself into escaped HTML. */
export const documentOf = (node: Child): string => `<!DOCTYPE html>${(node as { toString(): string }).toString()}`;

/** Sends a page; `status` as the error table says. */
export const html = (c: Context, node: Child, status = 200): Response | Promise<Response> => c.html(documentOf(node), status as 200);

type Frame = {
  title: string;
  visitor: Visitor;
  children: Child;
  wide?: boolean;
  flash?: Child;
  nav?: Child;
  tools?: Child;
  sheets?: readonly string[];
};

/** The frame of every page: skip link, header, main, footer. The page itself supplies its one h1. */
export function Page({ title, visitor, children, wide = false, flash, nav, tools, sheets = [] }: Frame) {
  const { language } = visitor;
  const texts = t(language).frame;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} — Redress`}</title>
        <link rel="stylesheet" href="/assets/redress.css" />
        {sheets.map((sheet) => (
          <link rel="stylesheet" href={`/assets/${sheet}`} />
        ))}
        <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
        <script src="/assets/redress.js" defer />
      </head>
      <body>
        <a class="skip-link" href="#main">
          {texts.skip}
        </a>
        {localBar?.(language)}
        <header class="site-header">
          <div class="site-header-inner">
            <a class="wordmark" href={nav ? '/desk' : '/'}>
              <Mark />
              Redress
            </a>
            {nav}
            <LanguageSwitch language={language} path={visitor.path} label={texts.language} />
            {tools}
          </div>
        </header>
        <main id="main" class={wide ? 'page wide' : 'page'}>
          {flash && <Flash>{flash}</Flash>}
          {children}
        </main>
        <footer class="site-footer">
          <div class="site-footer-inner">
            <span>{texts.footer}</span>
            <a href="/">{texts.handIn}</a>
          </div>
        </footer>
      </body>
    </html>
  );
}

/** Two lines that meet: a claim and its answer. */
const Mark = () => (
  <svg
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2.4"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d="M4 5h11a4 4 0 0 1 0 8H8" />
    <path d="M11 9l-4 4 4 4" />
    <path d="M14 13l6 7" />
  </svg>
);

const LanguageSwitch = ({ language, path, label }: { language: Language; path: string; label: string }) => (
  <nav class="languages" aria-label={label}>
    {(['en', 'ru'] as const).map((code) =>
      code === language ? (
        <strong aria-current="true">{code === 'en' ? 'EN' : 'РУ'}</strong>
      ) : (
        <a href={`${path}${path.includes('?') ? '&' : '?'}lang=${code}`} lang={code} hreflang={code}>
          {code === 'en' ? 'EN' : 'РУ'}
          <span class="visually-hidden">{code === 'en' ? ' English' : ' Русский'}</span>
        </a>
      ),
    )}
  </nav>
);

export type NavKey =
  | 'desk'
  | 'team'
  | 'approvals'
  | 'counterClaims'
  | 'deadlines'
  | 'customers'
  | 'lead'
  | 'quarantine'
  | 'law'
  | 'settlements'
  | 'paymentOrders'
  | 'breaches';
const places: readonly { key: NavKey; href: string; action: Action }[] = [
  { key: 'desk', href: '/desk', action: 'claim.work' },
  { key: 'team', href: '/desk/team', action: 'queue.read' },
  { key: 'approvals', href: '/desk/approvals', action: 'reply.decide' },
  { key: 'counterClaims', href: '/counter-claims', action: 'counter-claim.read' },
  { key: 'deadlines', href: '/deadlines', action: 'deadlines.read' },
  { key: 'law', href: '/law', action: 'law.read' },
  { key: 'customers', href: '/customers', action: 'account.read' },
  { key: 'lead', href: '/team', action: 'team.read' },
  { key: 'quarantine', href: '/desk/quarantine', action: 'quarantine.read' },
  { key: 'settlements', href: '/settlements', action: 'settlement.read' },
  { key: 'paymentOrders', href: '/payment-orders', action: 'payment-order.export' },
  { key: 'breaches', href: '/breaches', action: 'breach.read' },
];

type StaffFrame = {
  title: string;
  staff: Staff;
  children: Child;
  current?: NavKey;
  counts?: Partial<Record<NavKey, number>>;
  flash?: Child;
  wide?: boolean;
};

/** The frame of the company's own pages: only the places that the policy opens to this person's roles. */
export function StaffPage({ title, staff, children, current, counts = {}, flash, wide = true }: StaffFrame) {
  const texts = t(staff.language).frame;
  const { person, actingFor } = staff;
  const name = (of: { name: string; nameRu: string }) => (staff.language === 'ru' ? of.nameRu : of.name);
  const nav = (
    <nav class="nav" aria-label={texts.navigation}>
      {places
        .filter((place) => may(person.roles, place.action, 'own'))
        .map(({ key, href }) => (
          <a href={href} aria-current={key === current ? 'page' : undefined}>
            {texts.nav[key]}
            {counts[key] ? <span class="count">{counts[key]}</span> : null}
          </a>
        ))}
    </nav>
  );
  const tools = (
    <div class="tools">
      {may(person.roles, 'queue.read', 'own') && (
        <search>
          <form class="search" action="/desk/search">
            <label class="visually-hidden" for="search">
              {texts.search}
            </label>
            <input id="search" name="q" type="search" placeholder={texts.searchHint} data-search />
          </form>
        </search>
      )}
      <span class="whoami">
        {name(person)}
        {actingFor.length > 0 && <small class="muted"> {texts.actingFor(actingFor.map(name).join(', '))}</small>}
      </span>
      <form method="post" action="/sign-out">
        <CsrfField visitor={staff} />
        <button type="submit" class="quiet compact">
          {texts.signOut}
        </button>
      </form>
    </div>
  );
  return (
    <Page title={title} visitor={staff} nav={nav} tools={tools} flash={flash} wide={wide} sheets={['desk.css']}>
      {children}
    </Page>
  );
}
