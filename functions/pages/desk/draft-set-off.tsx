import { SetOffText } from '../ledger/set-off-text.tsx';
import { ledgerTexts } from '../texts/ledger.ts';
import type { CaseProps } from './case-context.ts';

/** Beside the draft: what its answers allow to set off; the button belongs to the draft's form and saves it. */
export function DraftSetOff({ view, moment }: CaseProps) {
  const { setOff } = view;
  const texts = ledgerTexts(moment.language).setOff;
  if (!setOff?.possible) return null;
  return (
    <div class="card">
      <h2>{texts.inDraft}</h2>
      <SetOffText proposal={setOff} moment={moment} draft />
      <p class="small muted">{texts.draftHint}</p>
      <button type="submit" form="draft" name="action" value="set-off" class="compact">
        {texts.intoDraft}
      </button>
    </div>
  );
}
