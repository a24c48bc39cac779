import type { CaseView } from '#usecases/desk.ts';
import type { AccountChoice } from '#usecases/view-accounts.ts';
import type { Staff } from '../door.ts';
import type { Errors } from '../parts/form.tsx';
import type { Moment } from '../parts/format.ts';
import type { Rights } from './case-rights.ts';
import type { TypedDraft } from './read-draft.ts';
import type { Names } from './staff-route.tsx';

/** What every part of a claim's page is given. `typed` and `errors` are there after a refused post: nothing typed is lost. */
export type CaseProps = {
  staff: Staff;
  view: CaseView;
  rights: Rights;
  names: Names;
  moment: Moment;
  errors: Errors;
  typed: { draft?: TypedDraft | undefined; form: (name: string) => string | undefined };
  /** What the account can be chosen from, while it is not known. */
  choice: AccountChoice;
  history: 'all' | 'people' | 'system';
};
