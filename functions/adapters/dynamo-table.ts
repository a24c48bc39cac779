import {
  type CreateTableCommandInput,
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Expectation, Item, Key, Query, Table, Write } from '#usecases/ports.ts';
import { ConditionFailed } from '#usecases/ports.ts';
import { checkKey, checkQuery, checkWrites, cursorOf, distinctKeys, inOrder, isEmptyRange } from './table-limits.ts';

/** DynamoDB wants at least three letters in the name of an index. */
export const indexNames = { g1: 'by-g1', g2: 'by-g2' } as const;

/** Keys and indexes of the table, for whoever creates it. Rows vanish some time after `expires` when time to live is on for that attribute. */
export const tableSchema = {
  AttributeDefinitions: ['pk', 'sk', 'g1pk', 'g1sk', 'g2pk', 'g2sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: (['g1', 'g2'] as const).map((index) => ({
    IndexName: indexNames[index],
    KeySchema: [
      { AttributeName: `${index}pk`, KeyType: 'HASH' },
      { AttributeName: `${index}sk`, KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'ALL' },
  })),
  BillingMode: 'PAY_PER_REQUEST',
} as const satisfies Omit<CreateTableCommandInput, 'TableName'>;

type Row = Record<string, unknown>;
type DynamoTableOptions = { client: DynamoDBClient; tableName: string; wait?: (milliseconds: number) => Promise<void> };
const mostTries = 6;

/**
 * The Table port on DynamoDB. Reads are consistent except through the indexes, which follow within a second and do not order rows
 * with equal sort keys. The body is kept as a JSON string: every number and key comes back exactly as it was given.
 */
export function dynamoTable({ client, tableName, wait = sleep }: DynamoTableOptions): Table {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const pause = (tries: number): Promise<void> => wait(Math.random() * 25 * 2 ** tries); // full jitter

  return {
    async get({ pk, sk }) {
      checkKey({ pk, sk });
      const { Item } = await documents.send(new GetCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true }));
      return Item && itemOf(Item);
    },
    async getMany(keys) {
      const found: Item[] = [];
      let left: NonNullable<BatchGetCommandInput['RequestItems']>[string]['Keys'] = distinctKeys(keys).map(({ pk, sk }) => ({ pk, sk }));
      for (let tries = 0; left && left.length > 0; tries++) {
        if (tries > 0) await pause(tries);
        if (tries > mostTries) throw new Error('DynamoDB leaves keys unread');
        const { Responses, UnprocessedKeys }: BatchGetCommandOutput = await documents.send(
          new BatchGetCommand({ RequestItems: { [tableName]: { Keys: left, ConsistentRead: true } } }),
        );
        found.push(...(Responses?.[tableName] ?? []).map(itemOf));
        left = UnprocessedKeys?.[tableName]?.Keys;
      }
      return inOrder(keys, found);
    },
    async query(query) {
      const input = { TableName: tableName, ...queryInput(query) };
      if (isEmptyRange(query)) return { items: [] };
      const rows: Row[] = [];
      let start = input.ExclusiveStartKey;
      do {
        // One more than asked for says whether there is a next page; an answer ends at 1 MB, so it may take several.
        const Limit = query.limit + 1 - rows.length;
        const page = await documents.send(new QueryCommand({ ...input, Limit, ExclusiveStartKey: start }));
        rows.push(...(page.Items ?? []));
        start = page.LastEvaluatedKey;
      } while (start && rows.length <= query.limit);
      const items = rows.slice(0, query.limit).map(itemOf);
      const last = items.at(-1);
      const sort = last && (query.index ? last[`${query.index}sk`] : last.sk);
      return rows.length > query.limit && last && sort ? { items, cursor: cursorOf({ sort, pk: last.pk, sk: last.sk }) } : { items };
    },
    async transact(writes) {
      const bodies = checkWrites(writes);
      for (let tries = 1; ; tries++) {
        try {
          return await send(documents, tableName, writes, bodies);
        } catch (error) {
          const failed = failedConditions(error);
          if (failed.length > 0) throw new ConditionFailed(failed);
          if (!isContention(error) || tries >= mostTries) throw error;
          await pause(tries);
        }
      }
    },
  };
}

