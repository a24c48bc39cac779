import { DynamoDBClient, TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { dynamoTable, tableSchema } from '#adapters/dynamo-table.ts';
import { ConditionFailed, type Item, type Write } from '#usecases/ports.ts';

const mock = mockClient(DynamoDBDocumentClient);
const waits: number[] = [];
const table = dynamoTable({
  client: new DynamoDBClient({ region: 'eu-central-1' }),
  tableName: 'T',
  wait: async (ms) => void waits.push(ms),
});
const item: Item = { pk: 'P', sk: 'S', v: 2, g1pk: 'G', g1sk: 'H', expires: 7, body: { amount: '0.10' } };
const stored = { ...item, body: '{"amount":"0.10"}' };
const key = { pk: 'P', sk: 'S' };
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({ $metadata: {}, message: 'cancelled', CancellationReasons: codes.map((Code) => ({ Code })) });
beforeEach(() => {
  mock.reset();
  waits.length = 0;
});

test('reads are consistent', async () => {
  mock.on(GetCommand).resolves({ Item: stored });
  expect(await table.get(key)).toEqual(item);
  expect(mock.commandCalls(GetCommand)[0]?.args[0].input).toEqual({ TableName: 'T', Key: key, ConsistentRead: true });
});
describe('getMany', () => {
  test('asks again for what was left out, a little later', async () => {
    const other = { pk: 'P', sk: 'T' };
    mock
      .on(BatchGetCommand)
      .resolvesOnce({ Responses: { T: [{ ...stored, ...other }] }, UnprocessedKeys: { T: { Keys: [key] } } })
      .resolves({ Responses: { T: [stored] } });
    expect((await table.getMany([key, other])).map(({ sk }) => sk)).toEqual(['S', 'T']);
    expect(mock.commandCalls(BatchGetCommand)[1]?.args[0].input.RequestItems).toEqual({ T: { Keys: [key], ConsistentRead: true } });
    expect(waits).toHaveLength(1);
  });
  test('fails rather than leave rows out when they stay unread', async () => {
    mock.on(BatchGetCommand).resolves({ UnprocessedKeys: { T: { Keys: [key] } } });
    await expect(table.getMany([key])).rejects.toThrow('unread');
  });
});
test('a query names the index by its long name and says where it goes on', async () => {
  const rows = [{ ...stored }, { ...stored, sk: 'S2', g1sk: 'I' }];
  mock.on(QueryCommand).resolves({ Items: rows });
  const { cursor } = await table.query({ index: 'g1', pk: 'G', from: 'A', to: 'Z', limit: 1, descending: true });
  await table.query({ index: 'g1', pk: 'G', limit: 5, cursor });
  const [first, second] = mock.commandCalls(QueryCommand).map(({ args }) => args[0].input);
  expect(first).toEqual({
    TableName: 'T',
    IndexName: 'by-g1',
    KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#pk': 'g1pk', '#sk': 'g1sk' },
    ExpressionAttributeValues: { ':pk': 'G', ':from': 'A', ':to': 'Z' },
    ScanIndexForward: false,
    Limit: 2,
    ExclusiveStartKey: undefined,
  });
  expect(second?.ExclusiveStartKey).toEqual({ pk: 'P', sk: 'S', g1pk: 'G', g1sk: 'H' });
});
test('the names of the indexes are those of the schema, and long enough', () => {
  expect(tableSchema.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName)).toEqual(['by-g1', 'by-g2']);
});
describe('writes', () => {
  test('all conditions go in one transaction', async () => {
    mock.on(TransactWriteCommand).resolves({});
    await table.transact([
      { put: item, expect: 1 },
      { put: { ...item, sk: 'N' }, expect: 'absent' },
      { delete: { pk: 'P', sk: 'D' }, expect: 'any' },
      { check: { pk: 'P', sk: 'C' }, expect: 3 },
    ]);
    expect(mock.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems).toEqual([
      {
        Put: {
          TableName: 'T',
          Item: { ...stored, g2pk: undefined, g2sk: undefined },
          ConditionExpression: 'v = :v',
          ExpressionAttributeValues: { ':v': 1 },
        },
      },
      {
        Put: {
          TableName: 'T',
          Item: { ...stored, sk: 'N', g2pk: undefined, g2sk: undefined },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      { Delete: { TableName: 'T', Key: { pk: 'P', sk: 'D' } } },
      {
        ConditionCheck: {
          TableName: 'T',
          Key: { pk: 'P', sk: 'C' },
          ConditionExpression: 'v = :v',
          ExpressionAttributeValues: { ':v': 3 },
        },
      },
    ]);
  });
  test('one without a condition goes without a transaction, at half the price', async () => {
    mock.on(PutCommand).resolves({}).on(DeleteCommand).resolves({});
    await table.transact([{ put: item, expect: 'any' }]);
    await table.transact([{ delete: key, expect: 'any' }]);
    expect(mock.calls()).toHaveLength(2);
  });
  const one: Write[] = [{ put: item, expect: 1 }];
  test('failed conditions are named, also beside a conflict', async () => {
    mock.on(TransactWriteCommand).rejects(cancelled('None', 'ConditionalCheckFailed', 'TransactionConflict', 'ConditionalCheckFailed'));
    const error = await table.transact(one).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConditionFailed);
    expect((error as ConditionFailed).positions).toEqual([1, 3]);
    expect(mock.calls()).toHaveLength(1);
  });
  test.each([
    cancelled('TransactionConflict'),
    cancelled('None', 'ThrottlingError'),
    new TransactionConflictException({ $metadata: {}, message: 'c' }),
  ])('contention is tried again, later each time: %s', async (failure) => {
    mock.on(TransactWriteCommand).rejectsOnce(failure).rejectsOnce(failure).resolves({});
    await table.transact(one);
    expect(mock.calls()).toHaveLength(3);
    expect(waits).toHaveLength(2);
  });
  test('contention that stays is thrown in the end', async () => {
    mock.on(TransactWriteCommand).rejects(cancelled('TransactionConflict'));
    await expect(table.transact(one)).rejects.toThrow(TransactionCanceledException);
    expect(mock.calls()).toHaveLength(6);
  });
  test('any other failure is thrown at once', async () => {
    mock.on(TransactWriteCommand).rejects(cancelled('ValidationError'));
    await expect(table.transact(one)).rejects.toThrow(TransactionCanceledException);
    expect(mock.calls()).toHaveLength(1);
  });
});
