import * as z from 'zod';
import { submissionSchema } from '#domain/claims/submission.ts';
import { rowSchemas } from '#domain/contracts/import-rows.ts';
import { interestQuestionSchema } from '#domain/contracts/interest-question.ts';
import { periodQuestionSchema, ruleQuestionSchema, timeQuestionSchema } from '#domain/deadlines/calculator-question.ts';
import { calendarYearOut, deadlineCalculationOut, workingTimeOut } from './calculator-schemas.ts';
import { interestOut, interestRulesOut } from './interest-schemas.ts';
import { paymentBatchOut, paymentOrderOut } from './payment-schemas.ts';
import { apiRoutes } from './routes.ts';
import { claimDetailOut, claimOut, counterClaimOut, importOut, pageOf, receiptOut } from './schemas.ts';

type Operation = {
  summary: string;
  body?: z.ZodType;
  answer: z.ZodType;
  status: number;
  query?: readonly string[];
  header?: string;
  /** No key is needed. */
  open?: boolean;
};
const rows = (schema: z.ZodType) => z.union([schema, z.array(schema)]);

const operations: Record<string, Operation> = {
  'POST /api/v1/claims': { summary: 'Hand in a claim', body: submissionSchema, answer: receiptOut, status: 201, header: 'Idempotency-Key' },
  'GET /api/v1/claims': {
    summary: 'Claims in one state, newest first',
    answer: pageOf(claimOut),
    status: 200,
    query: ['status', 'cursor'],
  },
  'GET /api/v1/claims/:reference': { summary: 'One claim with its deadlines, messages and letters', answer: claimDetailOut, status: 200 },
  'POST /api/v1/accounts': { summary: 'Import accounts', body: rows(rowSchemas.accounts), answer: importOut, status: 200 },
  'POST /api/v1/contracts': {
    summary: 'Import contracts with their terms, and amendments of them',
    body: rows(rowSchemas.contracts),
    answer: importOut,
    status: 200,
  },
  'POST /api/v1/invoices': { summary: 'Import invoices', body: rows(rowSchemas.invoices), answer: importOut, status: 200 },
  'POST /api/v1/payments': { summary: 'Import payments', body: rows(rowSchemas.payments), answer: importOut, status: 200 },
  'POST /api/v1/deliveries': {
    summary: 'Import what was delivered, accepted, refused, returned or collected',
    body: rows(rowSchemas.deliveries),
    answer: importOut,
    status: 200,
  },
  'GET /api/v1/counter-claims': {
    summary: 'Counter-claims of an account, or all',
    answer: pageOf(counterClaimOut),
    status: 200,
    query: ['account'],
  },
  'GET /api/v1/counter-claims/:id': { summary: 'One counter-claim with its sheet', answer: counterClaimOut, status: 200 },
  'GET /api/v1/payment-orders': {
    summary: 'Approved payments that no batch has taken yet, the oldest first',
    answer: pageOf(paymentOrderOut),
    status: 200,
    query: ['cursor'],
  },
  'POST /api/v1/payment-orders/batches': {
    summary: 'Take what waits into the next numbered batch; each order is in one batch for good',
    answer: paymentBatchOut,
    status: 201,
    header: 'Idempotency-Key',
  },
  'GET /api/v1/payment-orders/batches/:number': {
    summary: 'A batch again, as it was exported: JSON, or CSV with format=csv',
    answer: paymentBatchOut,
    status: 200,
    query: ['format'],
  },
  'POST /api/v1/calculators/deadline': {
    summary: 'The last day of a period, counted as described or by a rule of the rulebook, with every step of the count',
    body: z.union([periodQuestionSchema, ruleQuestionSchema]),
    answer: deadlineCalculationOut,
    status: 200,
    open: true,
  },
  'POST /api/v1/calculators/working-time': {
    summary: 'Working time between two moments, or the moment after so much of it',
    body: timeQuestionSchema,
    answer: workingTimeOut,
    status: 200,
    open: true,
  },
  'POST /api/v1/calculators/interest': {
    summary: 'Interest or a penalty on a late debt, row by row, by a named rule or as agreed',
    body: interestQuestionSchema,
    answer: interestOut,
    status: 200,
    open: true,
  },
  'GET /api/v1/calculators/interest/rules': {
    summary: 'The named rules of interest with every switch in which they differ',
    answer: interestRulesOut,
    status: 200,
    query: ['language'],
    open: true,
  },
  'GET /api/v1/calendars/:country/:year': {
    summary: 'Days off, worked weekend days and short days of a year',
    answer: calendarYearOut,
    status: 200,
    query: ['region', 'language'],
    open: true,
  },
};

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
const parameter = (name: string, where: string, required = false) => ({ name, in: where, required, schema: { type: 'string' } });

/** OpenAPI 3.1 made of the same schemas that the doors parse with. */
export function openApi(server: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { method, path } of apiRoutes) {
    const operation = operations[`${method} ${path}`];
    if (!operation) continue;
    const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
    const at = path.replaceAll(/:(\w+)/g, '{$1}');
    paths[at] = {
      ...paths[at],
      [method.toLowerCase()]: {
        summary: operation.summary,
        ...(operation.open ? { security: [] } : {}),
        parameters: [
          ...names.map((name) => parameter(name, 'path', true)),
          ...(operation.query ?? []).map((name) => parameter(name, 'query')),
          ...(operation.header ? [parameter(operation.header, 'header')] : []),
        ],
        ...(operation.body
          ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation.body, 'input') } } } }
          : {}),
        responses: {
          [operation.status]: { description: 'OK', content: { 'application/json': { schema: schemaOf(operation.answer, 'output') } } },
          default: {
            description: 'Refused',
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Redress', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: server }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            correlation: { type: 'string' },
            errors: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, code: { type: 'string' } } } },
          },
        },
      },
    },
  };
}
