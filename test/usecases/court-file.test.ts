import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approveCounterClaim } from '#usecases/approve-counter-claim.ts';
import { bundleCourtFile } from '#usecases/bundle-court-file.ts';
import { viewCourtFile } from '#usecases/court-file.ts';
import { decideDispute } from '#usecases/decide-dispute.ts';
import { disputeCounterClaim } from '#usecases/dispute-counter-claim.ts';
import { importRecords } from '#usecases/import-records.ts';
import { takeFiles } from '#usecases/upload-files.ts';
import { makeWorld, type World } from '../support/world.ts';

let world: World;
let id: string;
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const system = { kind: 'system', step: 'test' } as const;
const lev = () => world.actor('lev');
const only = async () => {
  const found = await world.deps.stores.counterClaims.load(id);
  if (!found) throw new Error('the counter-claim is gone');
  return found;
};

beforeEach(async () => {
  world = await makeWorld();
  const invoice = { contract: 'SM-2025/14', issuedOn: '2026-08-03', dueDate: '2026-09-02', currency: 'RUB' };
  await importRecords(world.deps, system, 'invoices', [
    { ...invoice, number: 'INV-1', amount: '100000.00' },
    { ...invoice, number: 'INV-2', amount: '50000.00' },
    { ...invoice, contract: 'TS-2025/03', number: 'OF-OTHERS', amount: '70000.00' },
  ]);
  await importRecords(world.deps, system, 'payments', [{ invoice: 'INV-1', date: '2026-10-01', amount: '30000.00', currency: 'RUB' }]);
  await world.idle();
  const [found] = await world.deps.stores.counterClaims.ofAccount('severny-metiz', 5);
  id = found?.id ?? '';
  await approveCounterClaim(world.deps, lev(), id, { fingerprint: found?.sheet.fingerprint ?? '' });
  await world.idle();
  const bytes = new TextEncoder().encode('forty cracked');
  const evidence = await takeFiles(world.deps, {
    uploads: [],
    owner: 'x',
    files: [{ name: '../../акт №5 .txt', type: 'text/plain', bytes }],
  });
  const line = (await only()).sheet.lines.find(({ number }) => number === 'INV-2')?.invoiceId ?? '';
  await disputeCounterClaim(
    world.deps,
    { kind: 'customer', counterClaim: (await only()).id },
    { text: '=cmd|evil', disputed: [{ invoiceId: line, amount: '10000.00' }], files: evidence },
  );
  const freeze = (await only()).freezes[0]?.id ?? '';
  await decideDispute(world.deps, lev(), id, { freeze, accepted: '4000.00', reason: 'Акт от 12 августа.' });
  await world.idle();
  // Falls due later and belongs to another counter-claim.
  await importRecords(world.deps, system, 'invoices', [{ ...invoice, number: 'INV-LATER', amount: '900.00' }]);
  await world.idle();
});
afterEach(() => world.end());

async function filesOf(): Promise<Record<string, Uint8Array>> {
  const url = new URL(await bundleCourtFile(world.deps, lev(), id));
  const answer = await world.app.request(`${url.pathname}${url.search}`);
  expect(answer.status).toBe(200);
  return unzipSync(new Uint8Array(await answer.arrayBuffer()));
}
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe('the court file', () => {
  it('holds letters, sheet, ledger, limitation, delivery, disputes with their files, and a list of hashes that verifies', async () => {
    const files = await filesOf();
    const claim = await only();
    const [letter] = claim.letters;
    const part = claim.freezes[0];
    expect(Object.keys(files).sort()).toEqual(
      [
        '00-contents.txt',
        'SHA256SUMS',
        'facts.json',
        'ledger.csv',
        'limitation.txt',
        'sheet.csv',
        'sheet.json',
        `delivery/decision-${id}-${part?.id}.json`,
        `delivery/${letter?.mailId}.json`,
        `letters/1-reminder-${letter?.outgoingNumber}.pdf`,
        `letters/decision-${part?.decision?.letter.outgoingNumber}.pdf`,
        `disputes/${part?.id}.json`,
        `disputes/${part?.id}/1-акт _5 .txt`,
      ].sort(),
    );
    const sums = textOf(files.SHA256SUMS).trim().split('\n');
    expect(sums).toHaveLength(Object.keys(files).length - 1);
    for (const line of sums) {
      const [hash, name = ''] = line.split('  ');
      expect(sha256(files[name] ?? ''), name).toBe(hash);
    }
    expect(sha256(files[`letters/1-reminder-${letter?.outgoingNumber}.pdf`] ?? '')).toBe(letter?.sha256);
    expect(textOf(files['limitation.txt'])).toContain('пн, 3 сентября 2029 г.');
    expect(textOf(files['00-contents.txt'])).toContain('Материалы для суда');
  });
  it('has figures that agree: the sheet in CSV and JSON, and the ledger of the lines that are claimed', async () => {
    const files = await filesOf();
    const sheet = JSON.parse(textOf(files['sheet.json'])) as { principal: string };
    // 100,000 − 30,000 and 50,000 − 4,000.
    expect(sheet.principal).toBe('116000.00');
    expect(textOf(files['sheet.csv'])).toContain('INV-2,2026-09-02,46000.00,0.00');
    expect(textOf(files['ledger.csv']).trim().split('\r\n').slice(1)).toEqual(
      ['2026-08-03,счёт,INV-1,100000.00,RUB', '2026-08-03,счёт,INV-2,50000.00,RUB', "2026-10-01,платёж,INV-1,'-30000.00,RUB"].map((line) =>
        line.replace("'-30000.00", '"\'-30000.00"'),
      ),
    );
  });
  it('holds nothing of other customers, contracts and counter-claims', async () => {
    for (const [name, bytes] of Object.entries(await filesOf())) {
      expect(textOf(bytes), name).not.toContain('OF-OTHERS');
      expect(textOf(bytes), name).not.toContain('INV-LATER');
    }
  });
  it('is for legal alone, and unknown looks like forbidden', async () => {
    for (const who of ['anna', 'vera', 'olga', 'egor']) {
      await expect(viewCourtFile(world.deps, world.actor(who), id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(bundleCourtFile(world.deps, world.actor(who), id)).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(bundleCourtFile(world.deps, lev(), 'CC-NONE')).rejects.toMatchObject({ code: 'not-found' });
  });
  it('is not made of a letter that is not what was sealed', async () => {
    const key = (await only()).letters[0]?.key ?? '';
    await world.deps.blobs.put(key, new Uint8Array([1]), 'application/pdf');
    await expect(bundleCourtFile(world.deps, lev(), id)).rejects.toThrow('not what was sealed');
  });
  it('of the same record is the same file, byte by byte', async () => {
    const first = await bundleCourtFile(world.deps, lev(), id);
    expect(new URL(await bundleCourtFile(world.deps, lev(), id)).pathname).toBe(new URL(first).pathname);
  });
});
