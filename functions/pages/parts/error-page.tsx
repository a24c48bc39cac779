import type { ErrorPage } from '../door.ts';
import { t } from '../texts/texts.ts';
import { documentOf, Page, StaffPage } from './layout.tsx';

/** What happened, whether something was lost, what to do. Unknown and forbidden look the same. */
export const errorPage: ErrorPage = (visitor, { code, status, correlation }) => {
  const texts = t(visitor.language);
  const { title, text } = texts.errors[code];
  const body = (
    <>
      <h1>{title}</h1>
      <p>{text}</p>
      {code === 'internal' && <p class="muted">{texts.correlation(correlation)}</p>}
      <p>
        {visitor.staff ? (
          <a href="/desk">{texts.toDesk}</a>
        ) : code === 'unauthenticated' ? (
          <a href="/sign-in">{texts.signIn}</a>
        ) : (
          <a href="/">{texts.toStart}</a>
        )}
      </p>
    </>
  );
  const page = visitor.staff ? (
    <StaffPage title={title} staff={visitor.staff} wide={false}>
      {body}
    </StaffPage>
  ) : (
    <Page title={title} visitor={visitor}>
      {body}
    </Page>
  );
  return new Response(documentOf(page), { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
};
