import { itemSeverities } from '../../../lib/domain/report/index.ts';
import type { Inputs, Outputs } from './inputs.ts';

/** What was scanned with what, and how many findings of each severity there are. */
export function renderSummary(outputs: Outputs, inputs: Inputs): string {
  const title = outputs.result === 'complete' ? 'Scanned' : 'Scan indeterminate';
  const counts = readCounts(outputs.counts);
  const { repository, digest } = inputs.image;
  const head = itemSeverities.map((severity) => ` ${severity} |`).join('');
  const row = itemSeverities.map((severity) => ` ${counts.get(severity) ?? 0} |`).join('');
  const facts = [
    ['Image', `${repository}@${digest}`],
    ['Scanner', outputs.scanner],
    ['Database', outputs.databaseDigest],
  ].map(([name, value]) => `| ${name} | \`${value}\` |`);
  const note =
    outputs.result === 'complete'
      ? ''
      : '\n> What was found is not all that is known: the log and the report say why.\n';
  return [
    `### ${title}\n${note}`,
    `|${head}\n|${' --- |'.repeat(itemSeverities.length)}\n|${row}\n`,
    `| | |\n| --- | --- |\n${facts.join('\n')}\n`,
  ].join('\n');
}

function readCounts(text: string): ReadonlyMap<string, string> {
  const value: unknown = JSON.parse(text);
  return new Map(Object.entries(value ?? {}).map(([severity, count]) => [severity, String(count)]));
}
