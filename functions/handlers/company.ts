import * as z from 'zod';
import { sectors } from '#domain/deadlines/rule.ts';

/** The company on letterheads and pages; set at deployment. */
export const companySchema = z.object({
  name: z.string(),
  nameRu: z.string(),
  address: z.string(),
  addressRu: z.string(),
  phone: z.string(),
  registration: z.string(),
  country: z.string().length(2),
  zone: z.string(),
  sectors: z.array(z.enum(sectors)).optional(),
});
