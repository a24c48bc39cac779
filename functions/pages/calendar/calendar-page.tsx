import { dayInZone } from '#domain/deadlines/zone.ts';
import { showDay, showInstant } from '#domain/replies/format.ts';
import type { Feed, FeedKind } from '#usecases/calendar-feed.ts';
import type { Staff } from '../door.ts';
import { CsrfField } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { Flash, Table } from '../parts/state.tsx';
import { calendarTexts } from '../texts/calendar.ts';

type CalendarProps = {
  staff: Staff;
  moment: Moment;
  feeds: readonly Feed[];
  kinds: readonly FeedKind[];
  /** The address that was made just now. */
  fresh: string | undefined;
};

/** A person's deadlines in their own calendar program. */
export function CalendarPage(props: CalendarProps) {
  const { staff, kinds, fresh } = props;
  const texts = calendarTexts(staff.language);
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.lead}</p>
      {fresh && <FreshAddress address={fresh} texts={texts} />}
      <form method="post" action="/calendar/feeds">
        <CsrfField visitor={staff} />
        <fieldset id="f-kind">
          <legend>{texts.which}</legend>
          {kinds.map((kind, index) => (
            <label class="choice">
              <input type="radio" name="kind" value={kind} checked={index === 0} />
              {texts.names[kind]}
            </label>
          ))}
        </fieldset>
        <button type="submit">{texts.make}</button>
      </form>
      <Feeds {...props} />
      <section aria-labelledby="how-title">
        <h2 id="how-title">{texts.howTitle}</h2>
        <ul>
          {texts.how.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
        <p class="muted">{texts.what}</p>
      </section>
    </>
  );
}

function FreshAddress({ address, texts }: { address: string; texts: ReturnType<typeof calendarTexts> }) {
  return (
    <Flash kind="notice">
      <div class="notice-body">
        <h2>{texts.fresh}</h2>
        <p>
          <label for="feed-address">{texts.copy}</label>
          <input id="feed-address" type="text" readonly value={address} />
        </p>
        <p>
          <a href={address.replace(/^https?:/, 'webcal:')}>{texts.subscribe}</a>
        </p>
        <p>{texts.once}</p>
      </div>
    </Flash>
  );
}

function Feeds({ staff, feeds, moment }: CalendarProps) {
  const texts = calendarTexts(staff.language);
  const { zone, language } = moment;
  return (
    <section aria-labelledby="feeds-title">
      <h2 id="feeds-title">{texts.yours}</h2>
      {feeds.length === 0 ? (
        <p class="muted">{texts.none}</p>
      ) : (
        <Table
          caption={texts.yours}
          hideCaption
          columns={texts.columns.map((label) => ({ label }))}
          rows={feeds.map(({ id, kind, madeAt, fetchedAt, expiresAt }) => [
            texts.names[kind],
            showInstant(madeAt, zone, language),
            fetchedAt ? showInstant(fetchedAt, zone, language) : texts.never,
            showDay(dayInZone(expiresAt, zone), language),
            <form method="post" action={`/calendar/feeds/${id}/revoke`}>
              <CsrfField visitor={staff} />
              <button type="submit" class="danger compact">
                {texts.revoke}
                <span class="visually-hidden">
                  : {texts.names[kind]}, {showInstant(madeAt, zone, language)}
                </span>
              </button>
            </form>,
          ])}
        />
      )}
    </section>
  );
}
