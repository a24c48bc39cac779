import { rateStatuses } from '#domain/contracts/rate-status.ts';
import { isLegalDay } from '#domain/deadlines/legal-day.ts';

/** `npm run rates -- check [--on YYYY-MM-DD]`: which reference rates are out of date, until when they are known and where the next ones stand. */
const usage = 'npm run rates -- check [--on YYYY-MM-DD]';
const [command, option, given, ...more] = process.argv.slice(2);
const on = option === undefined ? new Date().toISOString().slice(0, 10) : (given ?? '');
if (command !== 'check' || (option !== undefined && option !== '--on') || !isLegalDay(on) || more.length > 0) {
  console.error(usage);
  process.exit(2);
}

const statuses = rateStatuses(on);
console.log(`Reference rates on ${on}`);
for (const { id, title, official, knownThrough, nextFrom, outOfDate, status, last } of statuses) {
  console.log(`\n${outOfDate ? 'OUT OF DATE' : 'known'}  ${id}: ${title}`);
  console.log(`  known through  ${knownThrough}; next needed for ${nextFrom}`);
  console.log(`  official       ${official}`);
  console.log(`  status         ${status}`);
  for (const row of last) console.log(`  ${row.from}     ${row.percent === null ? 'not known' : `${row.percent} %`} (${row.status})`);
}
const late = statuses.filter((one) => one.outOfDate);
console.log(late.length === 0 ? '\nNothing is out of date.' : `\nOut of date: ${late.map((one) => one.id).join(', ')}`);
process.exit(late.length === 0 ? 0 : 1);
