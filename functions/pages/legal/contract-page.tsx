import { versionsOf } from '#domain/contracts/amend.ts';
import type { ContractVersion } from '#domain/contracts/facts.ts';
import { dayInZone } from '#domain/deadlines/zone.ts';
import { showDay, showInstant } from '#domain/replies/format.ts';
import type { ContractView } from '#usecases/amend-contract.ts';
import type { Names } from '../desk/staff-route.tsx';
import type { Staff } from '../door.ts';
import type { Errors } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import { DefinitionList, StateMark, Table } from '../parts/state.tsx';
import { contractTexts } from '../texts/contract.ts';
import { AmendmentForm } from './contract-form.tsx';
import { changesBetween, type TermName, termsInWords } from './terms-in-words.ts';

type PageProps = {
  view: ContractView;
  staff: Staff;
  names: Names;
  moment: Moment;
  errors: Errors;
  typed: ((name: string) => string | undefined) | undefined;
};

/** A contract with its versions, what each changed, who entered it; legal adds an amendment. */
export function ContractPage({ view, staff, names, moment, errors, typed }: PageProps) {
  const { account, contract, mayAmend } = view;
  const texts = contractTexts(moment.language);
  const versions = versionsOf(contract);
  const today = dayInZone(new Date(moment.now).toISOString(), account.zone);
  const current = versions.findLast(({ validFrom }) => validFrom <= today) ?? versions[0];
  return (
    <>
      <h1>{texts.title(contract.number)}</h1>
      <p>
        {texts.back} <a href={`/customers/${account.id}`}>{account.name}</a>
      </p>
      <DefinitionList
        items={[
          [texts.signed, showDay(contract.signedOn, moment.language)],
          [texts.currency, contract.currency],
        ]}
      />
      <h2>{texts.versions}</h2>
      {versions.toReversed().map((version) => (
        <Version
          version={version}
          before={versions.find((one) => one.version === version.version - 1)}
          state={version === current ? 'now' : version.validFrom > today ? 'later' : undefined}
          {...{ view, names, moment }}
        />
      ))}
      {mayAmend && (
        <AmendmentForm
          staff={staff}
          contract={contract}
          path={`/customers/${account.id}/contracts/${contract.id}`}
          errors={errors}
          typed={typed}
        />
      )}
    </>
  );
}

type VersionProps = Pick<PageProps, 'view' | 'names' | 'moment'> & {
  version: ContractVersion;
  before: ContractVersion | undefined;
  state: 'now' | 'later' | undefined;
};
function Version({ version, before, state, view, names, moment }: VersionProps) {
  const { language, zone } = moment;
  const texts = contractTexts(language);
  const { currency } = view.contract;
  const words = termsInWords(version.terms, currency, language);
  const title = before ? version.title : texts.first;
  const changes = before ? changesBetween(termsInWords(before.terms, currency, language), words, language) : [];
  const terms = (
    <DefinitionList
      items={(Object.keys(texts.names) as TermName[]).map((name) => (words[name] ? [texts.names[name], words[name]] : undefined))}
    />
  );
  const id = `version-${version.version}`;
  return (
    <section class="card" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p>
        {texts.from} {showDay(version.validFrom, language)}{' '}
        {state && <StateMark tone={state === 'now' ? 'done' : 'waiting'}>{texts[state]}</StateMark>}
        <br />
        <span class="small muted">
          {version.at ? texts.entered(whoIs(version.by, names, texts), showInstant(version.at, zone, language)) : texts.enteredUnknown}
        </span>
      </p>
      {!before && terms}
      {before && changes.length === 0 && <p class="muted">{texts.nothingChanged}</p>}
      {changes.length > 0 && (
        <Table
          caption={`${texts.changes}: ${title}`}
          hideCaption
          columns={texts.changeColumns.map((label) => ({ label }))}
          rows={changes.map(({ name, before: was, now }) => [texts.names[name], was ?? texts.none, now ?? texts.none])}
        />
      )}
      {before && (
        <details>
          <summary>{texts.allTerms}</summary>
          {terms}
        </details>
      )}
    </section>
  );
}

/** "person:lev", "integration:erp", "system:…", as the log has it. */
function whoIs(by: string, names: Names, texts: ReturnType<typeof contractTexts>): string {
  const [kind, id = ''] = by.split(/:(.*)/);
  if (kind === 'person') return names(id);
  return kind === 'integration' ? texts.integration(id) : texts.system;
}
