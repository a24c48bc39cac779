import { describe, expect, test } from 'vitest';
import type { Blobs } from '#usecases/ports.ts';

export type MadeBlobs = { blobs: Blobs; close: () => Promise<void> };

/** What every Blobs must do for the application itself. What an address does for a browser is tested where something answers it. */
export function describeBlobs(name: string, make: () => Promise<MadeBlobs>): void {
  describe(`Blobs: ${name}`, () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const using = async (act: (blobs: Blobs) => Promise<void>): Promise<void> => {
      const made = await make();
      await act(made.blobs).finally(made.close);
    };
    test('what was put is read back, with its size and type', () =>
      using(async (blobs) => {
        await blobs.put('letters/7K3M/1.pdf', bytes('привет'), 'application/pdf');
        expect(await blobs.get('letters/7K3M/1.pdf')).toEqual(bytes('привет'));
        expect(await blobs.head('letters/7K3M/1.pdf')).toEqual({ size: 12, contentType: 'application/pdf' });
      }));
    test('putting again replaces bytes and type', () =>
      using(async (blobs) => {
        await blobs.put('a', bytes('one'), 'text/plain');
        await blobs.put('a', bytes('second'), 'text/csv');
        expect(await blobs.get('a')).toEqual(bytes('second'));
        expect(await blobs.head('a')).toEqual({ size: 6, contentType: 'text/csv' });
      }));
    test('nothing may have zero bytes, which is not nothing', () =>
      using(async (blobs) => {
        await blobs.put('empty', new Uint8Array(), 'text/plain');
        expect(await blobs.get('empty')).toEqual(new Uint8Array());
        expect(await blobs.head('empty')).toEqual({ size: 0, contentType: 'text/plain' });
      }));
    test('what is not there is undefined', () =>
      using(async (blobs) => {
        expect(await blobs.get('none')).toBeUndefined();
        expect(await blobs.head('none')).toBeUndefined();
      }));
    test('a key may begin with another key', () =>
      using(async (blobs) => {
        await blobs.put('a', bytes('1'), 'text/plain');
        await blobs.put('a/b', bytes('22'), 'text/plain');
        await blobs.put('a/b/c', bytes('333'), 'text/plain');
        expect((await blobs.head('a'))?.size).toBe(1);
        expect((await blobs.head('a/b'))?.size).toBe(2);
        expect((await blobs.head('a/b/c'))?.size).toBe(3);
        expect(await blobs.get('a/b/c/d')).toBeUndefined();
      }));
    test('an upload address names its method, its content type and when it ends', () =>
      using(async (blobs) => {
        const slot = await blobs.presignUpload('up/1', 'image/png', 10, 600);
        expect(slot.method).toBe('PUT');
        expect(slot.headers).toMatchObject({ 'content-type': 'image/png' });
        expect(slot.expires).toBe('2027-03-01T10:10:00.000Z'); // made at 10:00
        expect(new URL(slot.url, 'http://x').pathname).toMatch(/\/up\/1$/);
      }));
  });
}
