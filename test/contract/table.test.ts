import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dynamoTable } from '#adapters/dynamo-table.ts';
import { openDatabase } from '#infra/local/database.ts';
import { sqliteTable } from '#infra/local/sqlite-table.ts';
import { hasJava17, startDynamoLocal } from '#test/support/dynamo-local.ts';
import { describeTable } from './table.ts';

describeTable('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'table-'));
  const database = openDatabase(join(folder, 'table.db'));
  return {
    table: sqliteTable(database),
    close: async () => {
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
});

if (hasJava17()) {
  describeTable('DynamoDB', async () => {
    const { client, tableName, close } = await startDynamoLocal();
    return { table: dynamoTable({ client, tableName }), close };
  });
} else {
  describe('Table: DynamoDB', () => {
    const required = process.env.REDRESS_REQUIRE_ALL === '1';
    if (!required) console.log('left out: DynamoDB Local (no Java 17)');
    test.skipIf(!required)('needs Java 17', () => {
      expect(hasJava17()).toBe(true);
    });
  });
}
