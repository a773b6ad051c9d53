import type { Finding } from '../findings/index.ts';
import type { Judgement } from './judge-finding.ts';
import { clean } from './reasons.ts';
import type { Rule } from './decision.ts';

/** A finding and its judgement in words. */
export interface Description {
  /** `CVE-2024-2961 in libc6 2.36-9` or `github-pat in /app/.env:2`. */
  readonly subject: string;
  readonly detail: string;
  readonly clears: string;
}

/** Says what became of a finding, and what would clear it. */
export function describe(finding: Finding, judgement: Judgement): Description {
  const { detail, clears } = explain(finding, judgement);
  return {
    subject: clean(`${finding.id} in ${renderPlace(finding)}`),
    detail: clean(detail),
    clears: clean(clears),
  };
}

function renderPlace({ package: held, location }: Finding): string {
  if (held !== undefined) return `${held.name} ${held.version}`.trim();
  if (location === undefined) return 'the image';
  return location.line === undefined ? location.path : `${location.path}:${location.line}`;
}

function explain(finding: Finding, judgement: Judgement): Pick<Description, 'detail' | 'clears'> {
  const known = `${finding.severity} (${finding.severitySource}), ${finding.class}`;
  const update = renderUpdate(finding);
  switch (judgement.rule) {
    case 'kev':
      return { detail: `${known}: known to be exploited`, clears: `${update}; only a waiver excepts it` };
    case 'severity-unknown':
      return {
        detail: `${known}: nobody rated it`,
        clears: `${update}, or have it rated and ask for a waiver`,
      };
    case 'end-of-life':
      return { detail: finding.title, clears: 'move to a release that is supported' };
    case 'licence-denied':
      return { detail: 'the policy denies this licence', clears: 'replace the package' };
    default:
      return { detail: `${known}${explainRule(judgement)}`, clears: update };
  }
}

function explainRule({ rule, detail, by }: Judgement): string {
  const words: Partial<Record<Rule, string>> = {
    epss: ': likely to be exploited soon',
    severity: by === undefined ? '' : ': its grace is over',
    waiver: `: waived by ${detail}`,
    vex: `: not affected, says ${detail}`,
    grace: ': within its grace',
    unfixed: `: there is no fix (${detail})`,
    'running-already': ': the same package runs already',
    'licence-allowed': ': the policy allows this licence',
    'below-threshold': ': below the threshold',
  };
  return words[rule] ?? '';
}

function renderUpdate({ class: kind, package: held, fix }: Finding): string {
  if (kind === 'secret') return 'revoke the secret, and build without it in any layer';
  if (kind === 'misconfig') return 'correct the configuration';
  if (kind === 'licence') return 'replace the package, or add the licence to `licences.allow`';
  const name = held?.name ?? 'the package';
  if (fix.version !== undefined) return `update ${name} to ${fix.version}`;
  return `remove ${name}, or ask for a waiver: there is no fix yet`;
}