/** One write without a condition may be repeated by the SDK at will and costs half as much outside a transaction. A conditional one may not: after a lost answer it would find its own row. A transaction carries a token against that. */
async function send(
  documents: DynamoDBDocumentClient,
  TableName: string,
  writes: readonly Write[],
  bodies: readonly string[],
): Promise<void> {
  const [only] = writes;
  if (writes.length === 1 && only && 'put' in only && only.expect === 'any') {
    await documents.send(new PutCommand({ TableName, Item: rowOf(only.put, bodies[0] ?? '') }));
  } else if (writes.length === 1 && only && 'delete' in only && only.expect === 'any') {
    await documents.send(new DeleteCommand({ TableName, Key: keyOnly(only.delete) }));
  } else {
    const TransactItems = writes.map((write, position) => transactItem(TableName, write, bodies[position] ?? ''));
    await documents.send(new TransactWriteCommand({ TransactItems }));
  }
}

function transactItem(TableName: string, write: Write, body: string): NonNullable<TransactWriteCommandInput['TransactItems']>[number] {
  if ('put' in write) return { Put: { TableName, Item: rowOf(write.put, body), ...condition(write.expect) } };
  if ('delete' in write) return { Delete: { TableName, Key: keyOnly(write.delete), ...condition(write.expect) } };
  return { ConditionCheck: { TableName, Key: keyOnly(write.check), ConditionExpression: '', ...condition(write.expect) } };
}

function condition(expect: Expectation): { ConditionExpression?: string; ExpressionAttributeValues?: Row } {
  if (expect === 'any') return {};
  if (expect === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  return { ConditionExpression: 'v = :v', ExpressionAttributeValues: { ':v': expect } };
}

function failedConditions(error: unknown): number[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).flatMap(({ Code }, position) => (Code === 'ConditionalCheckFailed' ? [position] : []));
}

/** Another transaction holds a row, or the table is throttled: nothing was written, and trying again is safe. */
function isContention(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  const passing = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];
  return (
    error instanceof TransactionCanceledException && (error.CancellationReasons ?? []).some(({ Code }) => passing.includes(Code ?? ''))
  );
}

function queryInput(query: Query): Omit<QueryCommandInput, 'TableName'> {
  const after = checkQuery(query);
  const { index, prefix, from, to } = query;
  const conditions = ['#pk = :pk'];
  const values: Row = { ':pk': query.pk };
  if (prefix) conditions.push('begins_with(#sk, :prefix)');
  if (from && to !== undefined) conditions.push('#sk BETWEEN :from AND :to');
  else if (from) conditions.push('#sk >= :from');
  else if (to !== undefined) conditions.push('#sk <= :to');
  const bounds = { ':prefix': prefix, ':from': from, ':to': to };
  for (const [name, value] of Object.entries(bounds)) if (value) values[name] = value;
  return {
    ...(index ? { IndexName: indexNames[index] } : { ConsistentRead: true }),
    KeyConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: { '#pk': `${index ?? ''}pk`, ...(conditions.length > 1 ? { '#sk': `${index ?? ''}sk` } : {}) },
    ExpressionAttributeValues: values,
    ScanIndexForward: !query.descending,
    ExclusiveStartKey: after && {
      ...(index ? { pk: after.pk, [`${index}pk`]: query.pk, [`${index}sk`]: after.sort } : { pk: query.pk }),
      sk: after.sk,
    },
  };
}

const keyOnly = ({ pk, sk }: Key): Key => ({ pk, sk });
const rowOf = ({ pk, sk, v, g1pk, g1sk, g2pk, g2sk, expires }: Item, body: string): Row => ({
  pk,
  sk,
  v,
  g1pk,
  g1sk,
  g2pk,
  g2sk,
  expires,
  body,
});
const itemOf = (row: Row): Item => ({ ...(row as Item), body: JSON.parse(String(row.body)) });
const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
