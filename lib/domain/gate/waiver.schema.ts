import * as v from 'valibot';
import { date, line } from './fields.schema.ts';

// What a reader of the policy would not see could make one account look like two.
const account = v.pipe(
  line,
  v.regex(/^@?[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, 'must be the name of an account, e.g. octocat'),
);

const waiver = v.strictObject(
  {
    id: v.pipe(line, v.description('Its name in decisions, unique in the file.')),
    finding: v.pipe(line, v.description('The identifier of one finding, e.g. CVE-2024-2961.')),
    package: v.pipe(v.optional(line), v.description('A package URL, with or without version.')),
    path: v.pipe(
      v.optional(line),
      v.description('A file of the image, for findings that are in no package.'),
    ),
    image: v.pipe(line, v.description('A repository, or repository@digest.')),
    reason: v.pipe(line, v.description('Why the finding does no harm for now.')),
    control: v.pipe(line, v.description('What protects in the meantime.')),
    ticket: v.pipe(line, v.description('Where the work is tracked.')),
    requester: v.pipe(account, v.description('The account that asked.')),
    approver: v.pipe(account, v.description('The account that agreed; another one.')),
    created: date,
    expires: v.pipe(date, v.description('At most 90 days after created.')),
  },
  'must be a map',
);

/** The list of waivers alone. */
export const waiversSchema = v.array(waiver, 'must be a list');
