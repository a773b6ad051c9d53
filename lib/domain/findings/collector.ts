import * as v from 'valibot';
import type { Finding, ReportProblem, ReportProblemCode } from './types.ts';

/** The most findings of one report; more than any image has, and still a second's work. */
export const maxFindings = 500_000;
const maxProblems = 100;

/** Gathers what one report holds while it is read, and everything that is wrong with it. */
export class Collector {
  readonly findings: Finding[] = [];
  readonly components: string[] = [];
  readonly problems: ReportProblem[] = [];

  add(finding: Finding): void {
    if (this.findings.length < maxFindings) this.findings.push(finding);
    else this.report('REPORT_TOO_LARGE', '', `more than ${maxFindings} findings`);
  }

  /** Notes a problem; after many of them further ones say nothing new and are dropped. */
  report(code: ReportProblemCode, path: string, detail: string): void {
    if (this.problems.length < maxProblems) this.problems.push({ code, path, detail });
  }

  /** The value when it has the shape, else a problem. */
  read<T>(schema: v.GenericSchema<unknown, T>, value: unknown, path: string): T | undefined {
    const result = v.safeParse(schema, value, { abortEarly: true });
    if (result.success) return result.output;
    const [issue] = result.issues;
    const where = v.getDotPath(issue);
    this.report('REPORT_MALFORMED', where === null ? path : `${path}.${where}`, issue.message);
    return undefined;
  }

  /** Every entry of a list that has the shape; each other one is a problem. */
  readEach<T>(
    schema: v.GenericSchema<unknown, T>,
    list: readonly unknown[] | null | undefined,
    path: string,
    use: (value: T, path: string) => void,
  ): void {
    if (list === null || list === undefined) return;
    for (let index = 0; index < list.length; index += 1) {
      const place = `${path}[${index}]`;
      const value = this.read(schema, list[index], place);
      if (value !== undefined) use(value, place);
    }
  }
}
