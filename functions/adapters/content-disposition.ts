/** "attachment" with the file name in UTF-8 (RFC 5987) and, for old readers, in ASCII. Control characters and quotes do not get through (RFC 6266, 4.3). */
export function attachment(fileName: string): string {
  const name = fileName.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}]/gu, '') || 'file';
  const ascii = name.normalize('NFKD').replaceAll(/[^\x20-\x7e]|["\\%;]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
