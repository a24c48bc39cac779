import type { Visitor } from '../door.ts';
import { Page } from '../parts/layout.tsx';
import { customerTexts } from '../texts/customer.ts';

/** The first page: what one can do here, and what happens then. */
export function StartPage({ visitor, claimsAddress }: { visitor: Visitor; claimsAddress: string }) {
  const texts = customerTexts(visitor.language).start;
  return (
    <Page title={texts.begin} visitor={visitor}>
      <h1>{texts.title}</h1>
      <p class="lead">{texts.lead}</p>
      <div class="buttons">
        <a class="button primary" href="/claims/new">
          {texts.begin}
        </a>
      </div>
      <p class="muted">
        {texts.mail} <a href={`mailto:${claimsAddress}`}>{claimsAddress}</a>
      </p>
      <h2>{texts.after}</h2>
      <ol class="plain-steps">
        {texts.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <h2>{texts.follow}</h2>
      <p>{texts.followText}</p>
      <hr />
      <p>
        <a href="/desk">{texts.staff}</a>
      </p>
    </Page>
  );
}
