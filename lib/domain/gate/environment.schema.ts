import * as v from 'valibot';
import { lines } from './fields.schema.ts';

const maxSkew = 3_600_000;
const day = 86_400_000;
const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: day };

const levels = ['negligible', 'low', 'medium', 'high', 'critical'] as const;
const requirable = [
  'report',
  'database',
  'time',
  'scan-time',
  'subject',
  'packages',
  'os',
  'provenance',
  'kev',
  'epss',
  'first-seen',
  'live',
  'self-test',
  'waiver-approvals',
] as const;

const threshold = v.optional(
  v.picklist(['any', ...levels, 'none'], 'must be any, negligible, low, medium, high, critical or none'),
  'any',
);
const severityList = v.array(
  v.picklist(levels, 'must be negligible, low, medium, high or critical'),
  'must be a list of severities',
);

const duration = v.pipe(
  v.string('must be a duration, e.g. 24h'),
  v.regex(/^\d{1,4}[mhd]$/, 'must be a duration in minutes, hours or days, e.g. 90m, 24h or 7d'),
  v.description('Minutes, hours or days, e.g. 90m, 24h or 7d.'),
);

const skew = v.pipe(
  duration,
  v.check((text) => toMs(text) <= maxSkew, 'must be at most 60m: more is no skew of clocks'),
);

const days = v.optional(
  v.pipe(
    v.number('must be a number of days'),
    v.integer('must be a whole number of days'),
    v.minValue(0, 'must be 0 or more'),
    v.maxValue(365, 'must be 365 or less'),
  ),
);

const block = v.strictObject(
  {
    os: v.pipe(threshold, v.description('Vulnerabilities in packages of the operating system.')),
    library: v.pipe(threshold, v.description('Vulnerabilities in packages of a language.')),
    secret: v.pipe(threshold, v.description('Secrets in any layer.')),
    misconfig: v.pipe(threshold, v.description('Failed checks of configuration.')),
    licence: v.pipe(threshold, v.description('Licences that are on neither list.')),
    eol: v.pipe(
      threshold,
      v.description('An operating system without security updates; counts as critical.'),
    ),
  },
  'must be a map from class to severity',
);

const grace = v.strictObject(
  { negligible: days, low: days, medium: days, high: days, critical: days },
  'must be a map from severity to days',
);

const live = v.strictObject(
  {
    'no-grace-if-new': v.pipe(
      v.optional(severityList, [...levels]),
      v.description('No grace for packages that do not run yet; all severities when left out.'),
    ),
    'tolerate-if-running': v.pipe(
      v.optional(severityList, []),
      v.description('Only reported when the same version of the package runs already.'),
    ),
  },
  'must be a map',
);

const freshness = v.strictObject(
  {
    database: v.optional(duration, '48h'),
    scan: v.optional(duration, '24h'),
    kev: v.optional(duration, '7d'),
    epss: v.optional(duration, '7d'),
    'clock-skew': v.optional(skew, '5m'),
  },
  'must be a map from thing to duration',
);

const unfixed = ['affected', 'will-not-fix', 'deferred', 'end-of-life', 'under-investigation'] as const;

/** The rules of one environment. */
export const environment = v.strictObject(
  {
    requires: v.pipe(
      v.optional(
        v.array(v.picklist(requirable, `must be one of ${requirable.join(', ')}`), 'must be a list of facts'),
        [...requirable],
      ),
      v.description(
        'Facts without which nothing passes; all of them when left out. report, database and time always are.',
      ),
    ),
    block: v.pipe(
      v.optional(block, {}),
      v.description('The severity from which on findings of a class block; any when left out.'),
    ),
    'tolerate-unfixed': v.pipe(
      v.optional(v.array(v.picklist(unfixed, `must be one of ${unfixed.join(', ')}`), 'must be a list'), []),
      v.description('Fix states in which vulnerabilities are only reported.'),
    ),
    grace: v.pipe(
      v.optional(grace, {}),
      v.description(
        'Days from the first fix, else from publication or the first statement that lists the finding.',
      ),
    ),
    epss: v.pipe(
      v.optional(
        v.pipe(
          v.number('must be a number'),
          v.minValue(0, 'must be 0 or more'),
          v.maxValue(1, 'must be 1 or less'),
        ),
        0.5,
      ),
      v.description('The EPSS probability from which on a vulnerability blocks whatever its severity.'),
    ),
    live: v.pipe(v.optional(live, {}), v.description('Comparison with what runs.')),
    freshness: v.pipe(v.optional(freshness, {}), v.description('How old things may be.')),
    builders: v.pipe(v.optional(lines, []), v.description('Who may have built or imported the image.')),
    scanners: v.pipe(
      v.optional(lines, []),
      v.description('Scanners of which each platform needs exactly one report.'),
    ),
    'allow-no-os': v.pipe(
      v.optional(v.boolean('must be true or false'), false),
      v.description('Lets an image without an operating system pass, e.g. one made from scratch.'),
    ),
  },
  'must be a map',
);

/** `90m`, `24h` or `7d` in milliseconds; the schema has seen it. */
export function toMs(text: string): number {
  return Number(text.slice(0, -1)) * (units[text.slice(-1)] ?? Number.NaN);
}
