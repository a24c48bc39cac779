import { createHmac } from 'node:crypto';

/** The token of a link's id under the server's secret: 128 bits in base 16, which survives an address's local part, where case may be lost. */
export const tokenOf = (secret: string, id: string): string => createHmac('sha256', secret).update(id).digest('hex').slice(0, 32);
